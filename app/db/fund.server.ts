import { z } from 'zod'
import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { FundBudget } from '#app/domain/guideline/fund.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { inBasisPoints } from '#app/domain/kernel/ratio.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { personalOf } from './audit-personal.server.ts'
import type { Tx } from './client.server.ts'
import { placesTaken } from './places-taken.server.ts'

const published = { publishedVersion: { gt: 0 } }

/** A fund of the actor's scope, held to the end of the transaction: its budgets are divided one act after the other. Throws NotFound. */
export async function holdFund(tx: Tx, ctx: Ctx, id: string) {
  const { count } = await tx.fund.updateMany({
    where: { AND: [{ id }, scope(ctx.actor, 'Fund', 'manage')] },
    data: { budgetFen: { increment: 0n } },
  })
  if (count === 0) throw new NotFound('fund')
  return tx.fund.findUniqueOrThrow({
    where: { id },
    include: { categories: { select: { id: true, code: true, budgetFen: true } } },
  })
}

/**
 * A category's budget and that of the other guidelines published under it, in fen; held to the end of the
 * transaction, so that neither is changed meanwhile. Throws NotFound.
 */
export async function holdCategory(
  tx: Tx,
  id: string,
  exceptGuideline = '',
): Promise<{ budgetFen: bigint; givenFen: bigint[] }> {
  const { count } = await tx.fundCategory.updateMany({
    where: { id },
    data: { budgetFen: { increment: 0n } },
  })
  if (count === 0) throw new NotFound('category')
  const { budgetFen, guidelines } = await tx.fundCategory.findUniqueOrThrow({
    where: { id },
    select: {
      budgetFen: true,
      guidelines: { where: { ...published, id: { not: exceptGuideline } }, select: { budgetFen: true } },
    },
  })
  return { budgetFen, givenFen: guidelines.map((guideline) => guideline.budgetFen) }
}

/** Years that have a fund in the actor's scope, newest first. */
export async function fundYears(ctx: Ctx): Promise<number[]> {
  const years = await ctx.db.client.fund.groupBy({
    by: ['year'],
    where: scope(ctx.actor, 'Fund'),
    orderBy: { year: 'desc' },
  })
  return years.map(({ year }) => year)
}

/** Funds of a year with their categories; of each what was given to categories and to guidelines, committed, issued and paid, in fen. */
export async function listFunds(ctx: Ctx, year: number): Promise<FundBudget[]> {
  const funds = await ctx.db.client.fund.findMany({
    where: { AND: [{ year }, scope(ctx.actor, 'Fund')] },
    orderBy: { code: 'asc' },
    include: {
      categories: {
        orderBy: { code: 'asc' },
        omit: { projectCount: true, fundId: true },
        include: {
          guidelines: {
            where: published,
            select: { budgetFen: true, committedFen: true, issuedFen: true, paidFen: true },
          },
        },
      },
    },
  })
  return funds.map((fund) => {
    const categories = fund.categories.map(({ guidelines, ...category }) => ({
      ...category,
      guidelines: guidelines.length,
      toGuidelinesFen: sumFen(guidelines.map(({ budgetFen }) => budgetFen)),
      committedFen: sumFen(guidelines.map(({ committedFen }) => committedFen)),
      issuedFen: sumFen(guidelines.map(({ issuedFen }) => issuedFen)),
      paidFen: sumFen(guidelines.map(({ paidFen }) => paidFen)),
    }))
    const paidFen = sumFen(categories.map((category) => category.paidFen))
    return {
      ...fund,
      categories,
      toCategoriesFen: sumFen(categories.map(({ budgetFen }) => budgetFen)),
      toGuidelinesFen: sumFen(categories.map(({ toGuidelinesFen }) => toGuidelinesFen)),
      committedFen: sumFen(categories.map(({ committedFen }) => committedFen)),
      issuedFen: sumFen(categories.map(({ issuedFen }) => issuedFen)),
      paidFen,
      rateBp: fund.budgetFen > 0n ? inBasisPoints({ num: paidFen, den: fund.budgetFen }) : null,
    }
  })
}

/** What was done to the budgets of some funds, newest first, as the audit log has it. */
export async function fundHistory({ db: { client } }: Ctx, fundIds: readonly string[]) {
  const entries = await client.auditEntry.findMany({
    where: {
      dossier: { in: fundIds.map((id) => `fund:${id}`) },
      act: { in: ['fund.create', 'fund.category', 'fund.budget'] },
      result: 'done',
    },
    select: { id: true, at: true, act: true, actorId: true, dossier: true, bytes: true },
    orderBy: { at: 'desc' },
    take: 200,
  })
  const [people, reasonOf, inPlaceOf] = await Promise.all([
    client.user.findMany({
      where: { id: { in: [...new Set(entries.map(({ actorId }) => actorId ?? ''))] } },
      select: { id: true, name: true },
    }),
    personalOf(client, entries),
    placesTaken(client, entries),
  ])
  return entries.map(({ id, at, act, actorId, dossier, bytes }) => {
    const said = budgetEvent.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return {
      id,
      at,
      act,
      fundId: dossier.slice('fund:'.length),
      objectId: said.object.id,
      beforeFen: said.before?.budgetFen ?? null,
      afterFen: said.after?.budgetFen ?? null,
      reason: reasonOf(id, 'reason') ?? '',
      person: people.find((one) => one.id === actorId)?.name ?? '',
      inPlaceOf: inPlaceOf(id),
    }
  })
}
export type FundEvent = Awaited<ReturnType<typeof fundHistory>>[number]

const amount = z
  .object({ budgetFen: z.union([z.string(), z.number()]).transform(String).optional() })
  .nullable()
const budgetEvent = z.object({ object: z.object({ id: z.string() }), before: amount, after: amount })

/** May the actor see funds, and may they set them up: are there links and forms for it? */
export function fundRights({ actor }: Ctx): { read: boolean; manage: boolean } {
  return { read: may(actor, 'read', 'Fund'), manage: may(actor, 'manage', 'Fund') }
}
