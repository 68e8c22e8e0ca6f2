import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { wan } from '#app/i18n/format.ts'
import { useActOf } from '../act-of.ts'
import { Acts } from '../act-panel.tsx'
import { useT } from '../page.tsx'

type Refused = { act?: string; reason?: string; refusal: Refusal } | null

/** What the second person may do with an issue; who drew it up reads why not. */
export function IssueActs({
  issue,
  refused,
}: {
  issue: {
    version: number
    documentNo: string
    totalFen: bigint
    payments: readonly unknown[]
    actions: readonly string[]
    waitsForOther: boolean
  }
  refused: Refused
}) {
  const t = useT()
  const actOf = useActOf('transition.issue', issue.version, refused)
  const about = {
    documentNo: issue.documentNo,
    count: issue.payments.length,
    amount: wan(issue.totalFen),
  }
  return (
    <Acts
      acts={issue.actions.map((act) => ({
        ...actOf(act),
        reason: act === 'reject' ? ('required' as const) : undefined,
        danger: act === 'reject' ? issue.documentNo : undefined,
        confirm: act === 'issue' ? t('funding.issue.confirm', about) : undefined,
      }))}
      refusal={refused?.refusal}
      closed={issue.waitsForOther ? [{ label: actOf('issue').label, why: t('funding.issue.own') }] : []}
    />
  )
}
