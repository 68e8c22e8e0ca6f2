import canonicalize from 'canonicalize'
import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Tx } from '#app/db/client.server.ts'
import { bundleOf } from '#app/db/scoring/bundle.server.ts'
import { rankingFacts } from '#app/db/scoring/documents.server.ts'
import { narrow } from '#app/domain/kernel/decimal.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { ranking } from '#app/domain/reports/ranking.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { askNamed, type DocumentAsk } from '../document.server.ts'
import { sha256Hex } from './avoidance.server.ts'
import { rankingDocuments } from './sign-panel.server.ts'

export type OrderTie = {
  guidelineId: string
  rank: number
  /** all that share the rank, each with its place among them as typed, from 1 */
  places: Readonly<Record<string, string>>
  minutesNo: string
  reason: string
}

const orderable = ['reviewed', 'reserved']

/**
 * B.8, the last tie-break: a collective decision puts those of equal rank in order; scores stay. Once, with the number of
 * its minutes and the reason, before any of them is proposed. Refusals: not_yours (403), reason_required,
 * form_has_problems (minutesNo), tie_order_incomplete, tie_changed (409) when these are no longer exactly the equals of that rank.
 */
export async function orderTie(ctx: Ctx, input: OrderTie): Promise<Result<null>> {
  if (!may(ctx.actor, 'manage', 'TieOrder')) return refuse('not_yours', {}, { status: 403 })
  const [minutesNo, reason] = [input.minutesNo.trim(), input.reason.trim()]
  if (!reason) return refuse('reason_required')
  if (!minutesNo) {
    const problem = { path: 'minutesNo', code: 'required', params: {} }
    return refuse('form_has_problems', { count: 1 }, { fields: [problem] })
  }
  const applications = inOrder(input.places)
  if (!applications) return refuse('tie_order_incomplete')
  return ctx.db.transact(async (tx) => {
    const guideline = await tx.guideline.findFirst({
      where: { AND: [{ id: input.guidelineId }, scope(ctx.actor, 'Guideline')] },
      select: { id: true },
    })
    if (!guideline) throw new NotFound('guideline')
    const equals = await tx.application.findMany({
      where: { guidelineId: guideline.id, rank: input.rank },
      select: { id: true, status: true },
    })
    const same = equals.length === applications.length && equals.every(({ id }) => applications.includes(id))
    const free = equals.every(({ status }) => orderable.includes(status))
    if (equals.length < 2 || !same || !free)
      return refuse('tie_changed', { rank: input.rank }, { status: 409 })

    const id = newId()
    await tx.tieOrder.create({
      data: {
        id,
        guidelineId: guideline.id,
        rank: input.rank,
        applicationIds: JSON.stringify(applications),
        minutesNo,
        reason,
        decidedById: ctx.actor.id,
        decidedAt: ctx.now,
      },
      select: { id: true },
    })
    for (const [place, applicationId] of applications.entries())
      await tx.application.updateMany({
        where: { id: applicationId, rank: input.rank },
        data: { rank: input.rank + place },
      })
    await askNamed(tx, ctx, await rankingAnew(tx, ctx, guideline.id), (files) =>
      record(tx, ctx, {
        act: 'ranking.order',
        dossier: `guideline:${guideline.id}`,
        object: { type: 'guideline', id: guideline.id },
        unitCode: '320000',
        before: { rank: input.rank },
        after: { applications, minutesNo },
        reason,
        files,
      }),
    )
    return done(null)
  })
}

/** Ids by the places typed; null unless these are 1, 2, 3 … */
function inOrder(places: OrderTie['places']): string[] | null {
  const rows = Object.entries(places).map(([id, typed]) => ({ id, place: Number(narrow(typed).trim()) }))
  rows.sort((a, b) => a.place - b.place)
  return rows.every(({ place }, index) => place === index + 1) ? rows.map(({ id }) => id) : null
}

/** The ranking of the whole guideline anew, with the order that was decided. */
async function rankingAnew(tx: Tx, ctx: Ctx, guidelineId: string): Promise<DocumentAsk[]> {
  const panels = await tx.panel.findMany({
    where: { guidelineId, status: 'closed' },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const bundle = await bundleOf(
    tx,
    ctx.db,
    panels.map(({ id }) => id),
  )
  const model = ranking(await rankingFacts(tx, ctx, bundle, sha256Hex(canonicalize(bundle) ?? '')))
  return rankingDocuments(guidelineId, model)
}
