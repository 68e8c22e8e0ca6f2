import { type HintRow, hintsBetween } from '#app/db/scoring/hints.server.ts'
import { idsOf } from '#app/db/scoring/pool.server.ts'
import { panelInScope } from '#app/db/scoring/panel.server.ts'
import type { Exclusion, PanelConditions } from '#app/domain/scoring/panel.ts'
import type { Ctx } from '../context.ts'
import { candidatesOf, repeatDraw } from './draw-panel.server.ts'
import { poolOf } from './publish-pool.server.ts'

/** Whom a panel would draw from now, before its pool is fixed. */
export async function panelPool(
  ctx: Ctx,
  panelId: string,
): Promise<{ candidates: string[]; excluded: Exclusion[] }> {
  const { client } = ctx.db
  const panel = await panelInScope(client, ctx, panelId)
  const { entries, excluded } = await poolOf(client, ctx, panel)
  return { candidates: entries.map(({ id }) => id), excluded }
}

/** What may tie experts to the panel's applications without barring them; for whoever sees the people of a panel. */
export async function panelHints(
  ctx: Ctx,
  panelId: string,
  expertIds: readonly string[],
): Promise<HintRow[]> {
  const { client } = ctx.db
  const { applicationIds } = await panelInScope(client, ctx, panelId)
  return hintsBetween(client, expertIds, idsOf(applicationIds))
}

export function poolIds(pool: string): string[] {
  return candidatesOf(pool).map(({ id }) => id)
}

type Drawn = { pool: string; poolSha256: string; serverNonce: string | null; salt: string | null }

/** Does the draw, made again from what is stored, seat the same people? Null before it was drawn. */
export function repeats(
  { serverNonce, salt, ...draw }: Drawn,
  members: readonly string[] | undefined,
  conditions: PanelConditions,
): boolean | null {
  if (serverNonce === null || salt === null || !members) return null
  const again = repeatDraw({ ...draw, serverNonce, salt }, conditions)
  return again.ok && again.value.members.join() === members.join()
}
