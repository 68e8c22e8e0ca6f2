import { PDFDocument } from 'pdf-lib'
import type { FormValues } from '#app/domain/application/form.ts'
import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import { formValues } from '#fixtures/form-values.ts'
import type { FileToSend, Person } from './person.ts'
import { check } from './play.ts'

type Choices = NonNullable<Parameters<typeof formValues>[0]>

/** Starts an application under a call. Returns its id. */
export async function begin(
  person: Person,
  guidelineId: string,
  channel: 'local' | 'direct',
): Promise<string> {
  const { calls } = await person.page('application/new', '/applications/new')
  check(
    calls.some(({ id }) => id === guidelineId),
    'the call is not offered',
  )
  const form = await person.post('/applications/new', { guideline: guidelineId, channel })
  return form.split('/')[2] ?? ''
}

/** Types the form section by section over what it was prefilled with, each section saved as the page does. */
export async function fill(person: Person, id: string, choices: Choices): Promise<void> {
  const { revision, values, definition } = await person.page('application/form', `/applications/${id}/form`)
  const known = (path: string) => String(values[path] ?? '')
  const typed = formValues({
    direction: 'factory',
    ...choices,
    enterprise: {
      name: known('cover.applicant'),
      uscc: known('enterprise.uscc'),
      regionCode: known('enterprise.region'),
    },
  })
  let baseRevision: unknown = revision
  for (const { key } of definition.sections) {
    const patch: FormValues = {}
    for (const [path, value] of Object.entries(typed)) {
      const prefilled = typeof values[path] === 'string' && values[path] !== ''
      if ((path === key || path.startsWith(`${key}.`)) && !prefilled) patch[path] = value
    }
    const saved = await person.save(`/applications/${id}/save`, { patch, baseRevision, editor: 'journey' })
    baseRevision = saved.revision
  }
}

/** Uploads what is asked for, checks, commits and submits. */
export async function submit(person: Person, id: string, slots: readonly AttachmentSlot[]): Promise<void> {
  for (const { key, name } of slots.filter(({ required }) => required))
    await person.upload(`/files/applications/${id}`, { slot: key }, await aPaper(name.zh, `${key} of ${id}`))
  const { problems, blocking } = await person.page('application/check', `/applications/${id}/check`)
  check(problems.length + blocking === 0, `the check finds ${JSON.stringify(problems)}, blocking ${blocking}`)
  const path = `/applications/${id}/submit`
  const { version, revision } = await person.page('application/submit', path)
  await person.post(path, { act: 'submit', commitment: 'yes', version, revision })
}

/** From the start to the submission. Returns the application's id. */
export async function apply(
  person: Person,
  guidelineId: string,
  channel: 'local' | 'direct',
  choices: Choices,
  slots: readonly AttachmentSlot[],
): Promise<string> {
  const id = await begin(person, guidelineId, channel)
  await fill(person, id, choices)
  await submit(person, id, slots)
  return id
}

/** A one-page PDF. */
export async function aPaper(name: string, text: string): Promise<FileToSend> {
  const pdf = await PDFDocument.create()
  pdf.addPage([595, 842]).drawText(text, { x: 60, y: 760, size: 12 })
  return { name: `${name.replace(/[\\/:*?"<>|]/g, '')}.pdf`, content: new Uint8Array(await pdf.save()) }
}
