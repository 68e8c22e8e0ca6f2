import { may } from '#app/authorization/ability.ts'
import type { Tx } from '#app/db/client.server.ts'
import { holdCategory, holdFund } from '#app/db/fund.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import {
  checkCategoryFits,
  checkCovers,
  fieldProblem,
  readBudgetChange,
  readCategory,
  readFund,
  type TypedCategory,
  type TypedFund,
} from '#app/domain/guideline/fund.ts'
import { done, type Failure, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { newId } from '#app/platform/id.ts'
import { type Facts, record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/**
 * Sets up a special fund with its budget of the year (C.3). Refusals: not_yours (403), form_has_problems with the
 * fields, among them fund_code_taken.
 */
export async function createFund(ctx: Ctx, typed: TypedFund): Promise<Result<{ id: string; year: number }>> {
  const barred = notTheirs(ctx)
  if (barred) return barred
  const read = readFund(typed)
  if (!read.ok) return read
  const fund = { id: newId(), ...read.value }
  try {
    return await ctx.db.transact(async (tx) => {
      await tx.fund.create({ data: fund, select: { id: true } })
      await recordFund(tx, ctx, fund.id, {
        act: 'fund.create',
        object: { type: 'fund', id: fund.id },
        after: { code: fund.code, title: fund.name, year: fund.year, budgetFen: fund.budgetFen },
      })
      return done({ id: fund.id, year: fund.year })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return fieldProblem('code', 'fund_code_taken', { code: fund.code })
    throw error
  }
}

/**
 * Divides a part of the fund's budget off for a category; of two at once only those that fit. Throws NotFound.
 * Refusals: not_yours (403), form_has_problems with the fields, among them fund_code_taken, fund_categories_exceed.
 */
export async function addCategory(
  ctx: Ctx,
  { fundId, ...typed }: TypedCategory & { fundId: string },
): Promise<Result<{ id: string }>> {
  const barred = notTheirs(ctx)
  if (barred) return barred
  const read = readCategory(typed)
  if (!read.ok) return read
  const category = { id: newId(), fundId, ...read.value }
  return ctx.db.transact(async (tx) => {
    const fund = await holdFund(tx, ctx, fundId)
    if (fund.categories.some(({ code }) => code === category.code))
      return fieldProblem('code', 'fund_code_taken', { code: category.code })
    const fits = checkCategoryFits(
      fund.budgetFen,
      fund.categories.map(({ budgetFen }) => budgetFen),
      category.budgetFen,
    )
    if (!fits.ok) return fits
    await tx.fundCategory.create({ data: category, select: { id: true } })
    await recordFund(tx, ctx, fundId, {
      act: 'fund.category',
      object: { type: 'category', id: category.id },
      after: { code: category.code, title: category.name, budgetFen: category.budgetFen },
    })
    return done({ id: category.id })
  })
}

export type BudgetChange = {
  fundId: string
  /** null: the budget of the fund itself */
  categoryId: string | null
  /** the budget that the person saw, in fen as text */
  was: string
  /** as typed, in 万元 */
  budgetWan: string
  reason: string
}

/**
 * Changes the budget of a fund or of one of its categories, with the reason (C.3). Throws NotFound.
 * Refusals: not_yours (403), stale_version (409), form_has_problems with the fields, among them fund_below_categories,
 * category_below_guidelines, fund_categories_exceed.
 */
export async function changeBudget(
  ctx: Ctx,
  { fundId, categoryId, was, ...typed }: BudgetChange,
): Promise<Result<null>> {
  const barred = notTheirs(ctx)
  if (barred) return barred
  const read = readBudgetChange(typed)
  if (!read.ok) return read
  const { budgetFen, reason } = read.value
  return ctx.db.transact(async (tx) => {
    const fund = await holdFund(tx, ctx, fundId)
    const row = categoryId === null ? fund : fund.categories.find(({ id }) => id === categoryId)
    if (!row) throw new NotFound('category')
    if (String(row.budgetFen) !== was) return refuse('stale_version', {}, { status: 409 })
    const others = fund.categories.filter(({ id }) => id !== categoryId).map((other) => other.budgetFen)
    if (categoryId === null) {
      const covered = checkCovers(budgetFen, others, 'fund_below_categories')
      if (!covered.ok) return covered
      await tx.fund.update({ where: { id: fundId }, data: { budgetFen }, select: { id: true } })
    } else {
      const { givenFen } = await holdCategory(tx, categoryId)
      const covered = checkCovers(budgetFen, givenFen, 'category_below_guidelines')
      if (!covered.ok) return covered
      const fits = checkCategoryFits(fund.budgetFen, others, budgetFen)
      if (!fits.ok) return fits
      await tx.fundCategory.update({ where: { id: categoryId }, data: { budgetFen }, select: { id: true } })
    }
    await recordFund(tx, ctx, fundId, {
      act: 'fund.budget',
      object: categoryId === null ? { type: 'fund', id: fundId } : { type: 'category', id: categoryId },
      before: { budgetFen: row.budgetFen },
      after: { budgetFen },
      reason,
    })
    return done(null)
  })
}

function notTheirs({ actor }: Ctx): Failure | null {
  return may(actor, 'manage', 'Fund') ? null : refuse('not_yours', {}, { status: 403 })
}

function recordFund(
  tx: Tx,
  ctx: Ctx,
  fundId: string,
  event: { act: string; object: { type: string; id: string }; before?: Facts; after: Facts; reason?: string },
): Promise<string> {
  return record(tx, ctx, { ...event, dossier: `fund:${fundId}`, unitCode: ctx.actor.unitCode ?? '' })
}
