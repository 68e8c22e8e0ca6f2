import { sumFen } from '#app/domain/kernel/money.ts'
import { type Breach, breach } from '../breach.ts'
import type { Db } from '../client.server.ts'

const issuedStates = ['issued', 'received', 'paid', 'returned', 'confirmed']
const paidStates = ['paid', 'confirmed']
const unissued = ['listed', 'dropped']
const rule = 'money_flows_down'

/**
 * Money only flows down (C.3): paid ≤ issued ≤ approved for every project, paid ≤ issued ≤ committed ≤ budget for every
 * guideline; what they count is what their payments add up to, a document's total is that of its payments, and what was
 * paid has its order.
 */
export async function moneyFlowsDown({ client }: Db): Promise<Breach[]> {
  const amounts = { issuedFen: true, paidFen: true } as const
  const [projects, guidelines, issues, payments] = await Promise.all([
    client.project.findMany({ select: { id: true, guidelineId: true, amountFen: true, ...amounts } }),
    client.guideline.findMany({ select: { id: true, budgetFen: true, committedFen: true, ...amounts } }),
    client.fundIssue.findMany({ select: { id: true, totalFen: true } }),
    client.payment.findMany({ include: { _count: { select: { vouchers: true } } } }),
  ])
  const sumOf = (rows: typeof payments, states: readonly string[]) =>
    sumFen(rows.filter(({ status }) => states.includes(status)).map(({ amountFen }) => amountFen))
  return [
    ...projects.flatMap(({ id, amountFen, issuedFen, paidFen }) => {
      const own = payments.filter(({ projectId }) => projectId === id)
      const name = `Project ${id}`
      return [
        ...within(`${name} issuedFen <= amountFen`, issuedFen, amountFen),
        ...within(`${name} paidFen <= issuedFen`, paidFen, issuedFen),
        ...equal(`${name} issuedFen`, sumOf(own, issuedStates), issuedFen),
        ...equal(`${name} paidFen`, sumOf(own, paidStates), paidFen),
      ]
    }),
    ...guidelines.flatMap(({ id, budgetFen, committedFen, issuedFen, paidFen }) => {
      const own = projects.filter(({ guidelineId }) => guidelineId === id)
      const name = `Guideline ${id}`
      return [
        ...within(`${name} committedFen <= budgetFen`, committedFen, budgetFen),
        ...within(`${name} issuedFen <= committedFen`, issuedFen, committedFen),
        ...within(`${name} paidFen <= issuedFen`, paidFen, issuedFen),
        ...equal(`${name} issuedFen`, sumFen(own.map((project) => project.issuedFen)), issuedFen),
        ...equal(`${name} paidFen`, sumFen(own.map((project) => project.paidFen)), paidFen),
      ]
    }),
    ...issues.flatMap(({ id, totalFen }) => {
      const own = payments.filter(({ issueId }) => issueId === id)
      return equal(`FundIssue ${id} totalFen`, sumFen(own.map(({ amountFen }) => amountFen)), totalFen)
    }),
    ...payments
      .filter(({ status, _count }) => paidStates.includes(status) && _count.vouchers === 0)
      .map(({ id }) => breach(rule, `Payment ${id} voucher`, 'an order', 'none')),
  ]
}

/** No day of a payment lies before the one it follows: issued, received, paid, arrived. */
export async function paymentsInOrder({ client }: Db): Promise<Breach[]> {
  const rows = await client.payment.findMany({
    where: { status: { notIn: unissued } },
    include: { issue: { select: { issuedOn: true } }, vouchers: { orderBy: { number: 'desc' }, take: 1 } },
  })
  return rows.flatMap(({ id, issue, receivedOn, vouchers, arrivedOn }) => {
    const paidOn = vouchers[0]?.paidOn ?? null
    const hops: [string, string | null, string | null][] = [
      ['receivedOn', issue.issuedOn, receivedOn],
      ['paidOn', receivedOn, paidOn],
      ['arrivedOn', paidOn, arrivedOn],
    ]
    return hops.flatMap(([name, before, after]) =>
      before !== null && after !== null && after < before
        ? [breach('nothing_out_of_time', `Payment ${id} ${name}`, `>= ${before}`, after)]
        : [],
    )
  })
}

function within(subject: string, part: bigint, whole: bigint): Breach[] {
  return part <= whole ? [] : [breach(rule, subject, `<= ${whole}`, `${part}`)]
}

function equal(subject: string, expected: bigint, found: bigint): Breach[] {
  return expected === found ? [] : [breach(rule, subject, `${expected}`, `${found}`)]
}
