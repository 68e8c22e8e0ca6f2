import { changedSlots, differences, untouched } from '#app/domain/application/form-changes.ts'
import { labelAt } from '#app/domain/application/form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { Tx } from './client.server.ts'
import { flaggedPaths, latestSnapshot, type WorkingApplication } from './working-application.server.ts'

/** What a returned application was returned for and its applicant has not changed yet; nothing in other states (T06). */
export async function untouchedCorrections(
  tx: Tx,
  application: Pick<WorkingApplication, 'id' | 'status' | 'correctionRound' | 'values' | 'files'>,
  { form, attachments }: GuidelineConfiguration,
) {
  const before = application.status === 'returned' ? await latestSnapshot(tx, application.id) : null
  if (!before) return []
  const changed = [
    ...differences(form, before.form, application.values).map(({ path }) => path),
    ...changedSlots(before.files, application.files),
  ]
  return untouched(await flaggedPaths(tx, application), changed).map(({ field, problem }) => ({
    field,
    problem,
    place:
      attachments.find(({ key }) => field === `attachments.${key}`)?.name ??
      labelAt(form, field)?.label ??
      null,
  }))
}
export type UntouchedCorrection = Awaited<ReturnType<typeof untouchedCorrections>>[number]
