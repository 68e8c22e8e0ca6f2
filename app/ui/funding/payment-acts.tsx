import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { Acts } from '../act-panel.tsx'
import { TextField } from '../field.tsx'
import { useT } from '../page.tsx'

type Refused = { act?: string; reason?: string; typed?: Record<string, string>; refusal: Refusal } | null

const reasoned = ['return', 'withdraw']

/** What the reader may do with a payment now; the form keeps what was typed when it is refused. */
export function PaymentActs({
  project,
  version,
  actions,
  closed,
  today,
  refused,
}: {
  /** its name */
  project: string
  version: number
  actions: readonly string[]
  /** why finance that may read it has nothing to do */
  closed: string | null
  today: string
  refused: Refused
}) {
  const t = useT()
  const actOf = useActOf('transition.payment', version, refused)
  return (
    <Acts
      acts={actions.map((act) => ({
        ...actOf(act),
        reason: reasoned.includes(act) ? ('required' as const) : undefined,
        danger: act === 'withdraw' ? project : undefined,
        children: <ActFields act={act} today={today} refused={refused?.act === act ? refused : null} />,
      }))}
      refusal={refused?.refusal}
      closed={closed === null ? [] : [{ label: t('funding.payment.title'), why: closed }]}
    />
  )
}

function ActFields({ act, today, refused }: { act: string; today: string; refused: Refused }) {
  const t = useT()
  const field = (name: string) => {
    const problem = refused?.refusal.fields?.find(({ path }) => path === name)
    return {
      name,
      defaultValue: refused?.typed?.[name],
      error: problem?.words ?? null,
      required: true,
    }
  }
  const day = (name: string) => {
    const made = field(name)
    return { ...made, type: 'date' as const, defaultValue: made.defaultValue ?? today }
  }
  switch (act) {
    case 'receive':
      return <TextField {...day('receivedOn')} label={t('funding.payment.receivedOn')} />
    case 'pay':
      return (
        <>
          <TextField {...day('paidOn')} label={t('funding.payment.paidOn')} />
          <TextField
            {...field('voucherNo')}
            label={t('funding.payment.voucherNo')}
            hint={t('funding.payment.voucherHint')}
            maxLength={60}
          />
          <TextField {...field('bank')} label={t('funding.payment.bank')} maxLength={60} />
          <TextField
            {...field('account')}
            label={t('funding.payment.account')}
            hint={t('funding.payment.accountHint')}
            maxLength={40}
          />
        </>
      )
    case 'confirm':
      return <TextField {...day('arrivedOn')} label={t('funding.payment.arrivedOn')} />
    default:
      return null
  }
}
