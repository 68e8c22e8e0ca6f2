import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { ReviewActName, ReviewActs } from '#app/domain/review/acts.ts'
import { deadline } from '#app/i18n/format.ts'
import type { Act } from '../act-panel.tsx'
import { useT } from '../page.tsx'
import { ActFields, type Typed, typedText, useNodeName } from './act-fields.tsx'
import { pathOf } from './paths.ts'

/** Labels of acts: transitions by their table, what belongs to none by the stage's words. */
export function useActLabel(): (act: ReviewActName) => string {
  const t = useT()
  return (act) => {
    if (act === 'ask_reopening') return t('review.act.ask_reopening')
    if (act === 'grant_appeal') return t('review.act.decide')
    return t(`transition.application.${act}.label`)
  }
}

/** One act of an office as a panel: its consequence in numbers and names, and the fields it asks for. */
export function useAct(acts: ReviewActs): (act: ReviewActName, refused?: Refused) => Act {
  const t = useT()
  const label = useActLabel()
  const consequence = useConsequence(acts)
  return (act, refused) => ({
    name: act,
    label: label(act),
    version: acts.version,
    action: pathOf(act, acts.id),
    consequence: consequence(act),
    danger: dangerous.includes(act) ? acts.projectName : undefined,
    reason: act === 'return_down' || act === 'recuse' ? 'required' : undefined,
    ...(act === 'return_down' && { reasonHint: t('common.record.reasonHints.offices') }),
    ...(act === 'recuse' && {
      reasonLabel: t('review.act.conflictText'),
      reasonHint: t('common.record.reasonHints.log'),
    }),
    refusal: refused?.refusal,
    typedReason: typedText(refused?.typed, 'reason'),
    children: <ActFields act={act} acts={acts} typed={refused?.typed} />,
  })
}

const dangerous: readonly ReviewActName[] = ['reject', 'reopen', 'recuse']

export type Refused = { refusal: Refusal; typed?: Typed }

function useConsequence(acts: ReviewActs): (act: ReviewActName) => string {
  const t = useT()
  const nodeName = useNodeName()
  return (act) => {
    switch (act) {
      case 'recommend':
        return [
          t('transition.application.recommend.effect'),
          acts.next &&
            (acts.next.dueAt
              ? t('review.act.next', { node: nodeName(acts.next.node), due: deadline(acts.next.dueAt) })
              : t('review.act.nextNoDue', { node: nodeName(acts.next.node) })),
          acts.quota && t('review.act.quota', { ...acts.quota, left: acts.quota.limit - acts.quota.used }),
        ]
          .filter(Boolean)
          .join(' ')
      case 'return':
        return [
          t('review.act.returnDays', { days: acts.correctionDays }),
          t('review.act.rounds', acts.rounds),
        ].join(' ')
      case 'return_down':
        return [
          t('transition.application.return_down.effect'),
          acts.below && t('review.act.below', { node: nodeName(acts.below) }),
        ]
          .filter(Boolean)
          .join(' ')
      case 'grant_appeal':
        return t('review.act.deciding')
      case 'ask_reopening':
        return t('review.act.askEffect')
      default:
        return t(`transition.application.${act}.effect`)
    }
  }
}
