/** What experts see of an application, domain B.4: under double blind without name, code, region and people. */
import { type AttachmentSlot } from '../guideline/attachment-slot.ts'
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { type FormDefinition, type FormValues, isTable } from '../application/form.ts'

/** Stands where something was taken out. */
export const masked = '■■■'

type Names = { applicantName: string; people: readonly string[] }

/** The form and its values with hidden cells masked, and the applicant's name and people masked inside every other text. */
export function blindForm(form: FormDefinition, values: FormValues, names: Names): FormValues {
  const hidden = new Set<string>()
  const hiddenColumns = new Map<string, Set<string>>()
  for (const section of form.sections) {
    if (!isTable(section)) {
      for (const field of section.fields) if (field.hiddenInBlind) hidden.add(`${section.key}.${field.key}`)
      continue
    }
    const columns = section.table.columns.filter((column) => column.hiddenInBlind).map(({ key }) => key)
    hiddenColumns.set(section.key, new Set(columns))
  }
  const secrets = secretsOf(names, values, hidden)
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => {
      if (typeof value === 'string') return [path, hidden.has(path) ? blank(value) : hide(value, secrets)]
      const columns = hiddenColumns.get(path)
      return [
        path,
        value.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([key, text]) => [
              key,
              columns?.has(key) ? blank(text) : hide(text, secrets),
            ]),
          ),
        ),
      ]
    }),
  )
}

/** A text with names masked; longest first, so that no part of a longer name is left. */
export function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, masked), text)
}

/** Names worth masking inside running text: two characters and more. */
export function secretsOf(names: Names, values: FormValues, hidden: ReadonlySet<string>): string[] {
  const typed = [...hidden].map((path) => values[path]).filter((value) => typeof value === 'string')
  const all = [names.applicantName, ...names.people, ...typed.filter(isName)]
  return [...new Set(all.map((name) => name.trim()).filter((name) => name.length > 1))].sort(
    (a, b) => b.length - a.length,
  )
}

/** Numbers short enough to occur by chance are left alone in running text. */
function isName(text: string): boolean {
  return !/^\d{1,5}$/.test(text.trim())
}

function blank(text: string): string {
  return text.trim() ? masked : text
}

export type MaterialFile = { id: string; slot: string; name: string; mediaType: string; size: number }

/** Files as experts see them: under double blind without hidden slots, and named by slot and number. */
export function blindFiles(
  blindMode: GuidelineConfiguration['blindMode'],
  slots: readonly AttachmentSlot[],
  files: readonly MaterialFile[],
): MaterialFile[] {
  if (blindMode !== 'double') return [...files]
  const numbers = new Map<string, number>()
  return files.flatMap((file) => {
    const slot = slots.find(({ key }) => key === file.slot)
    if (!slot || slot.hiddenInBlind || slot.needSeal) return []
    const number = (numbers.get(file.slot) ?? 0) + 1
    numbers.set(file.slot, number)
    return [{ ...file, name: `${slot.name.zh}${number}${ending(file.name)}` }]
  })
}

function ending(name: string): string {
  return /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0].toLowerCase() ?? ''
}
