import { done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { checkDraft } from './read-form.ts'
import {
  type CellLabel,
  type FormDefinition,
  type FormValues,
  isTable,
  labelAt,
  orderedRows,
  type Row,
  rowKey,
  rowsAt,
  textAt,
} from './form.ts'

/** Whatever was returned for correction and lies on no changed path: `project.site`, `equipment[2].price`, `attachments.audit_report`. */
export function untouched<T extends { field: string }>(flags: readonly T[], changed: readonly string[]): T[] {
  const within = (path: string, field: string) =>
    path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)
  return flags.filter(({ field }) => !changed.some((path) => within(path, field) || within(field, path)))
}

/** Files that came and files that went between two editions. */
export function fileChanges<B extends { id: string }, A extends { id: string }>(
  before: readonly B[],
  after: readonly A[],
): { added: A[]; removed: B[] } {
  return {
    added: after.filter(({ id }) => !before.some((file) => file.id === id)),
    removed: before.filter(({ id }) => !after.some((file) => file.id === id)),
  }
}

/** Slots whose files are others than before, as paths: `attachments.audit_report`. */
export function changedSlots(before: readonly SlotFile[], after: readonly SlotFile[]): string[] {
  const { added, removed } = fileChanges(before, after)
  return [...new Set([...added, ...removed].map(({ slot }) => `attachments.${slot}`))]
}
type SlotFile = { id: string; slot: string }

export type Change = { path: string; label: CellLabel | null; before: string; after: string }

function rowChanges(
  before: Row,
  after: Row,
  path: string,
): { path: string; before: string; after: string }[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  keys.delete(rowKey)
  return [...keys]
    .map((key) => ({ path: `${path}.${key}`, before: before[key] ?? '', after: after[key] ?? '' }))
    .filter((change) => change.before !== change.after)
}

/** What changed, cell by cell, in the order of the form. Rows are compared by their number, fixed rows by their key. */
export function differences(definition: FormDefinition, before: FormValues, after: FormValues): Change[] {
  const changes = definition.sections.flatMap((section) => {
    if (!isTable(section)) {
      return section.fields
        .map((field) => `${section.key}.${field.key}`)
        .map((path) => ({ path, before: textAt(before, path), after: textAt(after, path) }))
        .filter((change) => change.before !== change.after)
    }
    const [old, now] = [orderedRows(section, before), orderedRows(section, after)]
    return Array.from({ length: Math.max(old.length, now.length) }, (_, index) =>
      rowChanges(old[index] ?? {}, now[index] ?? {}, `${section.key}[${index}]`),
    ).flat()
  })
  return changes.map((change) => ({ ...change, label: labelAt(definition, change.path) }))
}

/** Is `path` the flagged path itself or inside it? `equipment` covers `equipment[2].invoice_no`. */
function covers(flagged: string, path: string): boolean {
  return path === flagged || path.startsWith(`${flagged}[`) || path.startsWith(`${flagged}.`)
}

/**
 * After closing, a correction may change only what was flagged. Keys that are not sent keep their old value.
 * Refusals: `form_has_problems` (what checkDraft says), `field_locked`; each names every path concerned. Flagged attachments
 * (`attachments.slot`) are none of the form's business and are passed over.
 */
export function mergeFlagged(
  definition: FormDefinition,
  old: FormValues,
  incoming: FormValues,
  flaggedPaths: readonly string[],
): Result<FormValues> {
  const problems = checkDraft(definition, incoming)
  if (problems.length > 0)
    return refuse('form_has_problems', { count: problems.length }, { fields: problems })

  const merged: FormValues = { ...old, ...incoming }
  const locked = [
    ...differences(definition, old, merged).map((change) => change.path),
    ...definition.sections
      .filter((section) => isTable(section) && !section.table.rows)
      .filter(({ key }) => rowsAt(old, key).length !== rowsAt(merged, key).length)
      .map(({ key }) => key),
  ].filter((path) => !flaggedPaths.some((flagged) => covers(flagged, path)))
  if (locked.length === 0) return done(merged)
  const fields = locked.map((path): FieldProblem => ({ path, code: 'field_locked', params: {} }))
  return refuse('field_locked', { count: fields.length }, { fields })
}

/** Values of a new application: fields from the enterprise's profile, fixed rows laid out, everything else empty. */
export function prefill(definition: FormDefinition, profile: FormValues): FormValues {
  const values: FormValues = {}
  for (const section of definition.sections) {
    if (isTable(section)) {
      const known = section.table.prefillFrom ? rowsAt(profile, section.table.prefillFrom) : []
      const columns = section.table.columns.filter((column) => column.kind !== 'calculated')
      const rows = section.table.rows?.map(
        (fixed) => known.find((row) => row[rowKey] === fixed.key) ?? { row: fixed.key },
      )
      values[section.key] = (rows ?? known).map((row) =>
        keep(row, ['row', ...columns.map((column) => column.key)]),
      )
    } else {
      for (const field of section.fields) {
        const text = field.prefillFrom ? textAt(profile, field.prefillFrom) : ''
        if (text !== '') values[`${section.key}.${field.key}`] = text
      }
    }
  }
  return values
}

function keep(row: Row, keys: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)))
}
