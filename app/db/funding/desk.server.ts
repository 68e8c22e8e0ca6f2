import { statesHeldBy } from '#app/authorization/desk.ts'
import { has } from '#app/authorization/actor.ts'
import { clawbackWorkflow } from '#app/domain/funding/clawback.ts'
import { endOfDay } from '#app/domain/kernel/shanghai.ts'
import { mostCounted } from '#app/i18n/format.ts'
import { byDue, type Desk, ofProject, projectLine } from '../desk.server.ts'

/**
 * What waits of issues, payments, clawbacks and credit records: an issue for whoever did not draw it up, a payment for the
 * office that pays it, a clawback for the office that takes the money in, and for a leader who did not draft it; a credit
 * record and its repair for a leader who did not propose them.
 */
export const fundingDesks: Record<'issue' | 'payment' | 'clawback' | 'credit', Desk> = {
  issue: {
    stage: 'funding',
    mine: ({ id }) => ({ draftedById: { not: id } }),
    count: (client, where) => client.fundIssue.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.fundIssue.findMany({ where, take, orderBy: [...byDue] })).map(
        ({ id, documentNo, status, dueAt }) => ({
          id,
          title: documentNo,
          from: '',
          status,
          dueAt,
          link: `/funding/issues/${id}`,
        }),
      ),
  },
  payment: {
    stage: 'funding',
    mine: ({ roles, unitCode }) => (roles.includes('finance') ? { payerCode: unitCode ?? '' } : {}),
    count: (client, where) => client.payment.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.payment.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map((row) =>
        projectLine(row, `/funding/${row.id}`),
      ),
  },
  clawback: {
    stage: 'funding',
    // by their state they are with who holds them; a reversal is asked beside it
    mine: (actor) => {
      // in the scope of the enterprise that owes
      if (actor.enterpriseId) return {}
      const held = { status: { in: statesHeldBy(actor, clawbackWorkflow) } }
      if (has(actor, 'finance')) return { ...held, payerCode: actor.unitCode ?? '' }
      return { AND: [held], OR: [{ status: { not: 'proposed' } }, { draftedById: { not: actor.id } }] }
    },
    asked: () => 'reverse',
    decisions: async ({ actor }) =>
      actor.unitCode && (has(actor, 'finance') || has(actor, 'handler'))
        ? { payerCode: actor.unitCode, reversalOfId: { not: null }, reversalById: { not: actor.id } }
        : null,
    count: (client, where) => client.clawback.count({ where, take: mostCounted }),
    rows: async (client, where, take, { actor }) =>
      (await client.clawback.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map(
        (row) => {
          const line = projectLine(row, `/funding/clawbacks/${row.id}`)
          return actor.enterpriseId ? { ...line, dueAt: endOfTerm(row) } : line
        },
      ),
  },
  credit: {
    stage: 'funding',
    mine: ({ id }) => ({
      NOT: [
        { status: 'proposed', draftedById: id },
        { status: 'repair_passed', passedById: id },
      ],
    }),
    count: (client, where) => client.creditRecord.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.creditRecord.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map(
        (row) => projectLine(row, `/funding/credits/${row.id}`),
      ),
  },
}

/** The enterprise owes from the end of the term on, however long the province has to hand the matter over. */
function endOfTerm({ endsOn, dueAt }: { endsOn: string | null; dueAt: Date | null }): Date | null {
  return endsOn ? endOfDay(endsOn) : dueAt
}
