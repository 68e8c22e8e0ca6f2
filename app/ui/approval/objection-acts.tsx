import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { SelectField, TextField } from '../field.tsx'
import { useProblemAt } from '../messages.tsx'
import { useT, useText } from '../page.tsx'

type Refused = {
  act?: string
  typed?: { reason: string; result: string; newAmountWan: string }
  refusal: Refusal
} | null

/** What supervision or a leader may do with an objection now. */
export function ObjectionActs({
  objection,
  results,
  refused,
}: {
  objection: {
    version: number
    actions: readonly string[]
    finding: string | null
    project: { projectName: string }
  }
  results: readonly string[]
  refused: Refused
}) {
  const t = useT()
  const text = useText()
  const actOf = useActOf('transition.objection', objection.version, refused)
  const problem = useProblemAt(refused?.refusal.fields)
  const acts = objection.actions.map((name): Act => {
    const mine = refused?.act === name ? refused : null
    const common = {
      ...actOf(name),
      reasonLabel: text([`approval.objection.reasonOf.${name}`, '']) || undefined,
    }
    if (name === 'accept') return { ...common, reason: 'optional' }
    if (name !== 'resolve') return { ...common, reason: 'required' }
    return {
      ...common,
      reason: 'required',
      confirm: t('approval.objection.confirmResolve', { project: objection.project.projectName }),
      children: (
        <>
          <SelectField
            name="result"
            label={t('approval.objection.resultLabel')}
            required
            empty={t('approval.objection.choose')}
            defaultValue={mine?.typed?.result ?? ''}
            choices={results.map((value) => ({ value, label: text(`approval.objectionResult.${value}`) }))}
          />
          <TextField
            name="newAmountWan"
            label={t('approval.objection.newAmount')}
            hint={t('approval.objection.newAmountHint')}
            unit={t('common.unit.wan')}
            numeric
            defaultValue={mine?.typed?.newAmountWan}
            error={mine ? problem('newAmountWan') : null}
          />
        </>
      ),
    }
  })
  return <Acts acts={acts} refusal={refused?.refusal} />
}
