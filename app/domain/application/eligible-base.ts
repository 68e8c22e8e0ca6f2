import { narrow } from '#app/domain/kernel/decimal.ts'
import { type ReadForm, type ReadRow, rowsOf, sumOf, wordAt } from './read-form.ts'

/** The base that a grant is a share of (domain C.2): lines of the equipment list less those that do not count. */

export type LineReason =
  | 'second_hand'
  | 'related_party'
  | 'no_contract'
  | 'no_invoice'
  | 'no_payment'
  | 'out_of_window'
  | 'invoice_used'

export const evidenceDates = ['contract', 'invoice', 'payment'] as const
export type EvidenceDate = (typeof evidenceDates)[number]

export const bases = ['equipment', 'planned_equipment', 'fixed_assets', 'total_investment'] as const
export type Basis = (typeof bases)[number]

export type BaseTerms = {
  /** equipment: lines with evidence · planned_equipment: lines as planned · else sums of the investment table */
  basis: Basis
  /** each of these dates of a line lies between the days, both included; '' leaves a side open */
  window: { from: string; to: string; dates: readonly EvidenceDate[] }
  excludeRelated: boolean
  usedInvoices: readonly { invoiceNo: string }[]
}

export type BaseLine = { row: number; name: string; fen: bigint; reasons: readonly LineReason[] }

/** All in fen; `lines` only for the two bases that count lines. `row` from 1, as on the page. */
export type EligibleBase = {
  totalFen: bigint
  excludedFen: bigint
  baseFen: bigint
  lines: readonly BaseLine[]
}

/** An invoice number for comparison: narrow, upper case, no blanks. */
export function normaliseInvoice(text: string): string {
  return narrow(text).toUpperCase().replace(/\s/g, '')
}

/** The invoice numbers of the equipment list, each once. */
export function invoiceNumbers(form: ReadForm): string[] {
  const numbers = rowsOf(form, 'equipment').map((row) => normaliseInvoice(wordAt(row.cells, 'invoice_no')))
  return [...new Set(numbers.filter((number) => number !== ''))]
}

/** Why a line's evidence does not count; empty when it does. */
export function evidenceReasons(row: ReadRow, window: BaseTerms['window']): LineReason[] {
  const reasons = window.dates.flatMap((date): LineReason[] => {
    const day = wordAt(row.cells, `${date}_date`)
    if (day === '') return [`no_${date}`]
    const outside = (window.from !== '' && day < window.from) || (window.to !== '' && day > window.to)
    return outside ? ['out_of_window'] : []
  })
  return [...new Set(reasons)]
}

function reasonsOf(row: ReadRow, terms: BaseTerms, used: ReadonlySet<string>): LineReason[] {
  const reasons: LineReason[] = []
  if (row.cells.second_hand === true) reasons.push('second_hand')
  if (terms.excludeRelated && row.cells.related_party === true) reasons.push('related_party')
  if (terms.basis === 'equipment') {
    if (used.has(normaliseInvoice(wordAt(row.cells, 'invoice_no')))) reasons.push('invoice_used')
    reasons.push(...evidenceReasons(row, terms.window))
  }
  return reasons
}

export function eligibleBase(form: ReadForm, terms: BaseTerms): EligibleBase {
  if (terms.basis === 'total_investment' || terms.basis === 'fixed_assets') {
    const out = terms.basis === 'fixed_assets' ? ['rnd', 'working_capital', 'other'] : []
    const totalFen = sumOf(form, 'investment', 'amount')
    const baseFen = sumOf(form, 'investment', 'amount', new Set(out))
    return { totalFen, excludedFen: totalFen - baseFen, baseFen, lines: [] }
  }
  const used = new Set(terms.usedInvoices.map(({ invoiceNo }) => normaliseInvoice(invoiceNo)))
  const lines = rowsOf(form, 'equipment').flatMap((row, index): BaseLine[] => {
    const fen = row.cells.amount
    if (typeof fen !== 'bigint') return []
    return [{ row: index + 1, name: wordAt(row.cells, 'name'), fen, reasons: reasonsOf(row, terms, used) }]
  })
  const sum = (counted: readonly BaseLine[]) => counted.reduce((total, line) => total + line.fen, 0n)
  const totalFen = sum(lines)
  const baseFen = sum(lines.filter((line) => line.reasons.length === 0))
  return { totalFen, excludedFen: totalFen - baseFen, baseFen, lines }
}
