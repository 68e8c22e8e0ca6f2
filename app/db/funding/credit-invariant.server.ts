import { toldCredits } from '#app/domain/funding/credit.ts'
import { type Breach, breach } from '../breach.ts'
import type { Db } from '../client.server.ts'

const rule = 'credits_are_founded'

/**
 * What is recorded has its basis, was proposed and recorded by somebody, and ends after it begins (D.7); no project revoked
 * and no clawback overdue is without a credit record of that event, be it one that was dropped.
 */
export async function creditsAreFounded({ client }: Db): Promise<Breach[]> {
  const [recorded, revoked, overdue] = await Promise.all([
    client.creditRecord.findMany({ where: { status: { in: toldCredits } }, orderBy: { id: 'asc' } }),
    client.project.findMany({
      where: { status: 'revoked', creditRecords: { none: { event: 'revoked' } } },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
    client.clawback.findMany({
      where: {
        status: { in: ['overdue', 'transferred'] },
        project: { creditRecords: { none: { event: 'clawback_overdue' } } },
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return [
    ...recorded.flatMap(({ id, basisNo, basis, draftedById, decidedById, startsOn, endsOn }) => {
      const name = `CreditRecord ${id}`
      return [
        ...(basisNo && basis ? [] : [breach(rule, `${name} basis`, 'one', 'none')]),
        ...(draftedById && decidedById ? [] : [breach(rule, `${name} people`, 'two', 'fewer')]),
        ...(startsOn && endsOn && startsOn <= endsOn
          ? []
          : [breach(rule, `${name} term`, `from ${startsOn}`, `until ${endsOn}`)]),
      ]
    }),
    ...revoked.map(({ id }) => breach(rule, `Project ${id} credit record`, 'one', 'none')),
    ...overdue.map(({ id }) => breach(rule, `Clawback ${id} credit record`, 'one', 'none')),
  ]
}
