import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { systemActor } from '#app/authorization/actor.ts'
import type { Actor } from '#app/authorization/actor.ts'
import { objectingUnit } from '#app/db/approval/objection.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { holdersOf } from '#app/db/recipients.server.ts'
import { isRealName, objectionProblems, type TypedObjection } from '#app/domain/approval/objection.ts'
import { objectionWorkflow } from '#app/domain/approval/workflow.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { newId } from '#app/platform/id.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { dropEvidence, enterEvidence, type GivenEvidence, keepEvidence } from './evidence.server.ts'
import { namedFile } from '../keep-file.server.ts'
import { notify } from '../notify.server.ts'
import { decideCreation, stateDue } from '../transition.server.ts'

/** What is known of somebody on a public page; `visitor`: who they are, where they are signed in. */
export type Visit = { db: Db; now: Date; requestId: string; ip: string; visitor?: Actor | null }

const attempts = new RateLimiterMemory({ points: 10, duration: 60 * 60 })

/**
 * An objection from the public page, without signing in: real name, a way to reach them, facts, in time (A.8). A handler of
 * a county or city who is signed in files it for the unit, under its name. Identity goes to supervision only and stays
 * out of the audit log, the handler's too.
 * Refusals: too_many_objections (429), objection_anonymous, objection_incomplete, objection_late; with field problems; those of keepEvidence.
 */
export async function fileObjection(
  { visitor = null, ...visit }: Visit,
  typed: TypedObjection & { planId: string; applicationId: string; files?: readonly GivenEvidence[] },
): Promise<Result<{ number: string }>> {
  const unit = await objectingUnit(visit.db, visitor)
  const input = unit ? { ...typed, objectorType: 'unit', name: unit.name } : typed
  const wait = await spend(unit && visitor ? visitor.id : visit.ip)
  if (wait > 0) return refuse('too_many_objections', { minutes: Math.ceil(wait / 60_000) }, { status: 429 })
  const item = await visit.db.client.allocationItem.findFirst({
    where: {
      planId: input.planId,
      applicationId: input.applicationId,
      amountFen: { gt: 0n },
      publicityEnd: { not: null },
    },
    include: { application: { select: { projectName: true, unitCode: true } } },
  })
  if (!item) throw new NotFound('publicity')
  const ctx: Ctx = { ...visit, actor: { ...systemActor, via: 'public' } }
  const problems = objectionProblems(input)
  const filing = unit && visitor ? { ...ctx, actor: visitor } : ctx
  const decision = decideCreation(filing, 'objection', 'file', {
    realName: isRealName(problems),
    facts: !problems.some(({ path }) => path === 'facts'),
    receivedAt: visit.now,
    publicityEnd: item.publicityEnd,
  })
  if (!decision.ok)
    return {
      ok: false,
      refusal: problems.length > 0 ? { ...decision.refusal, fields: problems } : decision.refusal,
    }

  const kept = await keepEvidence(input.files ?? [])
  if (!kept.ok) return kept
  const files = kept.value
  const { applicationId, application } = item
  const id = newId()
  const number = `YY${shanghaiDay(visit.now).replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`
  const status = decision.value.to
  const filed = await visit.db.transact(async (tx) => {
    const dueAt = await stateDue(tx, ctx, objectionWorkflow.states.filed)
    await tx.objection.create({
      data: {
        id,
        applicationId,
        number,
        status,
        objectorType: input.objectorType,
        objectorName: input.name.trim(),
        objectorUnit: unit?.code ?? null,
        filedById: (unit && visitor?.id) ?? null,
        objectorContact: seal(input.contact.trim(), `objection.contact:${id}`),
        facts: input.facts.trim(),
        receivedAt: visit.now,
        dueAt: dueAt ?? visit.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      act: 'objection.file',
      dossier: `application:${applicationId}`,
      object: { type: 'objection', id },
      unitCode: application.unitCode,
      after: { status, number, objectorType: input.objectorType },
      files: files.map(namedFile),
    })
    await enterEvidence(tx, id, files, visit.now)
    const people = await holdersOf(tx, 'supervisor', visit.now)
    await notify(tx, ctx, 'objection_filed', people, {
      params: { project: application.projectName },
      link: `/approval/objections/${id}`,
    })
    return done({ number })
  })
  if (!filed.ok) await dropEvidence(files)
  return filed
}

/** Takes one attempt of this place; answers the milliseconds to wait, 0 when there was one left. */
async function spend(ip: string): Promise<number> {
  try {
    await attempts.consume(ip)
    return 0
  } catch (limit) {
    if (limit instanceof RateLimiterRes) return Math.max(1, limit.msBeforeNext)
    throw limit
  }
}
