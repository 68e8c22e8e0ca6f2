import { scope } from '#app/authorization/scope.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { expertContent } from '#app/db/scoring/expert-content.server.ts'
import { openedOf, typedOf } from '#app/db/scoring/expert.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { ownFields, readExpert, tieFields, type TypedProfile } from '#app/domain/scoring/expert.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import { changesOf, withoutMasks } from './expert.server.ts'
import { recheckTies, type Rechecked } from './recheck-ties.server.ts'

/**
 * An expert mends the own record (I): employer, posts, shareholdings, title, fields, city, telephone, mail. The log keeps
 * which fields changed, and what was not sealed of them as a commitment. Where ties changed, avoidance is asked again for
 * every panel of theirs that is not signed (B.3); the organiser is told of both. Nothing happens when all stays as it is.
 * Refusals: `form_has_problems` with fields, `not_yours`, `stale_version` (409). @throws NotFound
 */
export async function editOwnProfile(
  ctx: Ctx,
  { version, typed }: { version: number; typed: TypedProfile },
): Promise<Result<Rechecked>> {
  const known = await ctx.db.client.expert.findFirst({
    where: { AND: [{ id: ctx.actor.expertId ?? '' }, scope(ctx.actor, 'Expert')] },
  })
  if (!known) throw new NotFound('expert')
  const opened = openedOf(known)
  const read = readExpert(withoutMasks({ ...typedOf(known), ...typed }, opened))
  const problems = read.problems.filter(({ path }) => ownFields.some((field) => field === path.split('[')[0]))
  if (problems.length > 0)
    return refuse('form_has_problems', { count: problems.length }, { fields: problems })
  const { set, fields } = changesOf(known, opened, read.record)
  const own = ownFields.filter((field) => fields.includes(field))
  if (own.length === 0) return done({ seats: [], sheets: 0 })
  const changed = Object.fromEntries(own.map((field) => [field, set[field]]))
  return ctx.db.transact(async (tx) => {
    const moved = await applyTransition(tx, ctx, {
      workflow: 'expert',
      id: known.id,
      version,
      transition: 'edit_own',
      set: changed,
      after: {
        fields: own,
        changes: changesText(known, set, own),
        content: expertContent({ ...known, ...changed }),
      },
      notice: {
        params: { expert: known.name, fields: own.join(',') },
        link: `/experts/${known.id}`,
        named: (await holdersOf(tx, 'organiser', ctx.now)).map(({ id }) => id),
      },
    })
    if (!moved.ok) return moved
    if (!own.some((field) => tieFields.includes(field))) return done({ seats: [], sheets: 0 })
    return recheckTies(tx, ctx, { id: known.id, name: known.name, fields: own })
  })
}

const sealed: readonly string[] = ['phone', 'email']

function changesText(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  fields: readonly string[],
): string {
  const open = fields.filter((field) => !sealed.includes(field))
  return open.length === 0
    ? ''
    : JSON.stringify(Object.fromEntries(open.map((field) => [field, [before[field], after[field]]])))
}
