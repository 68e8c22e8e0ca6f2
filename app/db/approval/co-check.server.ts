import type { Row } from '#app/authorization/ability.ts'
import { has } from '#app/authorization/actor.ts'
import type { FinanceWord } from '#app/domain/review/co-review.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db, Tx } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { financeDue } from '../entered.server.ts'
import { financeOpinion, planSha256, type Text, wordOf } from '../finance-opinion.server.ts'

export type CheckedPlan = { id: string; guideline: { id: string; publishedVersion: number } }

/** Working days that finance has to check a plan under this call; null where the call does not ask it. */
async function daysToCoCheck(db: Db, { guideline }: CheckedPlan): Promise<number | null> {
  const { finance } = await configurationOf(db, guideline.id, guideline.publishedVersion)
  return finance.coChecks ? finance.withinDays : null
}

export async function coCheckNeeded(db: Db, plan: CheckedPlan): Promise<boolean> {
  return (await daysToCoCheck(db, plan)) !== null
}

/** The projects and amounts of a plan, as finance speaks of them. */
export async function textOfPlan(
  tx: Pick<Tx, 'allocationItem'>,
  { id, guideline }: CheckedPlan,
): Promise<Text> {
  const items = await tx.allocationItem.findMany({
    where: { planId: id },
    select: { applicationId: true, amountFen: true, reason: true },
  })
  return { guidelineId: guideline.id, planId: id, evaluationId: null, sha256: planSha256(items) }
}

/** What finance has said of the projects and amounts of a plan as they stand. */
export async function coCheckWord(tx: Tx, db: Db, plan: CheckedPlan): Promise<FinanceWord> {
  if (!(await coCheckNeeded(db, plan))) return 'not_asked'
  return wordOf(await financeOpinion(tx, await textOfPlan(tx, plan)))
}

/** What the people at a plan are shown: the word and, once it is said, the opinion. Null where finance has no word in it. */
export async function coCheckOf(db: Db, plan: CheckedPlan) {
  if (!(await coCheckNeeded(db, plan))) return null
  const opinion = await financeOpinion(db.client, await textOfPlan(db.client, plan))
  return { word: wordOf(opinion), opinion }
}

/** Proposed plans of which finance has said nothing yet, each with the days it has. */
async function waitingForCoCheck(db: Db): Promise<Map<string, number>> {
  const plans = await db.client.allocationPlan.findMany({
    where: { status: 'proposed' },
    select: { id: true, guideline: { select: { id: true, publishedVersion: true } } },
  })
  const waiting = new Map<string, number>()
  for (const plan of plans) {
    const days = await daysToCoCheck(db, plan)
    if (days !== null && !(await financeOpinion(db.client, await textOfPlan(db.client, plan))))
      waiting.set(plan.id, days)
  }
  return waiting
}

/** Plans that finance is asked to check. */
export async function toCoCheck(db: Db): Promise<Row> {
  return { id: { in: [...(await waitingForCoCheck(db)).keys()] } }
}

/** Until when finance is to answer for each of these plans: so many working days since it was proposed. */
export async function dueOfCoChecking(
  db: Db,
  rows: readonly { id: string }[],
): Promise<ReadonlyMap<string, Date>> {
  return financeDue(db, 'plan', ['plan.propose'], rows, await waitingForCoCheck(db))
}

/** Until when this person, as finance, is to answer for a plan; null: nothing of it is asked of them. */
export async function ownCoCheckDue({ actor, db }: Ctx, plan: { id: string }): Promise<Date | null> {
  if (!has(actor, 'finance') || has(actor, 'leader')) return null
  return (await dueOfCoChecking(db, [plan])).get(plan.id) ?? null
}
