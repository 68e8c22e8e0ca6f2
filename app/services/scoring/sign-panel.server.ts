import canonicalize from 'canonicalize'
import { systemActor } from '#app/authorization/actor.ts'
import type { Tx } from '#app/db/client.server.ts'
import { bundleOf } from '#app/db/scoring/bundle.server.ts'
import { rankingFacts, scoreSheetFacts, type SheetFacts } from '#app/db/scoring/documents.server.ts'
import { panelInScope } from '#app/db/scoring/panel.server.ts'
import { documents } from '#app/domain/documents.ts'
import { done, type Result } from '#app/domain/kernel/refusal.ts'
import { ranking } from '#app/domain/reports/ranking.ts'
import { scoreSheet } from '#app/domain/reports/score-sheet.ts'
import type { RankingBundle } from '#app/domain/scoring/ranking-bundle.ts'
import type { Ctx } from '../context.ts'
import { record } from '../audit.server.ts'
import { askNamed, type DocumentAsk } from '../document.server.ts'
import { applyTransition } from '../transition.server.ts'
import { sha256Hex } from './avoidance.server.ts'

/**
 * Supervision signs: the bundle of the panel is frozen with its hash, scores are set once, each application leaves the
 * review (T13), and that entry names its score sheets. Ranks go over the guideline, so they are set when its last open
 * panel closes.
 */
export async function signPanel(
  ctx: Ctx,
  input: { panelId: string; version: number },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const panel = await panelInScope(tx, ctx, input.panelId)
    const bundle = await bundleOf(tx, ctx.db, [panel.id])
    const text = canonicalize(bundle) ?? ''
    const rankingSha256 = sha256Hex(text)
    const moved = await applyTransition(tx, ctx, {
      workflow: 'panel',
      id: panel.id,
      version: input.version,
      transition: 'sign',
      set: { signedById: ctx.actor.id, ranking: text, rankingSha256 },
      after: { rankingSha256 },
      produce: {
        ranking: async () =>
          documentOf(panel.id, ranking(await rankingFacts(tx, ctx, bundle, rankingSha256))),
      },
    })
    if (!moved.ok) return moved

    const sheets = await scoreSheetFacts(tx, ctx.db, panel.id)
    for (const { id, scoreCenti, outcome } of bundle.applications) {
      const finished = await applyTransition(tx, bySystem(ctx), {
        workflow: 'application',
        id,
        version: null,
        transition: 'finish_review',
        facts: async () => ({ openSheets: 0, supervisionSigned: true }),
        set: { scoreCenti, reviewOutcome: outcome },
        after: { panel: panel.id, scoreCenti, outcome },
        also: sheets.filter(({ applicationId }) => applicationId === id).map(sheetDocument),
      })
      if (!finished.ok) return finished
    }
    return rankGuideline(tx, ctx, panel, bundle)
  })
}

function bySystem(ctx: Ctx): Ctx {
  return { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
}

function documentOf(ownerId: string, model: DocumentAsk['model']): Omit<DocumentAsk, 'kind' | 'format'> {
  return {
    ownerType: 'panel',
    ownerId,
    title: model.meta[0]?.value ?? model.title,
    model,
    audience: 'staff',
    unitCode: '320000',
    enterpriseId: null,
  }
}

function sheetDocument({ sheetId, title, facts }: SheetFacts): DocumentAsk {
  return {
    ...documentOf(sheetId, scoreSheet(facts)),
    kind: 'score_sheet',
    format: 'pdf',
    ownerType: 'sheet',
    title,
  }
}

/** Ranks of the whole guideline once no panel is open; a rank once given stays. */
async function rankGuideline(
  tx: Tx,
  ctx: Ctx,
  panel: { id: string; guidelineId: string },
  own: RankingBundle,
): Promise<Result<null>> {
  const panels = await tx.panel.findMany({
    where: { guidelineId: panel.guidelineId },
    select: { id: true, status: true },
    orderBy: { id: 'asc' },
  })
  if (panels.some(({ status }) => status !== 'closed')) return done(null)
  const several = panels.length > 1
  const bundle = several
    ? await bundleOf(
        tx,
        ctx.db,
        panels.map(({ id }) => id),
      )
    : own
  for (const { id, rank } of bundle.applications) {
    if (rank !== null) await tx.application.updateMany({ where: { id, rank: null }, data: { rank } })
  }
  if (!several) return done(null)
  const rankingSha256 = sha256Hex(canonicalize(bundle) ?? '')
  const model = ranking(await rankingFacts(tx, ctx, bundle, rankingSha256))
  await askNamed(tx, ctx, rankingDocuments(panel.guidelineId, model), (files) =>
    record(tx, ctx, {
      act: 'ranking.complete',
      dossier: `guideline:${panel.guidelineId}`,
      object: { type: 'guideline', id: panel.guidelineId },
      unitCode: '320000',
      after: { panels: panels.map(({ id }) => id), rankingSha256 },
      files,
    }),
  )
  return done(null)
}

/** The ranking of a whole guideline, in each of its formats. */
export function rankingDocuments(guidelineId: string, model: DocumentAsk['model']): DocumentAsk[] {
  return documents.ranking.map((format) => ({
    ...documentOf(guidelineId, model),
    kind: 'ranking',
    format,
    ownerType: 'guideline',
  }))
}
