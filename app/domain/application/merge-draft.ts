import type { FormValues } from './form.ts'

/** path → [revision that last changed it, page that did] */
export type Touched = Record<string, [revision: number, editor: string]>
export type Conflict = { path: string; mine: FormValues[string]; theirs: FormValues[string] }

/** What is kept of a form, and which page last changed which field at which revision. */
export type Kept = { values: FormValues; touched: Touched; revision: number }

export type Typed = {
  /** changed fields only: `section.field` → text, key of a table → all its rows */
  patch: FormValues
  /** revision that the page had when it made the changes */
  baseRevision: number
  /** the page that saves; what a page saved itself is no conflict to it */
  editor: string
}

export type MergedDraft = {
  /** of the patch, what is new and nobody else's */
  accepted: FormValues
  /** with what is accepted, at the next revision */
  touched: Touched
  /** fields that somebody else changed meanwhile: kept as theirs, mine goes back to be chosen */
  conflicts: Conflict[]
  /** other fields that somebody else changed since the base revision */
  news: FormValues
}

/** Field by field, what several people type in one form at once: nobody overwrites what they have not seen. */
export function mergeDraft(kept: Kept, { patch, baseRevision, editor }: Typed): MergedDraft {
  const elsewhere = (path: string) => {
    const [revision, by] = kept.touched[path] ?? [0, '']
    return revision > baseRevision && by !== editor
  }
  const conflicts: Conflict[] = []
  const accepted: FormValues = {}
  for (const [path, mine] of Object.entries(patch)) {
    const theirs = kept.values[path] ?? (Array.isArray(mine) ? [] : '')
    if (same(mine, theirs)) continue
    if (elsewhere(path)) conflicts.push({ path, mine, theirs })
    else accepted[path] = mine
  }
  const touched = { ...kept.touched }
  for (const path of Object.keys(accepted)) touched[path] = [kept.revision + 1, editor]
  const news = Object.fromEntries(
    Object.keys(kept.touched)
      .filter((path) => elsewhere(path) && !(path in patch))
      .map((path) => [path, kept.values[path] ?? '']),
  )
  return { accepted, touched, conflicts, news }
}

function same(mine: FormValues[string], theirs: FormValues[string]): boolean {
  return mine === theirs || JSON.stringify(mine) === JSON.stringify(theirs)
}
