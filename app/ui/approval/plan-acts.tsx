import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { TextField } from '../field.tsx'
import { type FinanceFound, mayAnswer, useFinanceStop } from '../finance-word.tsx'
import { useT } from '../page.tsx'

export type PlanRefused = {
  act?: string
  typed?: { reason: string; minutesNo: string; meetingDay: string; attendees: string }
  refusal: Refusal
} | null

/** What the reader may do with a plan now, and why not. */
export function PlanActs({
  plan,
  title,
  departures,
  over,
  publicityOver,
  refused,
}: {
  plan: {
    version: number
    actions: readonly string[]
    endsOn: string | null
    publicity: { n: number; unit: 'working' | 'calendar' }
    budget: { projects: number }
    coCheck: FinanceFound
  }
  title: string
  departures: number
  /** what it asks for, what there is, and by how much it is too much, 万元; null within the budget */
  over: { asked: string; limit: string; over: string } | null
  publicityOver: boolean
  refused: PlanRefused
}) {
  const t = useT()
  const actOf = useActOf('transition.plan', plan.version, refused)
  const unchecked = useFinanceStop('approval.plan.coCheck', plan.coCheck)
  const why = (name: string): string | null => {
    if (name === 'propose') {
      if (plan.budget.projects === 0) return t('approval.plan.closed.empty')
      if (over) return t('approval.plan.closed.over', over)
      if (departures > 0) return t('approval.plan.closed.departures', { count: departures })
    }
    if (name === 'decide') return unchecked
    if (name === 'approve' && !publicityOver)
      return t('approval.plan.closed.running', { day: plan.endsOn ?? '' })
    return null
  }
  const names = plan.actions.filter((name) => {
    if (name === 'co_check' || name === 'decline_co_check')
      return mayAnswer(plan.coCheck, name === 'co_check')
    return name !== 'edit'
  })
  const acts = names
    .filter((name) => why(name) === null)
    .map((name): Act => {
      const mine = refused?.act === name ? refused : null
      const common = actOf(name)
      switch (name) {
        case 'co_check':
          return {
            ...common,
            reason: 'optional',
            reasonLabel: t('approval.plan.coCheck.opinion'),
            confirm: t('approval.plan.coCheck.confirm', { plan: title }),
          }
        case 'decline_co_check':
        case 'send_back':
          return { ...common, reason: 'required' }
        case 'discard':
          return { ...common, reason: 'required', danger: title }
        case 'decide':
          return {
            ...common,
            consequence: t('approval.plan.willPost', {
              n: plan.publicity.n,
              unit: t(`approval.plan.unit.${plan.publicity.unit}`),
            }),
            confirm: t('approval.plan.confirmDecide', { plan: title }),
            children: <Minutes typed={mine?.typed} />,
          }
        case 'approve':
          return { ...common, confirm: t('approval.plan.confirmApprove', { plan: title }) }
        default:
          return common
      }
    })
  const closed = names.flatMap((name) => {
    const reason = why(name)
    return reason ? [{ label: actOf(name).label, why: reason }] : []
  })
  const atItem = plan.actions.includes('edit') && !names.includes(refused?.act ?? '')
  return <Acts acts={acts} closed={closed} refusal={atItem ? null : refused?.refusal} />
}

function Minutes({ typed }: { typed: NonNullable<PlanRefused>['typed'] }) {
  const t = useT()
  return (
    <>
      <TextField
        name="minutesNo"
        label={t('approval.plan.minutesNo')}
        example={t('approval.plan.minutesExample')}
        maxLength={60}
        required
        defaultValue={typed?.minutesNo}
      />
      <TextField
        name="meetingDay"
        type="date"
        label={t('approval.plan.meetingDay')}
        required
        defaultValue={typed?.meetingDay}
      />
      <TextField
        name="attendees"
        label={t('approval.plan.attendees')}
        hint={t('approval.plan.attendeesHint')}
        lines={3}
        maxLength={1000}
        required
        defaultValue={typed?.attendees}
      />
    </>
  )
}
