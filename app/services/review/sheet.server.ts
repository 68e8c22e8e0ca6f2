import { doing } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { unitNames } from '#app/db/review/people.server.ts'
import { frozenList, recommendedBy, sheetContent } from '#app/db/review/sheet-list.server.ts'
import { reviewSheet } from '#app/db/review/sheets.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { checkDocumentNumber } from '#app/domain/kernel/document-number.ts'
import { atField, done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { recommendationSheet } from '#app/domain/reports/recommendation-sheet.ts'
import type { SheetContent } from '#app/domain/review/sheet-content.ts'
import { recommendationWorkflow } from '#app/domain/review/workflow.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { documents } from '#app/domain/documents.ts'
import { scope } from '#app/authorization/scope.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { askNamed, type DocumentAsk } from '../document.server.ts'
import { enterFile, type GivenFile, namedFile, takeFile } from '../keep-file.server.ts'
import { applyTransition, decideCreation } from '../transition.server.ts'
import { supersede } from './supersede.server.ts'

type SheetAct = { id: string; version: number }

/**
 * The handler makes the list of what the unit recommends at this instant, in the order given; earlier lists of the unit
 * end. Content and hash are frozen, PDF and workbook follow.
 * Refusals: not_yours (403), list_empty, list_made_meanwhile (409).
 */
export async function generateSheet(
  ctx: Ctx,
  { guidelineId, order }: { guidelineId: string; order: readonly string[] },
): Promise<Result<{ id: string; number: number }>> {
  const decision = decideCreation(ctx, 'recommendation', 'generate', {})
  if (!decision.ok) return decision
  const { level, unitCode, orgId } = ctx.actor
  const guideline = await ctx.db.client.guideline.findFirst({
    where: { AND: [{ id: guidelineId }, scope(ctx.actor, 'Guideline')] },
    select: { id: true, title: true },
  })
  if (!guideline || !level || !unitCode || !orgId) throw new NotFound('guideline')
  try {
    return await ctx.db.transact(async (tx): Promise<Result<{ id: string; number: number }>> => {
      const content = await recommendedBy(ctx.db, tx, { guidelineId, level, unitCode }, order)
      if (content.rows.length === 0) return refuse('list_empty')
      const { text, sha256 } = frozenList(content)
      const earlier = await tx.recommendationSheet.findMany({
        where: { guidelineId, orgId },
        select: { id: true, number: true, status: true },
        orderBy: { number: 'desc' },
      })
      for (const sheet of earlier) if (sheet.status !== 'superseded') await supersede(tx, ctx, sheet.id, null)
      const id = newId()
      const number = (earlier[0]?.number ?? 0) + 1
      const sheet = { id, guidelineId, orgId, level, unitCode, number, sha256, createdAt: ctx.now }
      await tx.recommendationSheet.create({
        data: { ...sheet, status: decision.value.to, content: text, createdById: ctx.actor.id },
        select: { id: true },
      })
      const prints = await printsOf(tx, { ...sheet, documentNo: null }, content, guideline.title)
      await askNamed(tx, ctx, prints, (files) =>
        record(tx, ctx, {
          act: 'recommendation.generate',
          dossier: `guideline:${guidelineId}`,
          object: { type: 'recommendation', id },
          unitCode,
          after: { status: decision.value.to, number, sha256, applications: content.rows.length },
          files,
        }),
      )
      return done({ id, number })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return refuse('list_made_meanwhile', {}, { status: 409 })
  }
}

/** The unit's own document number, checked; the list is printed again with it. Refusals: document_number_wrong, stale_version (409). */
export async function setDocumentNo(
  ctx: Ctx,
  { id, version, documentNo }: SheetAct & { documentNo: string },
): Promise<Result<{ documentNo: string }>> {
  const checked = checkDocumentNumber(documentNo)
  if (!checked.ok) return refuse('document_number_wrong', {}, { fields: [atField('documentNo', checked)] })
  return ctx.db.transact(async (tx) => {
    const sheet = await reviewSheet(tx, ctx, id)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'recommendation',
      id,
      version,
      transition: 'set_number',
      set: { documentNo: checked.value },
      after: { documentNo: checked.value },
      also: await printsOf(
        tx,
        { ...sheet, documentNo: checked.value },
        sheetContent(sheet.content),
        sheet.title,
      ),
    })
    return moved.ok ? done({ documentNo: checked.value }) : moved
  })
}

const scanFormats = ['pdf', 'jpg', 'png'] as const
/** bytes */
const scanLimit = 50 * 1024 * 1024

/** The stamped scan, looked into; it takes the place of an earlier one. Refusals: those of keepFile, wrong_state and stale_version (409). */
export async function attachScan(
  ctx: Ctx,
  { id, version, name, content }: SheetAct & GivenFile,
): Promise<Result<{ fileId: string }>> {
  const sheet = await reviewSheet(ctx.db.client, ctx, id)
  const early = decide(recommendationWorkflow, {
    transition: 'attach_scan',
    from: sheet.status,
    doing: doing(ctx.actor, false),
    facts: { now: ctx.now, actorId: ctx.actor.id },
  })
  if (!early.ok) return early
  const allowed = { formats: scanFormats, maxBytes: scanLimit }
  return takeFile(ctx, { name, content }, allowed, async (tx, kept) => {
    const { id: fileId, sha256, size } = namedFile(kept)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'recommendation',
      id,
      version,
      transition: 'attach_scan',
      set: { stampedFileId: fileId },
      after: { file: fileId, sha256, size },
    })
    if (!moved.ok) return moved
    const owned = { ownerType: 'recommendation', ownerId: id, slot: 'stamped' }
    await tx.storedFile.updateMany({ where: { ...owned, removedAt: null }, data: { removedAt: ctx.now } })
    await enterFile(tx, kept, { ...owned, uploadedById: ctx.actor.id, createdAt: ctx.now })
    return done({ fileId })
  })
}

/**
 * The approver files the list. Its hash is compared with the system's list at this instant.
 * Refusals: document_number_missing, stamped_scan_missing, list_changed_since, same_person, stale_version (409).
 */
export async function fileSheet(ctx: Ctx, { id, version }: SheetAct): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const sheet = await reviewSheet(tx, ctx, id)
    const order = sheetContent(sheet.content).rows.map(({ applicationId }) => applicationId)
    const now = frozenList(await recommendedBy(ctx.db, tx, sheet, order))
    const moved = await applyTransition(tx, ctx, {
      workflow: 'recommendation',
      id,
      version,
      transition: 'file',
      facts: async () => ({
        documentNo: sheet.documentNo,
        stamped: sheet.stampedFileId !== null,
        current: now.sha256 === sheet.sha256,
        createdById: sheet.createdById,
      }),
      after: { sha256: sheet.sha256, documentNo: sheet.documentNo },
    })
    return moved.ok ? done(null) : moved
  })
}

type Printed = {
  id: string
  unitCode: string
  number: number
  documentNo: string | null
  sha256: string
  createdAt: Date
}

async function printsOf(
  tx: Tx,
  sheet: Printed,
  content: SheetContent,
  guidelineTitle: string,
): Promise<DocumentAsk[]> {
  const unitName = (await unitNames(tx, [sheet.unitCode])).get(sheet.unitCode) ?? ''
  const model = recommendationSheet({
    guidelineTitle,
    unitName,
    documentNo: sheet.documentNo ?? '',
    edition: sheet.number,
    generatedAt: sheet.createdAt,
    rows: content.rows.map((row, index) => ({
      ...row,
      totalInvestmentFen: BigInt(row.totalInvestment),
      requestedFen: BigInt(row.requested),
      priority: index + 1,
    })),
    sha256: sheet.sha256,
    verifyUrl: `${env.publicUrl}/recommendations/${sheet.id}`,
  })
  const { recommendation_sheet: kindTitle } = messagesOf('zh-CN').review.document
  return documents.recommendation_sheet.map((format) => ({
    kind: 'recommendation_sheet',
    format,
    ownerType: 'recommendation',
    ownerId: sheet.id,
    title: `${unitName}${kindTitle}${sheet.number}`,
    model,
    audience: 'staff',
    unitCode: sheet.unitCode,
    enterpriseId: null,
  }))
}
