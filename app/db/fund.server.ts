import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { FundBudget } from '#app/domain/guideline/fund.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'

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

/** Funds of a year with their categories; of each what was given to categories and to guidelines, and committed, in fen. */
export async function listFunds(ctx: Ctx, year: number): Promise<FundBudget[]> {
  const funds = await ctx.db.client.fund.findMany({
    where: { AND: [{ year }, scope(ctx.actor, 'Fund')] },
    orderBy: { code: 'asc' },
    include: {
      categories: {
        orderBy: { code: 'asc' },
        omit: { projectCount: true, fundId: true },
        include: { guidelines: { where: published, select: { budgetFen: true, committedFen: true } } },
      },
    },
  })
  return funds.map((fund) => {
    const categories = fund.categories.map(({ guidelines, ...category }) => ({
      ...category,
      guidelines: guidelines.length,
      toGuidelinesFen: sumFen(guidelines.map(({ budgetFen }) => budgetFen)),
      committedFen: sumFen(guidelines.map(({ committedFen }) => committedFen)),
    }))
    return {
      ...fund,
      categories,
      toCategoriesFen: sumFen(categories.map(({ budgetFen }) => budgetFen)),
      toGuidelinesFen: sumFen(categories.map(({ toGuidelinesFen }) => toGuidelinesFen)),
      committedFen: sumFen(categories.map(({ committedFen }) => committedFen)),
    }
  })
}

/** May the actor see funds, and may they set them up: are there links and forms for it? */
export function fundRights({ actor }: Ctx): { read: boolean; manage: boolean } {
  return { read: may(actor, 'read', 'Fund'), manage: may(actor, 'manage', 'Fund') }
}
