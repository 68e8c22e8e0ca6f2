import { z } from 'zod'
import { type ReadRow, rowsOf, wordAt } from '../read-form.ts'
import { evidenceDates, evidenceReasons } from '../eligible-base.ts'
import { defineRule, fail, listed, manual, missing, notApplicable, numberOf, pass, warn } from './rule.ts'

/** What is built, where and when: A.6 R16 to R19, R28, R29. */

const monthOrNone = z
  .string()
  .regex(/^(\d{4}-(0[1-9]|1[0-2]))?$/, 'month_format')
  .default('')
const dayOrNone = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'day_format')
  .default('')

/** R16: a filing exists in the applicant's name; without the platform a person looks it up. */
export const R16 = defineRule({
  code: 'R16',
  version: 1,
  severity: 'block',
  needs: ['project.code'],
  params: z.strictObject({}),
  judge: ({ form, filing, enterprise }) => {
    const code = wordAt(form.fields, 'project.code')
    const filingNo = wordAt(form.fields, 'project.filing_no')
    const evidence = { code, filingNo, undertaker: filing?.undertaker ?? '' }
    if (code === '' && filingNo === '') return fail({ key: 'R16.fail' }, evidence)
    if (!filing) return manual({ key: 'R16.manual', params: { code: code || filingNo } }, evidence)
    if (filing.undertaker === enterprise.name) return pass(evidence)
    return fail({ key: 'R16.undertaker', params: { undertaker: filing.undertaker } }, evidence)
  },
})

/** R17: built where the recommending unit is responsible. */
export const R17 = defineRule({
  code: 'R17',
  version: 1,
  severity: 'warn',
  needs: ['project.location'],
  params: z.strictObject({}),
  judge: (facts) => {
    const location = wordAt(facts.form.fields, 'project.location')
    if (location === '') return missing(facts, 'project.location')
    const { regionCode, unitCode } = facts.enterprise
    const evidence = { location, unit: unitCode, region: regionCode }
    const inside = [regionCode, unitCode].some((code) => location.startsWith(code))
    return inside ? pass(evidence) : fail({ key: 'R17.fail', params: evidence }, evidence)
  },
})

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
}

/** R18: the construction period; both months count. */
export const R18 = defineRule({
  code: 'R18',
  version: 1,
  severity: 'block',
  needs: ['project.start', 'project.end'],
  params: z.strictObject({
    startFrom: monthOrNone,
    endFrom: monthOrNone,
    endBy: monthOrNone,
    maxMonths: z.number().int().min(1).max(240).default(36),
  }),
  judge: (facts, { startFrom, endFrom, endBy, maxMonths }) => {
    const start = wordAt(facts.form.fields, 'project.start')
    const end = wordAt(facts.form.fields, 'project.end')
    if (start === '' || end === '') return missing(facts, 'project.start', 'project.end')
    const months = monthNumber(end) - monthNumber(start) + 1
    const evidence = { start, end, months, startFrom, endFrom, endBy, maxMonths }
    const wrong = [
      months < 1 ? 'R18.reversed' : '',
      startFrom !== '' && start < startFrom ? 'R18.start' : '',
      endFrom !== '' && end < endFrom ? 'R18.early' : '',
      endBy !== '' && end > endBy ? 'R18.end' : '',
      months > maxMonths ? 'R18.fail' : '',
    ].filter((key) => key !== '')
    return wrong.length === 0
      ? pass(evidence)
      : fail(
          wrong.map((key) => ({ key, params: evidence })),
          evidence,
        )
  },
})

export const windowParams = z.strictObject({
  from: dayOrNone,
  to: dayOrNone,
  /** which dates a line must have and have inside the window */
  dates: z.array(z.enum(evidenceDates)).default(['contract', 'invoice', 'payment']),
})

/** R19: lines outside the window, or without evidence, do not count; no line left blocks. */
export const R19 = defineRule({
  code: 'R19',
  version: 1,
  severity: 'block',
  needs: ['equipment.contract_date', 'equipment.invoice_date', 'equipment.payment_date'],
  params: windowParams,
  judge: (facts, window) => {
    if (window.from === '' && window.to === '') return notApplicable()
    const lines = rowsOf(facts.form, 'equipment')
      .map((row, index) => ({ number: index + 1, row }))
      .filter(({ row }) => Object.keys(row.cells).length > 0)
    if (lines.length === 0) return missing(facts, 'equipment')
    const out = lines.filter(({ row }) => evidenceReasons(row, window).length > 0).map(({ number }) => number)
    const evidence = { from: window.from, to: window.to, lines: lines.length, excluded: out.join(', ') }
    if (out.length === 0) return pass(evidence)
    const params = {
      from: window.from || '—',
      to: window.to || '—',
      lines: listed(out),
      table: numberOf(facts, 'equipment'),
    }
    return out.length === lines.length
      ? fail({ key: 'R19.fail', params }, evidence)
      : warn({ key: 'R19.warn', params }, evidence)
  },
})

/** R28: milestones lie inside the period, end after they start, and follow each other. */
export const R28 = defineRule({
  code: 'R28',
  version: 1,
  severity: 'block',
  needs: ['milestones.start', 'milestones.end', 'project.start', 'project.end'],
  params: z.strictObject({}),
  judge: (facts) => {
    const start = wordAt(facts.form.fields, 'project.start')
    const end = wordAt(facts.form.fields, 'project.end')
    const rows = rowsOf(facts.form, 'milestones').filter((row) => Object.keys(row.cells).length > 0)
    if (start === '' || end === '' || rows.length === 0)
      return missing(facts, 'project.start', 'project.end', 'milestones')
    const from = (row: ReadRow | undefined) => (row ? wordAt(row.cells, 'start') : '')
    const to = (row: ReadRow) => wordAt(row.cells, 'end')
    const rowsWhere = (wrong: (row: ReadRow, index: number) => boolean) =>
      rows.flatMap((row, index) => (wrong(row, index) ? [index + 1] : []))
    const outside = rowsWhere((row) => from(row).slice(0, 7) < start || to(row).slice(0, 7) > end)
    const unordered = rowsWhere((row, index) => from(row) > to(row) || from(rows[index - 1]) > from(row))
    const evidence = { start, end, outside: outside.join(', '), unordered: unordered.join(', ') }
    const table = numberOf(facts, 'milestones')
    const said = [
      { key: 'R28.fail', lines: outside },
      { key: 'R28.order', lines: unordered },
    ].filter(({ lines }) => lines.length > 0)
    if (said.length === 0) return pass(evidence)
    return fail(
      said.map(({ key, lines }) => ({ key, params: { start, end, table, lines: listed(lines) } })),
      evidence,
    )
  },
})

/** R29: at least one quantity and one benefit, each a number with its unit. */
export const R29 = defineRule({
  code: 'R29',
  version: 1,
  severity: 'block',
  needs: ['targets.level1', 'targets.level2', 'targets.value', 'targets.unit'],
  params: z.strictObject({
    quantity: z.number().int().min(0).max(20).default(1),
    benefit: z.number().int().min(0).max(20).default(1),
  }),
  judge: (facts, asked) => {
    const whole = rowsOf(facts.form, 'targets').filter(
      ({ cells }) => typeof cells.value === 'number' && wordAt(cells, 'unit') !== '',
    )
    const quantity = whole.filter(({ cells }) => cells.level2 === 'quantity').length
    const benefit = whole.filter(({ cells }) => cells.level1 === 'benefit').length
    const evidence = { quantity, benefit, askedQuantity: asked.quantity, askedBenefit: asked.benefit }
    if (quantity >= asked.quantity && benefit >= asked.benefit) return pass(evidence)
    return fail({ key: 'R29.fail', params: { ...evidence, table: numberOf(facts, 'targets') } }, evidence)
  },
})
