import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import { mapSealed, type SealedFields, type TypedExpert } from '#app/domain/scoring/expert.ts'
import { expertWorkflow } from '#app/domain/scoring/workflow.ts'
import { typedPosts, typedShares } from '#app/domain/scoring/ties.ts'
import type { Ctx } from '#app/services/context.ts'
import { historyOf, listOf, sharesOf } from './pool.server.ts'

/** What is sealed of an expert's row, opened: for those who write it or reveal it in the log. */
export function openedOf(row: SealedFields & { id: string }): SealedFields {
  return mapSealed((field) => unseal(row[field], `expert.${field}:${row.id}`))
}

/** Every column of the form; posts and shareholdings are JSON. */
export type StoredExpert = Record<keyof TypedExpert, string> & { id: string }

/** A row as its form shows it: telephone, mail and identity number masked. */
export function typedOf(row: StoredExpert): TypedExpert {
  const opened = openedOf(row)
  return {
    name: row.name,
    employer: row.employer,
    employerUscc: row.employerUscc,
    cityCode: row.cityCode,
    title: row.title,
    kind: row.kind,
    specialties: listOf(row.specialties).join(', '),
    ...mapSealed((field) => mask(opened[field])),
    validTo: row.validTo,
    history: typedPosts(historyOf(row.history)),
    shareholdings: typedShares(sharesOf(row.shareholdings)),
  }
}

/**
 * One expert with everything typed (telephone, mail and identity number masked), and the panels they sat in as far as the
 * actor may know. Throws NotFound.
 */
export async function findExpert(ctx: Ctx, id: string) {
  const row = await ctx.db.client.expert.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Expert')] },
    include: {
      user: { select: { loginName: true, active: true } },
      seats: {
        where: scope(ctx.actor, 'PanelSeat'),
        select: {
          id: true,
          status: true,
          panel: { select: { id: true, name: true, guideline: { select: { title: true } } } },
        },
        orderBy: { id: 'desc' },
      },
    },
  })
  if (!row) throw new NotFound('expert')
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    joinedOn: row.joinedOn,
    account: row.user?.active ? row.user.loginName : null,
    typed: typedOf(row),
    ties: { history: historyOf(row.history), shareholdings: sharesOf(row.shareholdings) },
    seats: row.seats,
    actions: openTransitions(expertWorkflow, row.status, doing(ctx.actor, false)),
  }
}

/** Cities that an expert may live in. */
export async function cities(ctx: Ctx): Promise<{ code: string; name: string; nameEn: string }[]> {
  return ctx.db.client.orgUnit.findMany({
    where: { level: 'city', kind: 'admin' },
    select: { code: true, name: true, nameEn: true },
    orderBy: { code: 'asc' },
  })
}
