import type { SubjectName, Row } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Actor } from '#app/authorization/actor.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Tx } from './client.server.ts'

/** What the transition function needs of any record that has a status. */
export type StatusRow = {
  id: string
  status: string
  version: number
  dossier: string
  unitCode: string
  cityCode: string | null
  townCode: string | null
  enterpriseId: string | null
  expertId: string | null
}

type Table = {
  /** rows the actor may read */
  scope: (actor: Actor) => Row
  find: (tx: Tx, where: Row) => Promise<StatusRow | null>
  move: (tx: Tx, where: Row, data: Row) => Promise<{ count: number }>
  /** has a `dueAt` column that follows the state */
  due: boolean
  /** has an `updatedAt` column, by which lists are sorted */
  dated?: true
}

const province = { unitCode: '320000', cityCode: null, townCode: null }
const nobody = { enterpriseId: null, expertId: null }

const own = (subject: SubjectName) => (actor: Actor) => scope(actor, subject)
const ofProject = (actor: Actor) => ({ project: scope(actor, 'Project') })
const withProject = {
  project: {
    select: {
      unitCode: true,
      cityCode: true,
      townCode: true,
      enterpriseId: true,
      applicationId: true,
    },
  },
} as const

/** Of wide rows, no more than a status row needs. */
const held = {
  id: true,
  status: true,
  version: true,
  unitCode: true,
  cityCode: true,
  townCode: true,
  enterpriseId: true,
} as const

type InProject = {
  id: string
  status: string
  version: number
  project: {
    unitCode: string
    cityCode: string
    townCode: string | null
    enterpriseId: string
    applicationId: string
  }
}

function inProject(row: InProject | null): StatusRow | null {
  if (!row) return null
  const { applicationId, ...units } = row.project
  return { ...row, ...units, expertId: null, dossier: `application:${applicationId}` }
}

/** Every table with a status: how to find a row, whose dossier it belongs to, how to move it. */
export const statusTables: Record<WorkflowName, Table> = {
  guideline: {
    scope: own('Guideline'),
    find: async (tx, where) => {
      const row = await tx.guideline.findFirst({ where })
      return row && { ...row, ...province, ...nobody, dossier: `guideline:${row.id}` }
    },
    move: (tx, where, data) => tx.guideline.updateMany({ where, data }),
    due: false,
  },
  application: {
    scope: own('Application'),
    find: async (tx, where) => {
      const row = await tx.application.findFirst({ where, select: held })
      return row && { ...row, expertId: null, dossier: `application:${row.id}` }
    },
    move: (tx, where, data) => tx.application.updateMany({ where, data }),
    due: true,
    dated: true,
  },
  recommendation: {
    scope: own('RecommendationSheet'),
    find: async (tx, where) => {
      const row = await tx.recommendationSheet.findFirst({ where })
      return (
        row && { ...row, ...nobody, cityCode: null, townCode: null, dossier: `guideline:${row.guidelineId}` }
      )
    },
    move: (tx, where, data) => tx.recommendationSheet.updateMany({ where, data }),
    due: false,
  },
  expert: {
    scope: own('Expert'),
    find: async (tx, where) => {
      const row = await tx.expert.findFirst({ where })
      return row && { ...row, ...province, ...nobody, dossier: `expert:${row.id}` }
    },
    move: (tx, where, data) => tx.expert.updateMany({ where, data }),
    due: false,
  },
  panel: {
    scope: own('Panel'),
    find: async (tx, where) => {
      const row = await tx.panel.findFirst({ where })
      return row && { ...row, ...province, ...nobody, dossier: `panel:${row.id}` }
    },
    move: (tx, where, data) => tx.panel.updateMany({ where, data }),
    due: false,
  },
  seat: {
    scope: own('PanelSeat'),
    find: async (tx, where) => {
      const row = await tx.panelSeat.findFirst({ where })
      return row && { ...row, ...province, enterpriseId: null, dossier: `panel:${row.panelId}` }
    },
    move: (tx, where, data) => tx.panelSeat.updateMany({ where, data }),
    due: false,
  },
  sheet: {
    scope: own('ScoreSheet'),
    find: async (tx, where) => {
      const row = await tx.scoreSheet.findFirst({ where })
      return row && { ...row, ...province, enterpriseId: null, dossier: `panel:${row.panelId}` }
    },
    move: (tx, where, data) => tx.scoreSheet.updateMany({ where, data }),
    due: false,
  },
  plan: {
    scope: own('AllocationPlan'),
    find: async (tx, where) => {
      const row = await tx.allocationPlan.findFirst({ where })
      return row && { ...row, ...province, ...nobody, dossier: `guideline:${row.guidelineId}` }
    },
    move: (tx, where, data) => tx.allocationPlan.updateMany({ where, data }),
    due: false,
  },
  objection: {
    scope: own('Objection'),
    find: async (tx, where) => {
      const row = await tx.objection.findFirst({ where })
      return row && { ...row, ...province, ...nobody, dossier: `application:${row.applicationId}` }
    },
    move: (tx, where, data) => tx.objection.updateMany({ where, data }),
    due: true,
  },
  project: {
    scope: own('Project'),
    find: async (tx, where) => {
      const row = await tx.project.findFirst({ where, select: { ...held, applicationId: true } })
      return row && { ...row, expertId: null, dossier: `application:${row.applicationId}` }
    },
    move: (tx, where, data) => tx.project.updateMany({ where, data }),
    due: true,
    dated: true,
  },
  contract: {
    scope: ofProject,
    find: async (tx, where) => inProject(await tx.contract.findFirst({ where, include: withProject })),
    move: (tx, where, data) => tx.contract.updateMany({ where, data }),
    due: true,
  },
  report: {
    scope: ofProject,
    find: async (tx, where) => inProject(await tx.progressReport.findFirst({ where, include: withProject })),
    move: (tx, where, data) => tx.progressReport.updateMany({ where, data }),
    due: true,
  },
  evaluation: {
    scope: ofProject,
    find: async (tx, where) => inProject(await tx.evaluation.findFirst({ where, include: withProject })),
    move: (tx, where, data) => tx.evaluation.updateMany({ where, data }),
    due: true,
  },
}
