import { byDue, type Desk, many, ofProject } from '../desk.server.ts'

/** What waits of issues and payments: an issue for whoever did not draw it up, a payment for the office that pays it. */
export const fundingDesks: Record<'issue' | 'payment', Desk> = {
  issue: {
    stage: 'funding',
    mine: ({ id }) => ({ draftedById: { not: id } }),
    count: (client, where) => client.fundIssue.count({ where, take: many }),
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
    count: (client, where) => client.payment.count({ where, take: many }),
    rows: async (client, where, take) =>
      (await client.payment.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map(
        ({ id, project, status, dueAt }) => ({
          id,
          title: project.name,
          from: project.undertaker,
          status,
          dueAt,
          link: `/funding/${id}`,
        }),
      ),
  },
}
