import type { Refusal } from '#app/domain/kernel/refusal.ts'
import {
  DelegationForm,
  DelegationList,
  type DelegationRow,
  type TypedDelegation,
} from '../office/delegations.tsx'
import { useT } from '../page.tsx'

/** Who stands in for the person of an account; the security administrator sets it for somebody who is away already. */
export function AccountDelegations({
  delegations: { given, roles, deputies },
  now,
  refused,
}: {
  delegations: {
    given: readonly DelegationRow[]
    roles: readonly string[]
    deputies: readonly { id: string; name: string; roles: readonly string[] }[]
  }
  now: string
  refused: { refusal: Refusal; typed?: TypedDelegation | null } | null
}) {
  const t = useT()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('session.delegation.title')}</h2>
      {given.length === 0 && <p className="qx-soft">{t('session.delegation.noneGiven')}</p>}
      <DelegationList rows={given} forOther />
      <details className="qx-act" open={refused ? true : undefined}>
        <summary>{t('session.delegation.set')}</summary>
        <DelegationForm key={given.length} {...{ roles, deputies, now, refused }} forOther />
      </details>
    </section>
  )
}
