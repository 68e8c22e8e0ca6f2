/** Posts and shareholdings of an expert, from which avoidance follows (B.3 C02, C03): as typed, as read and as kept. */
import { z } from 'zod'
import { locales } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { decimalFromText, decimalText, narrow } from '../kernel/decimal.ts'
import { checkPartialDay, firstDayOf, isStill, lastDayOf } from '../kernel/partial-day.ts'
import { atField, type Failure, type FieldProblem } from '../kernel/refusal.ts'
import { checkUscc } from '../kernel/uscc.ts'

/** rows of posts, and as many of shareholdings */
export const mostTies = 50
/** characters of a cell */
const longest = 200
/** decimals of a percentage */
const decimals = 4

export const postColumns = ['orgName', 'uscc', 'role', 'from', 'to'] as const
export const shareColumns = ['orgName', 'uscc', 'percent', 'listed'] as const
export type TypedPost = Record<(typeof postColumns)[number], string>
export type TypedShare = Record<(typeof shareColumns)[number], string>

const cell = z.string().max(5000)
/** What a form posts; rows that are left empty count. */
export const typedTies = {
  history: z.array(z.strictObject({ orgName: cell, uscc: cell, role: cell, from: cell, to: cell })),
  shareholdings: z.array(z.strictObject({ orgName: cell, uscc: cell, percent: cell, listed: cell })),
}

/** As they are kept: `from` and `to` are days, months or years, an empty `to` lasts; an empty code is of who has none. */
export const posts = z.array(
  z.strictObject({
    orgName: z.string(),
    uscc: z.string(),
    role: z.string(),
    from: z.string(),
    to: z.string(),
  }),
)
/** `percent` is a decimal above 0, at most 100. */
export const shares = z.array(
  z.strictObject({ orgName: z.string(), uscc: z.string(), percent: z.string(), listed: z.boolean() }),
)
export type Post = z.infer<typeof posts>[number]
export type Share = z.infer<typeof shares>[number]

type Report = (column: string, problem: Failure | string) => void

/** Posts as typed; problems name row and column, as in `history[0].uscc`. Empty rows are left out. */
export function readPosts(typed: readonly TypedPost[]): { rows: Post[]; problems: FieldProblem[] } {
  return readRows('history', typed, (row, report) => {
    const uscc = usccOf(row.uscc, report)
    if (row.role.trim() === '') report('role', 'required')
    const from = checkPartialDay(row.from)
    if (!from.ok) report('from', from)
    const lasts = isStill(row.to)
    const to = lasts ? null : checkPartialDay(row.to)
    if (to && !to.ok) report('to', to)
    if (from.ok && to?.ok && lastDayOf(to.value) < firstDayOf(from.value)) report('to', 'post_ends_before')
    return {
      orgName: row.orgName.trim(),
      uscc,
      role: row.role.trim(),
      from: from.ok ? from.value : '',
      to: to?.ok ? to.value : '',
    }
  })
}

/** Shareholdings as typed; problems name row and column, as in `shareholdings[0].percent`. Empty rows are left out. */
export function readShares(typed: readonly TypedShare[]): { rows: Share[]; problems: FieldProblem[] } {
  return readRows('shareholdings', typed, (row, report) => {
    const uscc = usccOf(row.uscc, report)
    const percent = decimalFromText(row.percent.replace(/[%％]\s*$/, ''), decimals)
    if (!percent.ok) report('percent', percent)
    else if (percent.value === 0n || percent.value > 100n * 10n ** BigInt(decimals))
      report('percent', 'share_range')
    const listed = listedOf(row.listed)
    if (listed === null) report('listed', row.listed.trim() === '' ? 'required' : 'share_listed')
    return {
      orgName: row.orgName.trim(),
      uscc,
      percent: percent.ok ? decimalText(percent.value, decimals) : '',
      listed: listed ?? false,
    }
  })
}

function readRows<Typed extends Record<string, string>, Row>(
  path: string,
  typed: readonly Typed[],
  read: (row: Typed, report: Report) => Row,
): { rows: Row[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const rows = typed.flatMap((row, at) => {
    if (Object.values(row).every((value) => value.trim() === '')) return []
    const report: Report = (column, problem) => {
      const place = `${path}[${at}].${column}`
      problems.push(
        typeof problem === 'string' ? { path: place, code: problem, params: {} } : atField(place, problem),
      )
    }
    if (row['orgName']?.trim() === '') report('orgName', 'required')
    for (const [column, value] of Object.entries(row)) {
      const params = { max: longest, length: [...value].length }
      if (params.length > longest)
        problems.push({ path: `${path}[${at}].${column}`, code: 'too_long', params })
    }
    return [read(row, report)]
  })
  if (rows.length > mostTies)
    problems.push({ path, code: 'too_many_rows', params: { max: mostTies, rows: rows.length } })
  return { rows, problems }
}

/** Nothing for organisations without a code; what is typed has to be one. */
function usccOf(typed: string, report: Report): string {
  if (typed.trim() === '') return ''
  const uscc = checkUscc(typed)
  if (!uscc.ok) report('uscc', uscc)
  return uscc.ok ? uscc.value : ''
}

/** Yes or no, or the words for it in either language; null for anything else. */
function listedOf(typed: string): boolean | null {
  const word = narrow(typed).toLowerCase()
  for (const locale of locales) {
    const { common, expert } = messagesOf(locale)
    if ([common.yes, expert.tie.listed, expert.tie.isListed].some((yes) => yes.toLowerCase() === word))
      return true
    if ([common.no, expert.tie.notListed].some((no) => no.toLowerCase() === word)) return false
  }
  return null
}

/** Posts as a form shows them. */
export function typedPosts(rows: readonly Post[]): TypedPost[] {
  return rows.map(({ orgName, uscc, role, from, to }) => ({ orgName, uscc, role, from, to }))
}

/** Shareholdings as a form shows them. */
export function typedShares(rows: readonly Share[]): TypedShare[] {
  return rows.map(({ listed, ...share }) => ({ ...share, listed: listed ? 'yes' : 'no' }))
}

/** The posts of one cell of a workbook, one a line or parted by semicolons, their parts by commas. */
export function postsFromCell(text: string): TypedPost[] {
  return entriesOf(text, postColumns.length).map(
    ([orgName = '', uscc = '', role = '', from = '', to = '']) => ({ orgName, uscc, role, from, to }),
  )
}

/** The shareholdings of one cell of a workbook, likewise. */
export function sharesFromCell(text: string): TypedShare[] {
  return entriesOf(text, shareColumns.length).map(([orgName = '', uscc = '', percent = '', listed = '']) => ({
    orgName,
    uscc,
    percent,
    listed,
  }))
}

/** What is over stays with the last part, where it is refused instead of lost. */
function entriesOf(text: string, parts: number): string[][] {
  return text.split(/\r?\n|[;；]/).map((line) => {
    const cells = line.split(/[,，]/).map((part) => part.trim())
    const over = cells.slice(parts - 1).filter((part) => part !== '')
    return [...cells.slice(0, parts - 1), over.join('，')]
  })
}
