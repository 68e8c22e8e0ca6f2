import { narrow } from '../kernel/decimal.ts'
import { fenFromWan, sumFen, wanText } from '../kernel/money.ts'
import { atField, done, refuse, type Failure, type FieldProblem, type Result } from '../kernel/refusal.ts'

/** A fund or a category as typed; the budget in 万元. */
export type TypedFund = { code: string; name: string; nameEn: string; year: string; budgetWan: string }
export type TypedCategory = Omit<TypedFund, 'year'>

export type FundEntry = { code: string; name: string; nameEn: string; budgetFen: bigint }

type Names = { id: string; code: string; name: string; nameEn: string }

/** Where the budget of a category went, in fen. */
export type CategoryBudget = Names & {
  budgetFen: bigint
  /** published guidelines */
  guidelines: number
  toGuidelinesFen: bigint
  committedFen: bigint
  issuedFen: bigint
  paidFen: bigint
}

/** Where the budget of a fund went, in fen. */
export type FundBudget = Names & {
  year: number
  budgetFen: bigint
  toCategoriesFen: bigint
  toGuidelinesFen: bigint
  committedFen: bigint
  issuedFen: bigint
  paidFen: bigint
  /** 执行率: what was paid of the budget, in hundredths of a percent; null without a budget */
  rateBp: number | null
  categories: CategoryBudget[]
}

/** Codes are part of every project number. */
const codeShape = /^[A-Z0-9][A-Z0-9-]{0,19}$/
const longestName = 100

/** Reads a new fund; its code in capitals. Refusal: form_has_problems, with what is wrong at each field. */
export function readFund(typed: TypedFund): Result<FundEntry & { year: number }> {
  const { entry, problems } = readEntry(typed)
  const year = narrow(typed.year)
  if (!/^20\d\d$/.test(year)) problems.push({ path: 'year', code: 'fund_year', params: {} })
  return problems.length > 0 ? fieldProblems(problems) : done({ ...entry, year: Number(year) })
}

/** Reads a new category; its code in capitals. Refusal: form_has_problems. */
export function readCategory(typed: TypedCategory): Result<FundEntry> {
  const { entry, problems } = readEntry(typed)
  return problems.length > 0 ? fieldProblems(problems) : done(entry)
}

/** Reads a change of a budget, which needs its reason. Refusal: form_has_problems. */
export function readBudgetChange(typed: {
  budgetWan: string
  reason: string
}): Result<{ budgetFen: bigint; reason: string }> {
  const budget = fenFromWan(typed.budgetWan)
  const reason = typed.reason.trim()
  const problems = [
    ...(budget.ok ? [] : [atField('budgetWan', budget)]),
    ...(reason ? [] : [{ path: 'reason', code: 'required', params: {} }]),
  ]
  return budget.ok && reason ? done({ budgetFen: budget.value, reason }) : fieldProblems(problems)
}

function readEntry(typed: TypedCategory): { entry: FundEntry; problems: FieldProblem[] } {
  const code = narrow(typed.code).toUpperCase()
  const name = typed.name.trim()
  const nameEn = typed.nameEn.trim()
  const problems: FieldProblem[] = []
  if (!code) problems.push({ path: 'code', code: 'required', params: {} })
  else if (!codeShape.test(code)) problems.push({ path: 'code', code: 'fund_code_format', params: {} })
  if (!name) problems.push({ path: 'name', code: 'required', params: {} })
  for (const [path, { length }] of Object.entries({ name, nameEn }))
    if (length > longestName) problems.push({ path, code: 'too_long', params: { max: longestName, length } })
  const budget = fenFromWan(typed.budgetWan)
  if (!budget.ok) problems.push(atField('budgetWan', budget))
  return { entry: { code, name, nameEn, budgetFen: budget.ok ? budget.value : 0n }, problems }
}

/** C.3: the categories of a fund together stay within it. Refusal at the field: fund_categories_exceed {left}. */
export function checkCategoryFits(
  fundFen: bigint,
  others: readonly bigint[],
  budgetFen: bigint,
): Result<null> {
  const left = fundFen - sumFen(others)
  return budgetFen <= left
    ? done(null)
    : fieldProblem('budgetWan', 'fund_categories_exceed', { left: wanText(left) })
}

/** C.3: a budget covers what was already given out of it. Refusals at the field: `code` {given}. */
export function checkCovers(
  budgetFen: bigint,
  given: readonly bigint[],
  code: 'fund_below_categories' | 'category_below_guidelines',
): Result<null> {
  const sum = sumFen(given)
  return sum <= budgetFen ? done(null) : fieldProblem('budgetWan', code, { given: wanText(sum) })
}

/** C.3: the guidelines of a category together stay within it. Refusal: category_budget_short {left}, never below nothing. */
export function checkGuidelineFits(
  categoryFen: bigint,
  others: readonly bigint[],
  budgetFen: bigint,
): Result<null> {
  const left = categoryFen - sumFen(others)
  return budgetFen <= left
    ? done(null)
    : refuse('category_budget_short', { left: wanText(left > 0n ? left : 0n) })
}

/** What is wrong at one field, as a refusal of the whole form. */
export function fieldProblem(path: string, code: string, params: FieldProblem['params'] = {}): Failure {
  return fieldProblems([{ path, code, params }])
}

function fieldProblems(fields: FieldProblem[]): Failure {
  return refuse('form_has_problems', { count: fields.length }, { fields })
}
