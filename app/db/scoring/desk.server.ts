import { mostCounted } from '#app/i18n/format.ts'
import { byDue, type Desk } from '../desk.server.ts'
import { unitNames } from '../review/people.server.ts'
import { sheetLines } from './mine.server.ts'

/** What waits of the expert review: proposals of experts, panels, and what an expert answers and scores. */
export const scoringDesks: Record<'proposal' | 'panel' | 'seat' | 'sheet' | 'expert', Desk> = {
  proposal: {
    stage: 'scoring',
    count: (client, where) => client.expertProposal.count({ where, take: mostCounted }),
    rows: async (client, where, take) => {
      const rows = await client.expertProposal.findMany({ where, take, orderBy: [...byDue] })
      const units = await unitNames(
        client,
        rows.map(({ unitCode }) => unitCode),
      )
      return rows.map(({ id, name, unitCode, status, dueAt }) => ({
        id,
        title: name,
        from: units.get(unitCode) ?? unitCode,
        status,
        dueAt,
        link: `/experts/proposals/${id}`,
      }))
    },
  },
  panel: {
    stage: 'scoring',
    count: (client, where) => client.panel.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.panel.findMany({ where, take, orderBy: { id: 'asc' } })).map(
        ({ id, name, status, scoringEnd }) => ({
          id,
          title: name,
          from: '',
          status,
          dueAt: scoringEnd,
          link: `/scoring/panels/${id}`,
        }),
      ),
  },
  seat: {
    stage: 'scoring',
    mine: ({ expertId }) => (expertId ? { expertId } : {}),
    count: (client, where) => client.panelSeat.count({ where, take: mostCounted }),
    rows: async (client, where, take, { actor }) =>
      (
        await client.panelSeat.findMany({ where, take, orderBy: { id: 'asc' }, include: { panel: true } })
      ).map(({ id, panel, status }) => ({
        id,
        title: panel.name,
        from: '',
        status,
        dueAt: panel.scoringEnd,
        link: actor.expertId ? '/scoring/mine' : `/scoring/panels/${panel.id}?tab=seats`,
      })),
  },
  sheet: {
    stage: 'scoring',
    count: (client, where) => client.scoreSheet.count({ where, take: mostCounted }),
    rows: async (_client, where, take, ctx) =>
      (await sheetLines(ctx, where, take)).map(({ id, project, panelId, panel, status, scoringEnd }) => ({
        id,
        title: project,
        from: panel,
        status,
        dueAt: scoringEnd,
        link: ctx.actor.expertId ? `/scoring/sheets/${id}` : `/scoring/panels/${panelId}?tab=progress`,
      })),
  },
  expert: {
    stage: 'scoring',
    count: (client, where) => client.expert.count({ where, take: mostCounted }),
    rows: async (client, where, take) =>
      (await client.expert.findMany({ where, take, orderBy: { id: 'asc' } })).map(
        ({ id, name, employer, status }) => ({
          id,
          title: name,
          from: employer,
          status,
          dueAt: null,
          link: `/experts/${id}`,
        }),
      ),
  },
}
