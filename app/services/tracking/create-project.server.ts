import type { Tx } from '#app/db/client.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import { channelOf, followersOf, stepsFor } from '#app/domain/guideline/chain.ts'
import { isAward, termsFor } from '#app/domain/guideline/awards.ts'
import { guidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { done, NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay, addDays } from '#app/domain/kernel/shanghai.ts'
import { drawUpContent, projectPeriod } from '#app/domain/tracking/contract.ts'
import { projectWorkflow } from '#app/domain/tracking/workflow.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { applyTransition, decideCreation, stateDue } from '../transition.server.ts'
import { drawUpContract } from './draw-up-contract.server.ts'

/**
 * T21: the project of an approved application, in the transaction that approves it. Its code has no gaps within the
 * category of the fund; name, units and period are the application's; where the guideline wants a contract, one is drawn
 * up at once and waits for the undertaker's signature, else the project waits for its payment.
 * `amountFen` is the approved amount. Refusals: those of `decideCreation` for project.create and contract.draw_up.
 */
export async function createProject(
  tx: Tx,
  ctx: Ctx,
  { applicationId, amountFen }: { applicationId: string; amountFen: bigint },
): Promise<Result<{ id: string; code: string }>> {
  const application = await tx.application.findUnique({
    where: { id: applicationId },
    include: { guideline: { include: { category: { include: { fund: true } } } } },
  })
  const snapshot = await latestSnapshot(tx, applicationId)
  if (!application || !snapshot) throw new NotFound('application')
  const published = await configurationIn(tx, application)
  const award = isAward(published, snapshot.form)
  const configuration = termsFor(published, { award })
  const needsContract = configuration.tracking.contract
  const decision = decideCreation(ctx, 'project', 'create', { needsContract })
  if (!decision.ok) return decision

  const today = shanghaiDay(ctx.now)
  const period = projectPeriod(snapshot.form, { startOn: today, endOn: addDays(today, 730) })
  const code = await takeProjectCode(tx, application.guideline)
  const id = newId()
  const status = decision.value.to
  await tx.project.create({
    data: {
      id,
      code,
      applicationId,
      guidelineId: application.guidelineId,
      enterpriseId: application.enterpriseId,
      name: snapshot.application.projectName || application.projectName,
      undertaker: application.applicantName,
      unitCode: application.unitCode,
      cityCode: application.cityCode,
      townCode: application.townCode,
      ...followersOf(stepsFor(configuration.chain, application.unitCode, channelOf(application))),
      supportMode: configuration.supportMode,
      award,
      amountFen,
      ...period,
      status,
      dueAt: needsContract ? null : await stateDue(tx, ctx, projectWorkflow.states.approved),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await record(tx, ctx, {
    act: 'project.create',
    dossier: `application:${applicationId}`,
    object: { type: 'project', id },
    unitCode: application.unitCode,
    after: { status, code, amountFen, ...period },
  })
  if (!needsContract) return done({ id, code })

  const started = await applyTransition(tx, ctx, {
    workflow: 'project',
    id,
    version: null,
    transition: 'start_contract',
    facts: async () => ({ needsContract }),
  })
  if (!started.ok) return started
  const drawn = await drawUpContract(tx, ctx, {
    projectId: id,
    edition: 1,
    content: drawUpContent(snapshot.form, { amountFen, instalments: configuration.instalments, period }),
  })
  return drawn.ok ? done({ id, code }) : drawn
}

async function configurationIn(
  tx: Tx,
  { guidelineId, guidelineVersion }: { guidelineId: string; guidelineVersion: number },
) {
  const version = await tx.guidelineVersion.findUniqueOrThrow({
    where: { guidelineId_number: { guidelineId, number: guidelineVersion } },
    select: { configuration: true },
  })
  return guidelineConfiguration.parse(JSON.parse(version.configuration))
}

type Guideline = { category: { id: string; code: string; fund: { code: string; year: number } } }

/** `{fund}-{year}-{category}-{seq4}`: counted in the transaction that uses the number. */
async function takeProjectCode(tx: Tx, { category }: Guideline): Promise<string> {
  const { projectCount } = await tx.fundCategory.update({
    where: { id: category.id },
    data: { projectCount: { increment: 1 } },
    select: { projectCount: true },
  })
  const { code, year } = category.fund
  const stem = code.includes(String(year)) ? code : `${code}-${year}`
  return `${stem}-${category.code}-${String(projectCount).padStart(4, '0')}`
}
