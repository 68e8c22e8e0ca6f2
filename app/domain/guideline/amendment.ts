import { fieldOf, type FormDefinition, isTable } from '#app/domain/application/form.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import type { FieldProblem, RefusalParams } from '#app/domain/kernel/refusal.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import { amendedAllocation } from './amend-allocation.ts'
import { placesTaken } from './places.ts'
import { amendedDirections } from './amend-directions.ts'
import type { GuidelineConfiguration } from './schema.ts'

/** A correction of a published guideline (更正公告, domain A.1): it may extend and ease, never shorten or tighten. */

const deadlines = ['applyEnd', 'townEnd', 'countyEnd', 'cityEnd', 'provinceCheckEnd'] as const
const identity = ['code', 'year', 'batch', 'supportMode'] as const

function time(text: string): number | null {
  const instant = instantFromText(text)
  return instant.ok ? instant.value.getTime() : null
}

function fen(text: string): bigint | null {
  const amount = fenFromWan(text)
  return amount.ok ? amount.value : null
}

/** `section`, `section.field` and `table.column` of a form. */
function pathsOf(form: FormDefinition): string[] {
  return form.sections.flatMap((section) => [
    section.key,
    ...(isTable(section) ? section.table.columns : section.fields).map(
      (cell) => `${section.key}.${cell.key}`,
    ),
  ])
}

/** Empty when `next` may follow `published`. What is wrong with `next` alone is for checkConfiguration. */
export function amendmentProblems(
  published: GuidelineConfiguration,
  next: GuidelineConfiguration,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  const report = (path: string, code: string, params: RefusalParams = {}) =>
    problems.push({ path, code, params })

  for (const key of identity) if (published[key] !== next[key]) report(key, 'amendment_fixed')
  for (const key of deadlines) {
    const [old, now] = [time(published.deadlines[key]), time(next.deadlines[key])]
    if (old === null ? now !== null : now === null || now < old) {
      report(`deadlines.${key}`, 'amendment_shortens', { before: published.deadlines[key] })
    }
  }
  const start = time(published.deadlines.applyStart)
  if ((time(next.deadlines.applyStart) ?? Infinity) > (start ?? Infinity)) {
    report('deadlines.applyStart', 'amendment_shortens', { before: published.deadlines.applyStart })
  }
  if (next.ratio < published.ratio) report('ratio', 'amendment_lowers', { before: published.ratio / 100 })
  for (const key of ['capWan', 'budgetWan'] as const) {
    const [old, now] = [fen(published[key]), fen(next[key])]
    const lowered = old === null ? now !== null : now !== null && now < old
    if (lowered) report(key, 'amendment_lowers', { before: published[key] })
  }
  amendedAllocation(published, next, report)
  amendedDirections(published, next, report)
  if (next.perApplicant.limit < published.perApplicant.limit) {
    report('perApplicant.limit', 'amendment_lowers', { before: published.perApplicant.limit })
  }
  for (const { index, unit, before } of placesTaken(published.quotas, next.quotas)) {
    const level = next.quotas[index]?.level
    const path = unit === null ? `quotas.${level}.limit` : `quotas.${level}.units[${unit}]`
    if (before === null) report(path, 'amendment_new_places')
    else report(path, 'amendment_lowers', { before })
  }
  for (const slot of next.attachments.filter(({ required }) => required)) {
    const before = published.attachments.find((old) => old.key === slot.key)
    if (!before?.required) report(`attachments.${slot.key}`, 'amendment_asks_more')
  }
  const kept = new Set(pathsOf(next.form))
  for (const path of pathsOf(published.form).filter((old) => !kept.has(old))) {
    report(`form.${path}`, 'amendment_drops')
  }
  for (const path of kept) {
    const before = fieldOf(published.form, path)
    if (fieldOf(next.form, path)?.required && !before?.required) report(`form.${path}`, 'amendment_asks_more')
  }
  return problems
}

export type ConfigurationChange = { path: string; before: string; after: string }

/**
 * What changed between two configurations, leaf by leaf, for the studio and the notice. Lists of things with
 * a `key`, `code`, `level` or `unitCode` are compared by it, other lists by place. '' stands for nothing.
 */
export function configurationDifferences(
  before: GuidelineConfiguration,
  after: GuidelineConfiguration,
): ConfigurationChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const paths = [...old.keys(), ...[...now.keys()].filter((path) => !old.has(path))]
  return paths
    .map((path) => ({ path, before: old.get(path) ?? '', after: now.get(path) ?? '' }))
    .filter((change) => change.before !== change.after)
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => leavesOf(item, `${path}[${nameOf(item) ?? index}]`, leaves))
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      leavesOf(item, path === '' ? key : `${path}.${key}`, leaves)
  } else if (value !== undefined) {
    leaves.set(path, value === null ? '' : String(value))
  }
  return leaves
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const name = ['key', 'code', 'value', 'level', 'unitCode', 'direction']
    .map((key): unknown => Reflect.get(item, key))
    .find((candidate) => typeof candidate === 'string')
  return typeof name === 'string' ? name : null
}
