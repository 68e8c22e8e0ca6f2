import { capStates, totalCapsOf } from '#app/domain/approval/total-caps.ts'
import { sumFen } from '#app/domain/kernel/money.ts'
import { spentUnder } from './approval/spent.server.ts'
import { type Breach, breach } from './breach.ts'
import type { Db } from './client.server.ts'
import { configurationOf } from './configuration.server.ts'

const committed = ['proposed', 'publicity', 'objection', 'approved']
const planned = ['proposed', 'publicity', 'approved']

/**
 * On every level the parts are at most the whole (C.3): categories in a fund, calls in a category, plans and grants in a
 * call; and what a call has committed is the sum of its proposed and approved amounts.
 */
export async function moneyWithinBudget({ client }: Db): Promise<Breach[]> {
  const [funds, guidelines, applications] = await Promise.all([
    client.fund.findMany({
      select: {
        id: true,
        budgetFen: true,
        categories: {
          select: {
            id: true,
            budgetFen: true,
            guidelines: { where: { publishedVersion: { gt: 0 } }, select: { budgetFen: true } },
          },
        },
      },
    }),
    client.guideline.findMany({
      select: {
        id: true,
        budgetFen: true,
        committedFen: true,
        plans: {
          where: { status: { in: planned } },
          select: { id: true, budgetFen: true, items: { select: { amountFen: true } } },
        },
      },
    }),
    client.application.findMany({
      where: { status: { in: committed } },
      select: { guidelineId: true, proposedFen: true, approvedFen: true },
    }),
  ])
  const within = (subject: string, parts: readonly bigint[], whole: bigint) => {
    const sum = sumFen(parts)
    return sum > whole ? [breach('money_within_budget', subject, `<= ${whole}`, `${sum}`)] : []
  }
  return [
    ...funds.flatMap(({ id, budgetFen, categories }) => [
      ...within(
        `Fund ${id}`,
        categories.map((category) => category.budgetFen),
        budgetFen,
      ),
      ...categories.flatMap((category) =>
        within(
          `FundCategory ${category.id}`,
          category.guidelines.map((guideline) => guideline.budgetFen),
          category.budgetFen,
        ),
      ),
    ]),
    ...guidelines.flatMap(({ id, budgetFen, committedFen, plans }) => {
      const amounts = applications
        .filter(({ guidelineId }) => guidelineId === id)
        .map(({ proposedFen, approvedFen }) => approvedFen ?? proposedFen ?? 0n)
      const sum = sumFen(amounts)
      return [
        ...within(`Guideline ${id}`, amounts, budgetFen),
        ...plans.flatMap((plan) =>
          within(
            `AllocationPlan ${plan.id}`,
            plan.items.map(({ amountFen }) => amountFen),
            plan.budgetFen,
          ),
        ),
        ...(sum === committedFen
          ? []
          : [breach('money_within_budget', `Guideline ${id} committedFen`, `${sum}`, `${committedFen}`)]),
      ]
    }),
  ]
}

/** A grant is one amount from its approval to its project, at most what was asked for. */
export async function grantsAreOneAmount({ client }: Db): Promise<Breach[]> {
  const approved = await client.application.findMany({
    where: { status: 'approved' },
    select: {
      id: true,
      requestedFen: true,
      approvedFen: true,
      project: { select: { id: true, amountFen: true } },
    },
  })
  const rule = 'grants_are_one_amount'
  return approved.flatMap(({ id, requestedFen, approvedFen, project }) => [
    ...(approvedFen !== null && approvedFen <= requestedFen
      ? []
      : [breach(rule, `Application ${id} approvedFen`, `<= ${requestedFen}`, `${approvedFen}`)]),
    ...(project ? [] : [breach(rule, `Application ${id} project`, `one of ${approvedFen}`, 'none')]),
    ...(!project || project.amountFen === approvedFen
      ? []
      : [breach(rule, `Project ${project.id} amountFen`, `${approvedFen}`, `${project.amountFen}`)]),
  ])
}

/** What the projects of one city, or of one enterprise, get together under a call is at most the total that it sets (C.3). */
export async function totalsWithinCaps(db: Db): Promise<Breach[]> {
  const guidelines = await db.client.guideline.findMany({
    where: { publishedVersion: { gt: 0 } },
    select: { id: true, publishedVersion: true },
    orderBy: { id: 'asc' },
  })
  const found: Breach[] = []
  for (const { id, publishedVersion } of guidelines) {
    const caps = totalCapsOf(await configurationOf(db, id, publishedVersion))
    if (!caps.of.region && !caps.of.enterprise && caps.regions.size === 0) continue
    const spent = await spentUnder(db.client, id)
    const members = new Map(
      spent.map(({ region, enterprise }) => [`${region} ${enterprise}`, { region, enterprise }]),
    )
    const over = [...members.values()].flatMap((member) =>
      capStates(member, caps, spent)
        .filter(({ usedFen, capFen }) => usedFen > capFen)
        .map(({ kind, usedFen, capFen }) =>
          breach(
            'totals_within_caps',
            `Guideline ${id} ${kind} ${member[kind]}`,
            `<= ${capFen}`,
            `${usedFen}`,
          ),
        ),
    )
    found.push(...new Map(over.map((one) => [one.subject, one])).values())
  }
  return found
}
