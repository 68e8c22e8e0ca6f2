import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { type Act, Acts } from '../act-panel.tsx'
import { SelectField, TextField } from '../field.tsx'
import { useT } from '../page.tsx'

type Refused = {
  act?: string
  typed?: { reason: string; years: string; result: string; team: string }
  refusal: Refusal
} | null

const results = ['pass', 'adjust', 'fail'] as const

/** Acts of the approval on one application: reserve, look on site, not approve, approve. */
export function ApprovalActs({
  application,
  action,
  refused,
}: {
  application: { projectName: string; version: number; actions: readonly string[] }
  /** where they are posted; default is the page itself */
  action?: string
  refused: Refused
}) {
  const t = useT()
  const actOf = useActOf('transition.application', application.version, refused)
  const acts = application.actions.map((name): Act => {
    const mine = refused?.act === name ? refused : null
    const common = { ...actOf(name), action }
    switch (name) {
      case 'approve':
        return common
      case 'not_approve':
        return {
          ...common,
          reason: 'required',
          danger: application.projectName,
          confirm: t('approval.application.confirmNot', { project: application.projectName }),
        }
      case 'reserve':
        return {
          ...common,
          reason: 'required',
          children: (
            <TextField
              name="years"
              label={t('approval.application.years')}
              unit={t('approval.application.yearsUnit')}
              numeric
              required
              defaultValue={mine?.typed?.years ?? '2'}
            />
          ),
        }
      case 'end_site':
        return {
          ...common,
          reason: 'required',
          reasonLabel: t('approval.application.siteFinding'),
          children: (
            <>
              <SelectField
                name="result"
                label={t('approval.application.siteResult')}
                required
                defaultValue={mine?.typed?.result ?? 'pass'}
                choices={results.map((value) => ({
                  value,
                  label: t(`approval.application.siteResults.${value}`),
                }))}
              />
              <TextField
                name="team"
                label={t('approval.application.team')}
                hint={t('approval.application.teamHint')}
                required
                maxLength={200}
                defaultValue={mine?.typed?.team}
              />
            </>
          ),
        }
      default:
        return { ...common, reason: 'required' }
    }
  })
  return <Acts acts={acts} refusal={refused?.refusal} />
}
