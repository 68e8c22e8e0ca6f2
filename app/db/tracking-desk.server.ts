import { mostCounted } from '#app/i18n/format.ts'
import { examinedProjects } from '#app/domain/tracking/workflow.ts'
import { byDue, type Desk, ofProject, projectLine } from './desk.server.ts'

/** What waits of projects that run: the project itself, its contract, its reports and its alerts. */
export const trackingDesks: Record<'project' | 'contract' | 'report' | 'alert', Desk> = {
  project: {
    stage: 'tracking',
    // a change is decided by the level that the guideline names for it, and examined above the county; what was issued is on its way to the undertaker
    mine: ({ level }) => ({
      AND: [
        { OR: [{ status: { not: 'approved' } }, { issuedFen: 0n }] },
        level
          ? { OR: [{ status: { not: 'change_pending' } }, { changes: { some: { approved: null, level } } }] }
          : {},
        level ? { OR: [{ status: { notIn: [...examinedProjects] } }, { above: level }] } : {},
      ],
    }),
    count: (client, where) => client.project.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.project.findMany({ where, take, orderBy: [...byDue] })).map(
        ({ id, name, undertaker, status, dueAt }) => ({
          id,
          title: name,
          from: undertaker,
          status,
          dueAt,
          link: `/projects/${id}`,
        }),
      ),
  },
  contract: {
    stage: 'tracking',
    count: (client, where) => client.contract.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.contract.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map((row) =>
        projectLine(row, `/projects/${row.project.id}/contract`),
      ),
  },
  report: {
    stage: 'tracking',
    // without a city in the chain, what the county passed on lies with the province
    mine: ({ level }) =>
      level ? { OR: [{ status: { not: 'city_review' } }, { project: { above: level } }] } : {},
    count: (client, where) => client.progressReport.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (
        await client.progressReport.findMany({ where, take, orderBy: { dueAt: 'asc' }, include: ofProject })
      ).map((row) =>
        projectLine(
          row,
          `/projects/${row.project.id}/reports/${row.id}`,
          `${row.project.name} ${row.period}`,
        ),
      ),
  },
  alert: {
    stage: 'tracking',
    // what was handled waits for the level that closes it
    mine: ({ level }) => ({ OR: [{ status: { not: 'handled' } }, { closer: level ?? '' }] }),
    count: (client, where) => client.alert.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.alert.findMany({ where, take, orderBy: [...byDue], include: ofProject })).map((row) =>
        projectLine(row, `/alerts/${row.id}`),
      ),
  },
}
