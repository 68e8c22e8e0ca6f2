import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { type FinanceFound, mayAnswer, useFinanceStop } from '../finance-word.tsx'
import { useT } from '../page.tsx'

type Props = {
  id: string
  title: string
  version: number
  /** open to the reader, by the workflow */
  actions: readonly string[]
  amendmentNote: string | null
  /** problems that stop a submission */
  problems: number
  /** the reader edited the draft last */
  ownDraft: boolean
  /** what finance has said of the draft; null where it is not asked */
  coSign: FinanceFound
  refused?: { act?: string; reason?: string; refusal: Refusal } | null
}

const withReason = [
  'decline_co_sign',
  'send_back',
  'propose_amendment',
  'return_amendment',
  'amend',
  'suspend',
  'resume',
  'archive',
]
const confirmed = ['publish', 'amend', 'suspend', 'archive'] as const
const dangerous = ['suspend', 'archive']
/** acts that a second person has to do */
const byAnother = ['publish', 'amend']
/** what finance says of a text before the leader */
const answers = ['co_sign', 'decline_co_sign']

/** What the reader may do with a guideline now, and why not. */
export function GuidelineActs({
  title,
  version,
  actions,
  amendmentNote,
  problems,
  ownDraft,
  coSign,
  refused,
}: Props) {
  const t = useT()
  const actOf = useActOf('transition.guideline', version, refused)
  const unsigned = useFinanceStop('guideline.coSign', coSign)
  const shown = actions.filter(
    (name) => name !== 'save' && (!answers.includes(name) || mayAnswer(coSign, name === 'co_sign')),
  )
  const why = (name: string) => {
    if ((name === 'submit' || name === 'propose_amendment') && problems > 0)
      return t('guideline.closedActs.submit', { count: problems })
    if (!byAnother.includes(name)) return null
    return ownDraft ? t('guideline.closedActs.two_people') : unsigned
  }
  const acts = shown
    .filter((name) => why(name) === null)
    .map((name): Act => {
      const confirm = confirmed.find((one) => one === name)
      const act = actOf(name)
      return {
        ...act,
        reason: withReason.includes(name) ? 'required' : name === 'co_sign' ? 'optional' : undefined,
        reasonLabel: name === 'co_sign' ? t('guideline.coSign.opinion') : undefined,
        danger: dangerous.includes(name) ? title : undefined,
        confirm:
          name === 'co_sign'
            ? t('guideline.coSign.confirm', { title })
            : confirm && t(`guideline.confirm.${confirm}`, { title }),
        typedReason: act.typedReason ?? (name === 'amend' ? (amendmentNote ?? undefined) : undefined),
      }
    })
  const closed = shown
    .map((name) => ({ label: actOf(name).label, why: why(name) ?? '' }))
    .filter((act) => act.why)
  return <Acts acts={acts} closed={closed} refusal={refused?.refusal} />
}
