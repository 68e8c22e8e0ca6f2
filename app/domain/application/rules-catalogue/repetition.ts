import { z } from 'zod'
import { duplicateParams, sameTitle } from '../duplicate.ts'
import { invoiceNumbers, normaliseInvoice } from '../eligible-base.ts'
import { directionOf, rowsOf, wordAt } from '../read-form.ts'
import { similarity } from '../similar-name.ts'
import { defineRule, fail, listed, manual, missing, notApplicable, pass } from './rule.ts'

/** Nothing twice: A.6 R12 to R15, R30, R32. */

/** R12: earlier projects of the fund have been accepted. */
export const R12 = defineRule({
  code: 'R12',
  version: 1,
  severity: 'block',
  params: z.strictObject({}),
  judge: ({ unacceptedProjects }) => {
    const names = unacceptedProjects.map((project) => project.name)
    const evidence = { projects: unacceptedProjects.map((project) => project.code).join(', ') }
    return names.length === 0
      ? pass(evidence)
      : fail({ key: 'R12.fail', params: { projects: listed(names) } }, evidence)
  },
})

/** R13: so many applications per enterprise, in the guideline or in the whole category; exempt directions do not count. */
export const R13 = defineRule({
  code: 'R13',
  version: 1,
  severity: 'block',
  needs: ['cover.direction'],
  params: z.strictObject({ scope: z.enum(['guideline', 'category']).default('guideline') }),
  judge: ({ form, otherApplications, configuration }, { scope }) => {
    const { limit, exemptDirections } = configuration.perApplicant
    if (exemptDirections.includes(directionOf(form))) return notApplicable()
    const others = otherApplications
      .filter((other) => scope === 'category' || other.sameGuideline)
      .filter((other) => !exemptDirections.includes(other.direction))
    const evidence = { limit, others: others.length }
    if (others.length < limit) return pass(evidence)
    return fail(
      { key: 'R13.fail', params: { limit, projects: listed(others.map((other) => other.projectName)) } },
      evidence,
    )
  },
})

/**
 * R14, A.7 (1) and (2): same project code or a name nearly the same; (4) where it asks for lists of other departments, the
 * same code or the same name on one. Never rejects by itself. Its parameters are those of the whole duplicate check; texts
 * (3) and enterprises with one controller are compared at the formal review.
 */
export const R14 = defineRule({
  code: 'R14',
  version: 2,
  severity: 'manual',
  needs: ['cover.project_name'],
  params: duplicateParams,
  judge: (facts, { threshold }) => {
    const { form, fundedProjects, listedProjects } = facts
    const name = wordAt(form.fields, 'cover.project_name')
    if (name === '') return missing(facts, 'cover.project_name')
    const code = wordAt(form.fields, 'project.code')
    const declared = rowsOf(form, 'history').map((row) => ({
      name: wordAt(row.cells, 'project'),
      year: typeof row.cells.year === 'number' ? row.cells.year : 0,
      projectCode: '',
    }))
    const hits = [...fundedProjects, ...declared]
      .map((project) => ({ ...project, alike: similarity(name, project.name) }))
      .filter((project) => project.alike >= threshold || (code !== '' && project.projectCode === code))
      .toSorted((a, b) => b.alike - a.alike)
    const own = { projectName: name, projectCode: code }
    const elsewhere = listedProjects.filter((project) =>
      sameTitle(own, { ...project, projectName: project.name }),
    )
    const evidence = {
      hits: [
        ...hits.map((hit) => `${hit.name} (${hit.year}) ${hit.alike.toFixed(2)}`),
        ...elsewhere.map((hit) => `${hit.name} (${hit.source})`),
      ].join('; '),
      threshold,
    }
    const projects = [
      ...hits.map((hit) => `${hit.name}（${hit.year}）`),
      ...elsewhere.map((hit) => `${hit.name}（${hit.source}）`),
    ]
    if (projects.length === 0) return pass(evidence)
    return manual({ key: 'R14.manual', params: { projects: listed(projects) } }, evidence)
  },
})

/** R15: an invoice counts in one application only. */
export const R15 = defineRule({
  code: 'R15',
  version: 1,
  severity: 'block',
  needs: ['equipment.invoice_no'],
  params: z.strictObject({}),
  judge: ({ form, usedInvoices }) => {
    const own = invoiceNumbers(form)
    const hits = usedInvoices.filter((used) => own.includes(normaliseInvoice(used.invoiceNo)))
    const invoices = hits.map((hit) => hit.invoiceNo)
    if (hits.length === 0) return pass({ invoices: own.length })
    return fail(
      { key: 'R15.fail', params: { invoices: listed(invoices) } },
      { invoices: invoices.join(', ') },
    )
  },
})

/** R30: not a subsidy of interest and a grant for the same investment. */
export const R30 = defineRule({
  code: 'R30',
  version: 1,
  severity: 'block',
  needs: ['project.interest_subsidy', 'project.code'],
  params: z.strictObject({}),
  judge: (facts) => {
    const { form, otherApplications, configuration } = facts
    const declared = form.fields['project.interest_subsidy']
    if (typeof declared !== 'boolean') return missing(facts, 'project.interest_subsidy')
    const code = wordAt(form.fields, 'project.code')
    const subsidy = configuration.supportMode === 'interest_subsidy'
    const twice = otherApplications.find(
      (other) =>
        code !== '' && other.projectCode === code && (other.supportMode === 'interest_subsidy') !== subsidy,
    )
    if (twice) return fail({ key: 'R30.other', params: { project: twice.projectName } }, { code })
    return declared ? fail({ key: 'R30.fail' }, { declared: 'yes' }) : pass({ declared: 'no' })
  },
})

/** R32: the contact's phone is not that of other applicants, as it is where an agency writes the applications. */
export const R32 = defineRule({
  code: 'R32',
  version: 1,
  severity: 'warn',
  needs: ['enterprise.contact_phone'],
  params: z.strictObject({}),
  judge: ({ sharedContacts }) =>
    sharedContacts.length === 0
      ? pass({ others: 0 })
      : fail(
          { key: 'R32.fail', params: { count: sharedContacts.length } },
          { others: sharedContacts.length },
        ),
})
