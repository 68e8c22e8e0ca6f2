import canonicalize from 'canonicalize'
import { systemActor } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { bundleOf } from '#app/db/scoring/bundle.server.ts'
import { rankingFacts, scoreSheetFacts } from '#app/db/scoring/documents.server.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { ranking } from '#app/domain/reports/ranking.ts'
import { scoreSheet } from '#app/domain/reports/score-sheet.ts'
import type { RankingBundle } from '#app/domain/scoring/ranking-bundle.ts'
import type { Ctx } from '../context.ts'
import { askDocument, type DocumentAsk } from '../document.server.ts'
import { applyTransition } from '../transition.server.ts'
import { sha256Hex } from './avoidance.server.ts'

/**
 * Supervision signs: the bundle of the panel is frozen with its hash, scores are set once, each application leaves the
 * review (T13). Ranks go over the guideline, so they are set when its last open panel closes.
 */
export async function signPanel(
  ctx: Ctx,
  input: { panelId: string; version: number },
): Promise<Result<null>> {
  return ctx.db.transact(async (tx) => {
    const panel = await tx.panel.findFirst({
      where: { AND: [{ id: input.panelId }, scope(ctx.actor, 'Panel')] },
    })
    if (!panel) throw new NotFound('panel')
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

    for (const { id, scoreCenti, outcome } of bundle.applications) {
      const finished = await applyTransition(tx, bySystem(ctx), {
        workflow: 'application',
        id,
        version: null,
        transition: 'finish_review',
        facts: async () => ({ openSheets: 0, supervisionSigned: true }),
        set: { scoreCenti, reviewOutcome: outcome },
        after: { panel: panel.id, scoreCenti, outcome },
      })
      if (!finished.ok) return finished
    }
    await askScoreSheets(tx, ctx, panel.id)
    return rankGuideline(tx, ctx, panel, bundle)
  })
}

function bySystem(ctx: Ctx): Ctx {
  return { ...ctx, actor: { ...systemActor, via: `by:${ctx.actor.id}` } }
}

function documentOf(panelId: string, model: DocumentAsk['model']): Omit<DocumentAsk, 'kind' | 'format'> {
  return {
    ownerType: 'panel',
    ownerId: panelId,
    title: model.meta[0]?.value ?? model.title,
    model,
    audience: 'staff',
    unitCode: '320000',
    enterpriseId: null,
  }
}

async function askScoreSheets(tx: Tx, ctx: Ctx, panelId: string): Promise<void> {
  for (const { sheetId, title, facts } of await scoreSheetFacts(tx, ctx.db, panelId)) {
    await askDocument(tx, ctx, {
      ...documentOf(panelId, scoreSheet(facts)),
      kind: 'score_sheet',
      format: 'pdf',
      ownerType: 'sheet',
      ownerId: sheetId,
      title,
    })
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
  const model = ranking(await rankingFacts(tx, ctx, bundle, sha256Hex(canonicalize(bundle) ?? '')))
  for (const format of ['pdf', 'xlsx'] as const)
    await askDocument(tx, ctx, {
      ...documentOf(panel.id, model),
      kind: 'ranking',
      format,
      ownerType: 'guideline',
      ownerId: panel.guidelineId,
    })
  return done(null)
}
