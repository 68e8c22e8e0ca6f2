import type { ClawbackGround } from '#app/domain/funding/clawback.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { wan } from '#app/i18n/format.ts'
import { useActOf } from '../act-of.ts'
import { Acts } from '../act-panel.tsx'
import { SelectField, TextField } from '../field.tsx'
import { useT } from '../page.tsx'

type Refused = { act?: string; reason?: string; typed?: Record<string, string>; refusal: Refusal } | null
type Clawback = {
  version: number
  status: string
  ground: string | null
  /** from which it may be chosen */
  grounds: readonly ClawbackGround[]
  eligibleFen: bigint
  amountFen: bigint
  reason: string
  actions: readonly string[]
  elsewhere: boolean
  waitsForOther: boolean
  standing: readonly { id: string; number: number; paidOn: string; voucherNo: string; amountFen: bigint }[]
  reversal: { number: number; amountFen: bigint } | null
  project: { name: string }
}

const reasoned = ['propose', 'send_back', 'waive', 'transfer', 'ask_reversal', 'decline_reversal']

/** What the reader may do with a clawback now; the form keeps what was typed when it is refused. */
export function ClawbackActs({
  clawback,
  collector,
  today,
  refused,
}: {
  clawback: Clawback
  collector: string
  today: string
  refused: Refused
}) {
  const t = useT()
  const actOf = useActOf('transition.clawback', clawback.version, refused)
  const closed = [
    ...(clawback.elsewhere
      ? [{ label: actOf('repay').label, why: t('funding.clawback.elsewhere', { collector }) }]
      : []),
    ...(clawback.waitsForOther ? [{ label: actOf('decide').label, why: t('funding.issue.own') }] : []),
  ]
  return (
    <Acts
      acts={clawback.actions
        .filter((act) => act !== 'attach')
        .map((act) => {
          const made = actOf(act)
          return {
            ...made,
            typedReason: made.typedReason ?? (act === 'propose' ? clawback.reason : undefined),
            reason: reasoned.includes(act) ? ('required' as const) : undefined,
            reasonLabel: act === 'propose' ? t('funding.clawback.reason') : undefined,
            danger: act === 'transfer' ? clawback.project.name : undefined,
            confirm: confirmOf(t, act, clawback),
            children: (
              <ActFields
                act={act}
                clawback={clawback}
                today={today}
                refused={refused?.act === act ? refused : null}
              />
            ),
          }
        })}
      refusal={refused?.refusal}
      closed={closed}
    />
  )
}

function confirmOf(t: ReturnType<typeof useT>, act: string, { amountFen, reversal }: Clawback) {
  if (act === 'decide') return t('funding.clawback.confirm', { amount: wan(amountFen) })
  return act === 'reverse' && reversal
    ? t('funding.clawback.confirmReversal', { number: reversal.number, amount: wan(reversal.amountFen) })
    : undefined
}

function ActFields({
  act,
  clawback,
  today,
  refused,
}: {
  act: string
  clawback: Clawback
  today: string
  refused: Refused
}) {
  const t = useT()
  const field = (name: string, usual?: string) => ({
    name,
    defaultValue: refused?.typed?.[name] ?? usual,
    error: refused?.refusal.fields?.find(({ path }) => path === name)?.words ?? null,
    required: true,
  })
  switch (act) {
    case 'propose':
      return (
        <>
          <SelectField
            {...field('ground', clawback.ground ?? undefined)}
            label={t('funding.clawback.ground')}
            choices={clawback.grounds.map((value) => ({
              value,
              label: t(`funding.clawback.grounds.${value}`),
            }))}
          />
          <TextField
            {...field('eligibleWan', wan(clawback.eligibleFen))}
            label={t('funding.clawback.eligible')}
            hint={t('funding.clawback.eligibleHint')}
            unit={t('common.unit.wan')}
            numeric
            maxLength={20}
          />
        </>
      )
    case 'notify':
      return (
        <TextField
          {...field('documentNo')}
          label={t('funding.clawback.noticeNo')}
          hint={t('funding.issue.documentNoHint')}
          maxLength={60}
        />
      )
    case 'repay':
      return (
        <>
          <TextField {...field('paidOn', today)} type="date" label={t('funding.clawback.paidOn')} />
          <TextField
            {...field('voucherNo')}
            label={t('funding.clawback.voucherNo')}
            hint={t('funding.payment.voucherHint')}
            maxLength={60}
          />
          <TextField
            {...field('amountYuan')}
            label={t('funding.clawback.amountYuan')}
            hint={t('funding.clawback.amountHint')}
            numeric
            maxLength={20}
          />
        </>
      )
    case 'ask_reversal':
      return (
        <SelectField
          {...field('repaymentId')}
          label={t('funding.clawback.which')}
          choices={clawback.standing.map(({ id, number, paidOn, voucherNo, amountFen }) => ({
            value: id,
            label: t('funding.clawback.whichChoice', { number, paidOn, voucherNo, amount: wan(amountFen) }),
          }))}
        />
      )
    default:
      return null
  }
}
