import type { Row } from '#app/authorization/ability.ts'
import type { Actor } from '#app/authorization/actor.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { findRows } from '../find-rows.server.ts'

/** Has this person of an office declared a conflict in this dossier (B.3)? Applicants, experts and the system have none. */
export async function hasRecused(tx: Tx, { id, orgId }: Actor, dossier: string): Promise<boolean> {
  const [, applicationId] = /^application:(.+)$/.exec(dossier) ?? []
  if (!orgId || !applicationId) return false
  const declared = { applicationId, kind: 'recusal', authorId: id }
  return (await findRows(tx, 'reviewOpinion', ['id'], declared, { take: 1 })).length > 0
}

const ofProject = (ids: readonly string[]): Row => ({ NOT: { project: { applicationId: { in: [...ids] } } } })

/** Of each workflow that stands in a dossier: the rows outside some. */
const outside: Partial<Record<WorkflowName, (ids: readonly string[]) => Row>> = {
  application: (ids) => ({ id: { notIn: [...ids] } }),
  project: (ids) => ({ applicationId: { notIn: [...ids] } }),
  contract: ofProject,
  report: ofProject,
  alert: ofProject,
  evaluation: ofProject,
  payment: ofProject,
  clawback: ofProject,
  credit: ofProject,
}

/** Narrows a workflow's rows to dossiers in which this person declared no conflict; nearly always to all of them. */
export async function outsideRecusals({ actor, db }: Ctx): Promise<(workflow: WorkflowName) => Row> {
  if (!actor.orgId) return () => ({})
  const declared = { kind: 'recusal', closedAt: null, authorId: actor.id }
  const rows = await findRows(db.client, 'reviewOpinion', ['applicationId'], declared)
  const ids = rows.map(({ applicationId }) => applicationId)
  return (workflow) => (ids.length > 0 && outside[workflow]?.(ids)) || {}
}
