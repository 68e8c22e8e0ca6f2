import { doing } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { levels } from '#app/domain/guideline/chain.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import { contractContent } from '#app/domain/tracking/contract.ts'
import { contractWorkflow, projectWorkflow, reportWorkflow } from '#app/domain/tracking/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'
import { officeOf, withOffice } from './review/people.server.ts'
import { personalOf } from './audit-personal.server.ts'

/** Everything of one project for its record: contracts, reports, changes, acceptances, evaluations, acts open now. */
export async function findProject(ctx: Ctx, id: string) {
  const row = await ctx.db.client.project.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Project')] },
    include: {
      application: {
        select: {
          id: true,
          receiptNo: true,
          guideline: {
            select: { id: true, category: { select: { name: true, nameEn: true, fund: true } } },
          },
        },
      },
      contracts: { orderBy: { edition: 'desc' } },
      reports: { omit: { form: true }, orderBy: { period: 'desc' } },
      changes: { orderBy: { askedAt: 'desc' } },
      acceptances: { omit: { form: true }, orderBy: { round: 'desc' } },
      evaluations: { omit: { form: true }, orderBy: { year: 'desc' } },
    },
  })
  if (!row) throw new NotFound('project')
  const { client } = ctx.db
  const [locality, city] = await Promise.all(
    [row.unitCode, row.cityCode].map((code) =>
      client.orgUnit.findUnique({ where: { code }, select: { name: true, nameEn: true } }),
    ),
  )
  const owns = row.enterpriseId === ctx.actor.enterpriseId
  const { owner } = projectWorkflow.states[stateOf(row.status)]
  return {
    ...row,
    owns,
    owner,
    locality,
    city,
    contracts: row.contracts.map((contract) => ({
      ...contract,
      content: contractContent.parse(JSON.parse(contract.content)),
      actions: openTransitions(contractWorkflow, contract.status, doing(ctx.actor, owns)),
    })),
    actions: openTransitions(projectWorkflow, row.status, doing(ctx.actor, owns)).filter(
      (act) =>
        act !== 'decide_change' ||
        row.changes.some(({ approved, level }) => approved === null && level === ctx.actor.level),
    ),
  }
}
export type ProjectRecord = Awaited<ReturnType<typeof findProject>>

/** Who decides the change that waits, by project. */
export async function levelsOfChanges(tx: Tx, projectIds: readonly string[]): Promise<Map<string, Level>> {
  const rows = await tx.changeRequest.findMany({
    where: { projectId: { in: [...projectIds] }, approved: null },
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
export function reportActions(ctx: Ctx, status: string, owns: boolean): string[] {
  return openTransitions(reportWorkflow, status, doing(ctx.actor, owns))
}

const told = ['project', 'contract', 'report', 'evaluation', 'payment']
/** What the province has only proposed is its own. */
const unissued = ['payment.list', 'payment.drop']

/** What was done after approval, newest first, as the audit log has it. `about` limits it to one record. */
export async function projectHistory(ctx: Ctx, applicationId: string, about?: string) {
  const entries = await ctx.db.client.auditEntry.findMany({
    where: {
      dossier: `application:${applicationId}`,
      result: 'done',
      ...(ctx.actor.level !== 'province' && { act: { notIn: unissued } }),
      OR: told.map((workflow) => ({ act: { startsWith: `${workflow}.` } })),
    },
    orderBy: { n: 'desc' },
    take: 300,
    select: { id: true, at: true, act: true, actorId: true, bytes: true },
  })
  const [people, reasonOf] = await Promise.all([
    ctx.db.client.user.findMany({
      where: { id: { in: [...new Set(entries.map(({ actorId }) => actorId ?? ''))] } },
      select: {
        id: true,
        name: true,
        ...withOffice,
      },
    }),
    personalOf(ctx.db.client, entries),
  ])
  return entries.flatMap(({ id, at, act, actorId, bytes }) => {
    const said = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      object: { id: string }
      after: Record<string, unknown> | null
    }
    if (about && said.object.id !== about) return []
    const person = people.find((one) => one.id === actorId)
    const period = said.after?.period ?? said.after?.voucherNo ?? said.after?.documentNo
    return [
      {
        id,
        at,
        act,
        person: person?.name ?? null,
        office: officeOf(person),
        reason: reasonOf(id, 'reason'),
        detail: typeof period === 'string' ? period : null,
      },
    ]
  })
}
export type ProjectHistory = Awaited<ReturnType<typeof projectHistory>>
