import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { actsUntold, projectFamilies } from '#app/domain/application/told-acts.ts'
import { levels } from '#app/domain/guideline/chain.ts'
import { type Doing, openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Level, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { contractContent } from '#app/domain/tracking/contract.ts'
import {
  contractWorkflow,
  examinedProjects,
  levelOfReport,
  projectWorkflow,
  reportWorkflow,
} from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'
import { readerOf } from './told.server.ts'
import { entryColumns, tellEntries } from './told-entries.server.ts'

/** Everything of one project for its record: contracts, reports, changes, acceptances, evaluations, acts open now. */
export async function findProject(ctx: Ctx, id: string) {
  const row = await ctx.db.client.project.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Project')] },
    include: {
      application: {
        select: {
          id: true,
          receiptNo: true,
          guidelineVersion: true,
          guideline: {
            select: { id: true, category: { select: { name: true, nameEn: true, fund: true } } },
          },
        },
      },
      contracts: { orderBy: { edition: 'desc' } },
      reports: { omit: { form: true }, orderBy: { period: 'desc' } },
      changes: { orderBy: { askedAt: 'desc' } },
      acceptances: { omit: { form: true }, orderBy: { round: 'desc' } },
      evaluations: { omit: { form: true, reviewed: true, answer: true }, orderBy: { year: 'desc' } },
    },
  })
  if (!row) throw new NotFound('project')
  const { client } = ctx.db
  const [locality, city, province] = await Promise.all(
    [row.unitCode, row.cityCode, '320000'].map((code) =>
      client.orgUnit.findUnique({ where: { code }, select: { name: true, nameEn: true } }),
    ),
  )
  const owns = row.enterpriseId === ctx.actor.enterpriseId
  const { owner, also = [] } = projectWorkflow.states[stateOf(row.status)]
  return {
    ...row,
    owns,
    owner: also.find((level) => level === row.above) ?? owner,
    locality,
    city,
    province,
    contracts: row.contracts.map((contract) => ({
      ...contract,
      content: contractContent.parse(JSON.parse(contract.content)),
      actions: openTransitions(contractWorkflow, contract.status, doing(ctx.actor, owns)),
    })),
    actions: openHere(projectWorkflow, row.status, doing(ctx.actor, owns), row.above).filter(
      (act) =>
        act !== 'decide_change' ||
        row.changes.some(({ approved, level }) => approved === null && level === ctx.actor.level),
    ),
  }
}
export type ProjectRecord = Awaited<ReturnType<typeof findProject>>

/** Who holds projects whose state may be several levels': who decides the change that waits, who examines. */
export async function levelsOfProjects(tx: Tx, ids: readonly string[]): Promise<Map<string, Level>> {
  const examined = await tx.project.findMany({
    where: { id: { in: [...ids] }, status: { in: [...examinedProjects] }, above: 'province' },
    select: { id: true },
  })
  return new Map([
    ...(await levelsOfChanges(tx, ids)),
    ...examined.map(({ id }) => [id, 'province'] as const),
  ])
}

/** Reports that lie with the province, for no city follows their project. */
export async function levelsOfReports(tx: Tx, ids: readonly string[]): Promise<Map<string, Level>> {
  const rows = await tx.progressReport.findMany({
    where: { id: { in: [...ids] }, status: 'city_review', project: { above: 'province' } },
    select: { id: true },
  })
  return new Map(rows.map(({ id }) => [id, 'province']))
}

async function levelsOfChanges(tx: Tx, projectIds: readonly string[]): Promise<Map<string, Level>> {
  const rows = await tx.changeRequest.findMany({
    where: { projectId: { in: [...projectIds] }, approved: null, project: { status: 'change_pending' } },
    select: { projectId: true, level: true },
  })
  const known = rows.flatMap(({ projectId, level }) => {
    const found = levels.find((one) => one === level)
    return found ? [[projectId, found] as const] : []
  })
  return new Map(known)
}

type State = keyof typeof projectWorkflow.states

function stateOf(status: string): State {
  return (Object.keys(projectWorkflow.states) as State[]).find((state) => state === status) ?? 'approved'
}

/** Who signed a contract, by user id. */
export async function namesOf(ctx: Ctx, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const known = ids.filter((id) => id !== null)
  const people = await ctx.db.client.user.findMany({
    where: { id: { in: [...new Set(known)] } },
    select: { id: true, name: true },
  })
  return Object.fromEntries(people.map(({ id, name }) => [id, name]))
}

/** Acts open to the actor on a report. */
export function reportActions(ctx: Ctx, status: string, owns: boolean, project: { above: string }): string[] {
  return openHere(reportWorkflow, status, doing(ctx.actor, owns), levelOfReport(status, project))
}

/** Acts open in a state that may be several levels': those that its holder alone does, to whoever is of that level. */
function openHere(workflow: WorkflowTable, status: string, by: Doing, holder: string): string[] {
  const holders: readonly string[] = ['level_holds', 'report_held']
  return openTransitions(workflow, status, by).filter(
    (act) =>
      by.level === holder || !workflow.transitions[act]?.requires?.some((rule) => holders.includes(rule)),
  )
}

/** What was done after approval, newest first, as the reader is told of it. `about` limits it to one record. */
export async function projectHistory(ctx: Ctx, applicationId: string, about?: string) {
  const entries = await ctx.db.client.auditEntry.findMany({
    where: {
      dossier: `application:${applicationId}`,
      result: 'done',
      act: { notIn: [...actsUntold(readerOf(ctx.actor))] },
      OR: projectFamilies.map((family) => ({ act: { startsWith: `${family}.` } })),
    },
    orderBy: { n: 'desc' },
    take: 300,
    select: entryColumns,
  })
  const told = await tellEntries(ctx, entries)
  return told
    .filter(({ object }) => !about || object === about)
    .map(({ id, at, act, person, inPlaceOf, office, reason, after }) => {
      const detail = after?.period ?? after?.voucherNo ?? after?.documentNo
      return {
        id,
        at,
        act,
        person,
        inPlaceOf,
        office,
        reason,
        detail: typeof detail === 'string' ? detail : null,
      }
    })
}
export type ProjectHistory = Awaited<ReturnType<typeof projectHistory>>
