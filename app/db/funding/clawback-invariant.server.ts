import { sumFen } from '#app/domain/kernel/money.ts'
import { type Breach, breach } from '../breach.ts'
import type { Db } from '../client.server.ts'

const rule = 'clawbacks_add_up'
const undecided = ['opened', 'proposed']
const ended = ['terminated', 'revoked', 'failed']

/**
 * What came back ≤ what is due ≤ what was paid (D.6): repayments add up to what their clawback counts, nothing is left of a
 * settled one, and no project that ended with money paid is without a clawback or the decision that nothing comes back.
 */
export async function clawbacksAddUp({ client }: Db): Promise<Breach[]> {
  const [clawbacks, forgotten] = await Promise.all([
    client.clawback.findMany({
      include: {
        repayments: { select: { id: true, number: true, amountFen: true, reversesId: true } },
        project: { select: { paidFen: true } },
      },
      orderBy: { id: 'asc' },
    }),
    client.project.findMany({
      where: { status: { in: ended }, paidFen: { gt: 0n }, clawback: null },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return [
    ...clawbacks.flatMap(({ id, status, amountFen, eligibleFen, repaidFen, repayments, project }) => {
      const name = `Clawback ${id}`
      const sum = sumFen(repayments.map((one) => one.amountFen))
      const due = amountFen + eligibleFen
      const settled = repaidFen === amountFen && amountFen > 0n
      return [
        ...(sum === repaidFen ? [] : [breach(rule, `${name} repaidFen`, `${sum}`, `${repaidFen}`)]),
        ...(repaidFen <= amountFen
          ? []
          : [breach(rule, `${name} repaidFen <= amountFen`, `<= ${amountFen}`, `${repaidFen}`)]),
        ...(undecided.includes(status) || due <= project.paidFen
          ? []
          : [breach(rule, `${name} amountFen <= paidFen`, `<= ${project.paidFen}`, `${due}`)]),
        ...((status === 'settled') === settled
          ? []
          : [breach(rule, `${name} settled`, `${amountFen}`, `${repaidFen}`)]),
        ...repayments.flatMap(({ number, reversesId, amountFen: reversedFen }) => {
          const original = repayments.find((one) => one.id === reversesId)
          const expected = reversesId === null ? reversedFen > 0n : original?.amountFen === -reversedFen
          return expected
            ? []
            : [breach(rule, `${name} entry ${number}`, `-${original?.amountFen}`, `${reversedFen}`)]
        }),
        ...(status === 'waived' && amountFen > 0n
          ? [breach(rule, `${name} waived`, '0', `${amountFen}`)]
          : []),
      ]
    }),
    ...forgotten.map(({ id }) => breach(rule, `Project ${id} clawback`, 'one', 'none')),
  ]
}
