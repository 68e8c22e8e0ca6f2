import type { FormDefinition, Option, Section } from './form.ts'
import { withCell } from './alter-form.ts'
import { cover, declaration, enterprise } from './standard-form/applicant.ts'
import { financeOf, investment, sources, yearly } from './standard-form/investment.ts'
import { avoidance, equipment, history, milestones, targets } from './standard-form/lists.ts'
import { project } from './standard-form/project.ts'

/**
 * The application form of domain A.2, sections 1 to 11 and the experts to be avoided, as a guideline starts from it.
 * `financeYears`: the years asked in section 3, latest first. `directions`: choices of cover.direction.
 */
export function standardForm({
  financeYears,
  directions,
}: {
  financeYears: readonly number[]
  directions?: readonly Option[]
}): FormDefinition {
  const sections: Section[] = [
    cover,
    enterprise,
    financeOf(financeYears),
    project,
    investment,
    yearly,
    sources,
    equipment,
    milestones,
    targets,
    history,
    declaration,
    avoidance,
  ]
  const form = { sections }
  return directions ? withCell(form, 'cover.direction', { options: [...directions] }) : form
}
