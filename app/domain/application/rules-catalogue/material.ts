import { z } from 'zod'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import type { FileFact } from '../facts.ts'
import { isAsked, isTable, type Label } from '../form.ts'
import { directionOf, rowsOf, wordAt } from '../read-form.ts'
import { defineRule, fail, listed, manual, pass } from './rule.ts'

/** Files, commitment and text: A.6 R24, R25, R33. */

type Complaint = { key: string; params: Record<string, string | number | Label> }

const mebibyte = 1024 * 1024

function complaintsAbout(file: FileFact, slot: AttachmentSlot): Complaint[] {
  const params = { slot: slot.name, file: file.name }
  if (file.problem) return [{ key: 'R24.unreadable', params }]
  if (file.size === 0) return [{ key: 'R24.empty', params }]
  if (file.size > slot.maxMB * mebibyte) return [{ key: 'R24.large', params: { ...params, max: slot.maxMB } }]
  const ending = file.name.split('.').at(-1)?.toLowerCase().replace('jpeg', 'jpg') ?? ''
  if (slot.formats.some((format) => format === ending)) return []
  return [{ key: 'R24.format', params: { ...params, formats: listed(slot.formats) } }]
}

function complaintsIn(slot: AttachmentSlot, files: readonly FileFact[]): Complaint[] {
  const own = files.filter((file) => file.slot === slot.key)
  if (slot.required && own.length === 0) return [{ key: 'R24.fail', params: { slot: slot.name } }]
  const many: Complaint[] =
    own.length > slot.maxCount ? [{ key: 'R24.many', params: { slot: slot.name, max: slot.maxCount } }] : []
  return [...many, ...own.flatMap((file) => complaintsAbout(file, slot))]
}

/** R24: every required file is there; type, size and content fit the slot. */
export const R24 = defineRule({
  code: 'R24',
  version: 1,
  severity: 'block',
  params: z.strictObject({}),
  judge: ({ files, form, configuration: { attachments } }) => {
    const asked = attachments.filter((slot) => isAsked(slot, directionOf(form)))
    const complaints = asked.flatMap((slot) => complaintsIn(slot, files))
    const evidence = { files: files.length, complaints: complaints.length }
    return complaints.length === 0 ? pass(evidence) : fail(complaints, evidence)
  },
})

/** R25: committed here, and signed and sealed on paper, which a person looks at. */
export const R25 = defineRule({
  code: 'R25',
  version: 1,
  severity: 'manual',
  needs: ['enterprise.legal_representative'],
  params: z.strictObject({}),
  judge: ({ form, enterprise, commitmentAt }) => {
    const typed = wordAt(form.fields, 'enterprise.legal_representative')
    const library = enterprise.legalRepresentative
    const evidence = { typed, library, committed: commitmentAt ? commitmentAt.toISOString() : '' }
    if (typed !== library) return fail({ key: 'R25.fail', params: { typed, library } }, evidence)
    return manual({ key: commitmentAt ? 'R25.manual' : 'R25.uncommitted' }, evidence)
  },
})

/** What a template leaves behind. */
const residue = /[X×某]{2,}(?:公司|企业|项目|单位)?|（此处填写[^）]*）|\{\{[^}]*\}\}/g
const companyName = /[\p{Script=Han}（）()]{2,24}?(?:股份有限公司|有限责任公司|有限公司)/gu

/** R33: no names of other companies and no residue of templates in the long texts. */
export const R33 = defineRule({
  code: 'R33',
  version: 1,
  severity: 'warn',
  params: z.strictObject({}),
  judge: ({ form, enterprise, configuration }) => {
    const known = [
      enterprise.name,
      ...wordAt(form.fields, 'cover.joint_applicants').split(/[、,，;；]/),
      ...rowsOf(form, 'equipment').map((row) => wordAt(row.cells, 'supplier')),
    ]
      .map((name) => name.trim())
      .filter((name) => name.length > 3)
    const texts = configuration.form.sections.flatMap((section) =>
      isTable(section)
        ? []
        : section.fields
            .filter((field) => field.kind === 'long_text')
            .map((field) => wordAt(form.fields, `${section.key}.${field.key}`)),
    )
    const bare = known.reduce((text, name) => text.replaceAll(name, '。'), texts.join('\n'))
    const left = [...new Set([...(bare.match(residue) ?? []), ...(bare.match(companyName) ?? [])])]
    const evidence = { found: left.slice(0, 20).join(', ') }
    return left.length === 0
      ? pass(evidence)
      : fail({ key: 'R33.fail', params: { found: listed(left) } }, evidence)
  },
})
