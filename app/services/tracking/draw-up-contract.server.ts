import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Tx } from '#app/db/client.server.ts'
import { statusTables } from '#app/db/status.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { type ContractContent, loweredIndicators, promisedIndicators } from '#app/domain/tracking/contract.ts'
import { contractWorkflow } from '#app/domain/tracking/workflow.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { askNamed, type DocumentAsk } from '../document.server.ts'
import { notifyOf } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'
import { contractDocument } from './contract-document.server.ts'

/**
 * C.6: a contract's edition as a draft, with its document, waiting for B. Refusals: indicators_lowered {names} when it
 * asks less than the application promised.
 */
export async function drawUpContract(
  tx: Tx,
  ctx: Ctx,
  { projectId, edition, content }: { projectId: string; edition: number; content: ContractContent },
): Promise<Result<{ id: string }>> {
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
  const snapshot = await latestSnapshot(tx, project.applicationId)
  if (!snapshot) throw new NotFound('snapshot')
  const lowered = loweredIndicators(promisedIndicators(snapshot.form), content.indicators)
  const decision = decideCreation(ctx, 'contract', 'draw_up', { lowered })
  if (!decision.ok) return decision

  const id = newId()
  const text = canonicalize(content) ?? ''
  const sha256 = createHash('sha256').update(text).digest('hex')
  const status = decision.value.to
  await tx.contract.create({
    data: {
      id,
      projectId,
      number: edition === 1 ? project.code : `${project.code}-V${edition}`,
      edition,
      status,
      content: text,
      sha256,
      dueAt: await stateDue(tx, ctx, contractWorkflow.states.draft),
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  const draft: DocumentAsk = { ...(await contractDocument(tx, id)), kind: 'contract', format: 'pdf' }
  await askNamed(tx, ctx, [draft], (files) =>
    record(tx, ctx, {
      act: 'contract.draw_up',
      dossier: `application:${project.applicationId}`,
      object: { type: 'contract', id },
      unitCode: project.unitCode,
      after: { status, edition, sha256 },
      files,
    }),
  )
  const row = await statusTables.contract.find(tx, { id })
  if (!row) throw new NotFound('contract')
  await notifyOf(tx, ctx, 'contract_to_sign', row, contractWorkflow.states.draft.owner, {
    params: { project: project.name },
    link: `/projects/${projectId}/contract`,
  })
  return done({ id })
}
