import { emailPattern, phonePattern } from '#app/domain/kernel/contact.ts'
import { decimalFromText, narrow } from '#app/domain/kernel/decimal.ts'
import { checkIndustry } from '#app/domain/kernel/industry-code.ts'
import { fenFromWan, wanText } from '#app/domain/kernel/money.ts'
import { checkProjectCode } from '#app/domain/kernel/project-code.ts'
import { inBasisPoints } from '#app/domain/kernel/ratio.ts'
import { done, type Reason, type RefusalParams, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkDay } from '#app/domain/kernel/shanghai.ts'
import { checkUscc } from '#app/domain/kernel/uscc.ts'
import type { Column } from './form.ts'

/**
 * What a typed text means: fen for `wan`, basis points for `percent`, a number for `integer` and `decimal`,
 * true or false for `yes_no`, values for `multi_choice`, else tidy text. `null`: empty, unreadable or not shown.
 */
export type Cell = string | number | bigint | boolean | readonly string[] | null

type Reading = { value: Cell; problem: Reason | null }

const defaultLength = 200
const defaultLongLength = 5000

/** Characters that a cell of this kind may hold at most. */
export function longest(cell: Column): number {
  return cell.maxLength ?? (cell.kind === 'long_text' ? defaultLongLength : defaultLength)
}

function good(value: Cell): Reading {
  return { value, problem: null }
}

function bad(code: string, params: RefusalParams = {}): Reading {
  return { value: null, problem: { code, params } }
}

type Measure = string | number | bigint

type Range = { min: Measure | null; max: Measure | null }

/** A form asks for the same ranges over and over; each is read once. */
const ranges = new WeakMap<Column, Range>()

function rangeOf(cell: Column, bound: (text: string) => Measure | null): Range {
  const known = ranges.get(cell)
  if (known) return known
  const { min, max } = cell
  const range = { min: min === undefined ? null : bound(min), max: max === undefined ? null : bound(max) }
  ranges.set(cell, range)
  return range
}

function outOfRange<T extends Measure>(
  value: T,
  cell: Column,
  bound: (text: string) => T | null,
): Reading | null {
  const { min, max } = rangeOf(cell, bound)
  if (min !== null && value < min) return bad('too_small', { min: cell.min ?? '' })
  if (max !== null && value > max) return bad('too_large', { max: cell.max ?? '' })
  return null
}

/** Amounts, numbers and percentages are not negative unless the cell's `min` says so. */
function read<T extends Measure>(
  text: string,
  cell: Column,
  parse: (text: string, negative: boolean) => Result<T>,
): Reading {
  const negative = cell.min?.startsWith('-') ?? false
  const parsed = parse(text, negative)
  if (!parsed.ok) return bad(parsed.refusal.code, parsed.refusal.params)
  const bound = (limit: string): T | null => {
    const result = parse(limit, true)
    return result.ok ? result.value : null
  }
  return outOfRange(parsed.value, cell, bound) ?? good(parsed.value)
}

function numberFrom(decimals: number): (text: string, negative: boolean) => Result<number> {
  return (text, negative) => {
    const scaled = decimalFromText(text, decimals, { negative })
    return scaled.ok ? done(Number(scaled.value) / 10 ** decimals) : scaled
  }
}

/** Percent with at most two decimals, as basis points: 12.5 → 1250. */
function basisPointsFrom(text: string, negative: boolean): Result<number> {
  const points = decimalFromText(narrow(text).replace(/%$/, ''), 2, { negative })
  return points.ok ? done(Number(points.value)) : points
}

/** A month as typed, 2025-02 or 2025/2. Refusals: month_format. */
function checkMonth(text: string): Result<string> {
  const day = checkDay(narrow(text).replace(/^(\d{4})([-/.])(\d{1,2})$/, '$1$2$3$21'))
  return day.ok ? done(day.value.slice(0, 7)) : refuse('month_format')
}

function readPattern(text: string, shape: RegExp, code: string): Reading {
  const tidy = narrow(text)
  return shape.test(tidy) ? good(tidy) : bad(code)
}

function readChoices(text: string, cell: Column): Reading {
  const chosen = text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
  const known = new Set((cell.options ?? []).map((option) => option.value))
  const stranger = chosen.find((value) => !known.has(value))
  return stranger === undefined
    ? good([...new Set(chosen)])
    : bad('not_an_option', { value: stranger.slice(0, 40) })
}

function readChecked(checked: Result<string>): Reading {
  return checked.ok ? good(checked.value) : bad(checked.refusal.code, checked.refusal.params)
}

function readFilled(text: string, cell: Column): Reading {
  switch (cell.kind) {
    case 'text':
    case 'long_text':
      return good(text)
    case 'wan':
      return read(text, cell, (amount, negative) => fenFromWan(amount, { negative }))
    case 'integer':
      return read(text, cell, numberFrom(0))
    case 'decimal':
      return read(text, cell, numberFrom(4))
    case 'percent':
      return read(text, cell, basisPointsFrom)
    case 'date':
      return read(text, cell, checkDay)
    case 'month':
      return read(text, cell, checkMonth)
    case 'choice':
      return cell.options?.some((option) => option.value === text)
        ? good(text)
        : bad('not_an_option', { value: text.slice(0, 40) })
    case 'multi_choice':
      return readChoices(text, cell)
    case 'region':
      return readPattern(text, /^\d{6}(\d{3})?$/, 'not_a_region')
    case 'industry':
      return readChecked(checkIndustry(text))
    case 'uscc':
      return readChecked(checkUscc(text))
    case 'phone':
      return readPattern(text, phonePattern, 'not_a_phone')
    case 'email':
      return readPattern(text, emailPattern, 'not_an_email')
    case 'project_code':
      return readChecked(checkProjectCode(text))
    case 'yes_no':
      return text === 'yes' || text === 'no' ? good(text === 'yes') : bad('not_yes_or_no')
    case 'calculated':
      return good(null)
    default:
      return cell.kind satisfies never
  }
}

/** Reads one typed text. Problem: `required`, `too_long`, or what is wrong with the kind's format or range. */
export function readCell(typed: string, cell: Column): Reading {
  const length = longest(cell)
  if (typed.length > length) return bad('too_long', { max: length, length: typed.length })
  const text = typed.trim()
  if (text !== '') return readFilled(text, cell)
  return cell.required ? bad('required') : good(null)
}

/** A calculated cell from the cells beside it; null while a part is missing or the divisor is zero. */
export function calculate(cell: Column, beside: Readonly<Record<string, Cell>>): Cell {
  const parts = (cell.calculation?.of ?? []).map((key) => beside[key] ?? null)
  const amounts = parts.filter((part) => typeof part === 'bigint')
  if (amounts.length === 0 || amounts.length < parts.length) return null
  if (cell.calculation?.op === 'sum') return amounts.reduce((sum, amount) => sum + amount, 0n)
  const [part = 0n, whole = 0n] = amounts
  return whole > 0n ? inBasisPoints({ num: part, den: whole }) : null
}

/** A read value as people write it: 12,500,000 fen → 12.50, 1250 basis points → 12.50. */
export function showCell(value: Cell, cell: Column): string {
  if (value === null) return ''
  if (typeof value === 'bigint') return wanText(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object') return value.join(',')
  const share = cell.kind === 'percent' || cell.calculation?.op === 'ratio'
  return share && typeof value === 'number' ? (value / 100).toFixed(2) : String(value)
}
