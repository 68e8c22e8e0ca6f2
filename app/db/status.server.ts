import type { SubjectName, Row } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import type { Actor } from '#app/authorization/actor.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Tx } from './client.server.ts'
import { issueScope, paymentScope } from './funding/scope.server.ts'
import { findRows, type Scalars, type Table, updateRows } from './find-rows.server.ts'

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
  /** role that is to act, where a state belongs to several */
  office?: string
  /** unit whose finance office acts: that holds the state, or is asked beside its holder */
  payerCode?: string
}

type StatusTable = {
  /** rows the actor may read */
  scope: (actor: Actor) => Row
  find: (tx: Tx, where: Row) => Promise<StatusRow | null>
  /** changes the rows that match, and says how many */
  move: (tx: Tx, where: Row, data: Row) => Promise<number>
  /** has a `dueAt` column that follows the state */
  due?: true
  /** has an `updatedAt` column, by which lists are sorted */
  dated?: true
}

type Standing = { id: string; status: string; version: number }
type Belonging = Omit<StatusRow, keyof Standing>

/** A table whose rows are in scope by themselves; `columns` are what `belongs` needs to say whose a row is. */
function own<T extends Table, C extends keyof Scalars<T> & string>(
  subject: SubjectName,
  table: T,
  columns: readonly C[],
  belongs: (row: Pick<Scalars<T>, C> & Standing) => Belonging,
): StatusTable {
  const asked = ['id', 'status', 'version', ...columns] as C[]
  return {
    scope: (actor) => scope(actor, subject),
    async find(tx, where) {
      const [row] = (await findRows(tx, table, asked, where, { take: 1 })) as (Pick<Scalars<T>, C> &
        Standing)[]
      return row ? { id: row.id, status: row.status, version: row.version, ...belongs(row) } : null
    },
    move: (tx, where, data) => updateRows(tx, table, where, data),
  }
}

const withProject = {
  project: {
    select: { unitCode: true, cityCode: true, townCode: true, enterpriseId: true, applicationId: true },
  },
} as const

type InProject = Standing & {
  project: Omit<Belonging, 'dossier' | 'expertId'> & { applicationId: string }
}

/** What belongs to a project and stands in the dossier of its application. */
function inDossier(row: InProject | null): StatusRow | null {
  if (!row) return null
  const { id, status, version, project } = row
  const { applicationId, ...units } = project
  return { id, status, version, ...units, expertId: null, dossier: `application:${applicationId}` }
}

/** Money of a project, which one finance office pays or collects. */
function withPayer(row: (InProject & { payerCode: string }) | null): StatusRow | null {
  const standing = inDossier(row)
  return standing && row && { ...standing, payerCode: row.payerCode }
}

/** A table whose rows belong to a project and are in the scope of the project. */
function ofProject(
  table: 'contract' | 'progressReport' | 'evaluation' | 'alert',
  first: (tx: Tx, where: Row) => Promise<InProject | null>,
): StatusTable {
  return {
    scope: (actor) => ({ project: scope(actor, 'Project') }),
    async find(tx, where) {
      const row = await first(tx, where)
      if (!row) return null
      const { applicationId, ...units } = row.project
      return {
        ...row,
        ...units,
        expertId: null,
        payerCode: province.unitCode,
        dossier: `application:${applicationId}`,
      }
    },
    move: (tx, where, data) => updateRows(tx, table, where, data),
    due: true,
  }
}

const issue: StatusTable = {
  scope: issueScope,
  async find(tx, where) {
    const row = await tx.fundIssue.findFirst({
      where,
      select: { id: true, status: true, version: true, guidelineId: true },
    })
    return (
      row && { ...row, ...province, ...nobody, payerCode: '320000', dossier: `guideline:${row.guidelineId}` }
    )
  },
  move: (tx, where, data) => updateRows(tx, 'fundIssue', where, data),
  due: true,
}

type Units = Pick<StatusRow, 'id' | (typeof units)[number]>

function applicationBelongs({ id, unitCode, cityCode, townCode, enterpriseId }: Units): Belonging {
  return { unitCode, cityCode, townCode, enterpriseId, expertId: null, dossier: `application:${id}` }
}

/** An application that was read with more than its status, as the transition function knows it. */
export function standingOf(application: Units & Standing): StatusRow {
  const { id, status, version } = application
  return { id, status, version, ...applicationBelongs(application) }
}

const province = { unitCode: '320000', cityCode: null, townCode: null }
const nobody = { enterpriseId: null, expertId: null }
const units = ['unitCode', 'cityCode', 'townCode', 'enterpriseId'] as const

/** Every table with a status: how to find a row, whose dossier it belongs to, how to move it. */
export const statusTables: Record<WorkflowName, StatusTable> = {
  guideline: own('Guideline', 'guideline', [], ({ id }) => ({
    ...province,
    ...nobody,
    payerCode: province.unitCode,
    dossier: `guideline:${id}`,
  })),
  application: {
    ...own('Application', 'application', units, applicationBelongs),
    due: true,
    dated: true,
  },
  recommendation: own(
    'RecommendationSheet',
    'recommendationSheet',
    ['unitCode', 'guidelineId'],
    ({ unitCode, guidelineId }) => ({
      unitCode,
      cityCode: null,
      townCode: null,
      ...nobody,
      dossier: `guideline:${guidelineId}`,
    }),
  ),
  split: {
    ...own('QuotaSplit', 'quotaSplit', ['guidelineId', 'cityCode'], ({ guidelineId, cityCode }) => ({
      unitCode: cityCode,
      cityCode,
      townCode: null,
      ...nobody,
      dossier: `guideline:${guidelineId}`,
    })),
    due: true,
  },
  proposal: {
    ...own('ExpertProposal', 'expertProposal', ['unitCode'], ({ id, unitCode }) => ({
      unitCode,
      cityCode: null,
      townCode: null,
      ...nobody,
      dossier: `proposal:${id}`,
    })),
    due: true,
  },
  expert: own('Expert', 'expert', [], ({ id }) => ({ ...province, ...nobody, dossier: `expert:${id}` })),
  panel: own('Panel', 'panel', [], ({ id }) => ({ ...province, ...nobody, dossier: `panel:${id}` })),
  seat: own('PanelSeat', 'panelSeat', ['panelId', 'expertId'], ({ panelId, expertId }) => ({
    ...province,
    enterpriseId: null,
    expertId,
    dossier: `panel:${panelId}`,
  })),
  sheet: own('ScoreSheet', 'scoreSheet', ['panelId', 'expertId'], ({ panelId, expertId }) => ({
    ...province,
    enterpriseId: null,
    expertId,
    dossier: `panel:${panelId}`,
  })),
  plan: own('AllocationPlan', 'allocationPlan', ['guidelineId'], ({ guidelineId }) => ({
    ...province,
    ...nobody,
    payerCode: province.unitCode,
    dossier: `guideline:${guidelineId}`,
  })),
  objection: {
    ...own('Objection', 'objection', ['applicationId'], ({ applicationId }) => ({
      ...province,
      ...nobody,
      dossier: `application:${applicationId}`,
    })),
    due: true,
  },
  issue,
  payment: {
    scope: paymentScope,
    async find(tx, where) {
      return withPayer(await tx.payment.findFirst({ where, include: withProject }))
    },
    move: (tx, where, data) => updateRows(tx, 'payment', where, data),
    due: true,
    dated: true,
  },
  clawback: {
    scope: (actor) => scope(actor, 'Clawback'),
    async find(tx, where) {
      return withPayer(await tx.clawback.findFirst({ where, include: withProject }))
    },
    move: (tx, where, data) => updateRows(tx, 'clawback', where, data),
    due: true,
    dated: true,
  },
  credit: {
    scope: (actor) => scope(actor, 'CreditRecord'),
    find: async (tx, where) => inDossier(await tx.creditRecord.findFirst({ where, include: withProject })),
    move: (tx, where, data) => updateRows(tx, 'creditRecord', where, data),
    due: true,
    dated: true,
  },
  project: {
    ...own(
      'Project',
      'project',
      [...units, 'applicationId'],
      ({ unitCode, cityCode, townCode, enterpriseId, applicationId }) => ({
        unitCode,
        cityCode,
        townCode,
        enterpriseId,
        expertId: null,
        dossier: `application:${applicationId}`,
      }),
    ),
    due: true,
    dated: true,
  },
  contract: ofProject('contract', (tx, where) => tx.contract.findFirst({ where, include: withProject })),
  report: ofProject('progressReport', (tx, where) =>
    tx.progressReport.findFirst({ where, include: withProject }),
  ),
  evaluation: ofProject('evaluation', (tx, where) =>
    tx.evaluation.findFirst({ where, include: withProject }),
  ),
  consultation: own('Consultation', 'consultation', ['expertId'], ({ id, expertId }) => ({
    ...province,
    enterpriseId: null,
    expertId,
    dossier: `consultation:${id}`,
  })),
  alert: ofProject('alert', (tx, where) => tx.alert.findFirst({ where, include: withProject })),
  epoch: own('LogEpoch', 'epochRequest', [], () => ({ ...province, ...nobody, dossier: 'log:history' })),
  disclosure: {
    ...own('Disclosure', 'disclosureRequest', ['office'], ({ id, office }) => ({
      ...province,
      ...nobody,
      office,
      dossier: `disclosure:${id}`,
    })),
    due: true,
  },
}
