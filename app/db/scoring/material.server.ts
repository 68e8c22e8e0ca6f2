import { z } from 'zod'
import { scope } from '#app/authorization/scope.ts'
import { formValues } from '#app/domain/application/form-schema.ts'
import { openForm } from '#app/domain/application/private-sections.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { blindFiles, blindForm, hide, masked, type MaterialFile } from '#app/domain/scoring/blind.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import { isOpen, typedOf } from './sheet-row.server.ts'

const snapshotContent = z.object({
  form: formValues,
  files: z.array(
    z.object({
      id: z.string(),
      slot: z.string(),
      name: z.string(),
      mediaType: z.string(),
      size: z.number(),
    }),
  ),
})

/** Sheets whose expert has declared to have no conflict and may read the material. */
const readable: readonly string[] = ['scoring', 'submitted', 'unlock_requested', 'locked']

/**
 * An expert's own sheet with the material, for that expert alone (others get NotFound, even the organiser). Before the
 * declaration, after recusal and for everything else there is no material (invariant 5); under double blind it is masked (12).
 */
export async function ownSheet(ctx: Ctx, sheetId: string) {
  const { expertId } = ctx.actor
  const row = expertId
    ? await ctx.db.client.scoreSheet.findFirst({
        where: { AND: [{ id: sheetId, expertId }, scope(ctx.actor, 'ScoreSheet')] },
        include: {
          panel: true,
          application: {
            select: {
              id: true,
              guidelineVersion: true,
              projectName: true,
              applicantName: true,
              requestedFen: true,
              receiptNo: true,
              enterprise: {
                select: { name: true, uscc: true, legalRepresentative: true, contactName: true },
              },
              snapshots: { orderBy: { number: 'desc' }, take: 1, select: { content: true, sha256: true } },
            },
          },
        },
      })
    : null
  if (!row) throw new NotFound('sheet')
  const { panel, application } = row
  const { scheme, blindMode } = await configurationOf(ctx.db, panel.guidelineId, panel.guidelineVersion)
  const own = await configurationOf(ctx.db, panel.guidelineId, application.guidelineVersion)
  const double = blindMode === 'double'
  const { enterprise } = application
  const people = [enterprise.name, enterprise.uscc, enterprise.legalRepresentative, enterprise.contactName]
  const names = { applicantName: application.applicantName, people }
  const secrets = [...new Set([application.applicantName, ...people])].filter((name) => name.length > 1)

  const [snapshot] = application.snapshots
  const content =
    readable.includes(row.status) && snapshot
      ? snapshotContent.parse(JSON.parse(Buffer.from(snapshot.content).toString('utf8')))
      : null
  return {
    id: row.id,
    version: row.version,
    revision: row.revision,
    status: row.status,
    open: isOpen({ panel }, ctx.now),
    totalCenti: row.totalCenti,
    submittedAt: row.submittedAt,
    voidReason: row.voidReason,
    typed: typedOf(row),
    panel: { name: panel.name, scoringEnd: panel.scoringEnd },
    scheme,
    double,
    project: {
      name: double ? hide(application.projectName, secrets) : application.projectName,
      applicant: double ? masked : application.applicantName,
      receiptNo: application.receiptNo ?? '',
      requestedFen: application.requestedFen,
    },
    material: content && {
      form: openForm(own.form),
      values: double ? blindForm(own.form, content.form, names) : content.form,
      files: blindFiles(blindMode, own.attachments, content.files),
      slots: own.attachments.map(({ key, name }) => ({ key, name })),
    },
  }
}
export type OwnSheet = Awaited<ReturnType<typeof ownSheet>>

/** One attachment of a declared sheet, under the name the expert may see; `blind`: without metadata. Throws NotFound. */
export async function ownSheetFile(
  ctx: Ctx,
  sheetId: string,
  fileId: string,
): Promise<MaterialFile & { blind: boolean }> {
  const { material, double } = await ownSheet(ctx, sheetId)
  const file = material?.files.find(({ id }) => id === fileId)
  if (!file) throw new NotFound('file')
  return { ...file, blind: double }
}
