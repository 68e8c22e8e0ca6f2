import { data } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { askEvaluation } from '#app/services/evaluation/ask.server.ts'
import { returnMaterials, startAcceptance } from '#app/services/tracking/acceptance.server.ts'
import { raiseAlert } from '#app/services/tracking/alert.server.ts'
import { askReport } from '#app/services/tracking/ask-report.server.ts'
import { askChange, decideChange } from '#app/services/tracking/change.server.ts'
import { endMidterm, startMidterm } from '#app/services/tracking/midterm.server.ts'
import type { ProjectAct } from '#app/services/tracking/of-project.server.ts'
import { haltProject, stopProject } from '#app/services/tracking/stop-project.server.ts'
import { type Field, postedAct } from '../posted-act.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Run = (ctx: Ctx, act: ProjectAct, field: Field) => Promise<Result<unknown>>

const runs: Record<string, Run> = {
  ask_report: (ctx, { id }, field) => askReport(ctx, { projectId: id, period: field('period').trim() }),
  ask_evaluation: (ctx, { id }) => askEvaluation(ctx, { projectId: id }),
  raise_alert: (ctx, { id, reason = '' }, field) =>
    raiseAlert(ctx, {
      projectId: id,
      reason,
      risk: field('risk'),
      level: field('level'),
      asked: field('asked'),
    }),
  return_materials: returnMaterials,
  start_acceptance: startAcceptance,
  ask_change: (ctx, act, field) =>
    askChange(ctx, {
      ...act,
      kind: field('kind'),
      before: field('before'),
      after: field('after'),
      newEndOn: field('newEndOn'),
    }),
  decide_change: (ctx, act, field) => decideChange(ctx, { ...act, approved: field('approved') === 'yes' }),
  start_midterm: startMidterm,
  end_midterm: (ctx, act, field) => endMidterm(ctx, { ...act, conclusion: field('conclusion') }),
  suspend: (ctx, act) => haltProject(ctx, { ...act, act: 'suspend' }),
  resume: (ctx, act) => haltProject(ctx, { ...act, act: 'resume' }),
  terminate: (ctx, act, field) =>
    stopProject(ctx, { ...act, act: 'terminate', documentNo: field('documentNo') }),
  revoke: (ctx, act, field) => stopProject(ctx, { ...act, act: 'revoke', documentNo: field('documentNo') }),
}

/** An act of a project's record: done → the record, refused → the page again with what had been typed. */
export async function runProjectAct(ctx: Ctx, id: string, request: Request) {
  const { act, version, reason, field } = await postedAct(request)
  const run = Object.hasOwn(runs, act) ? runs[act] : undefined
  if (!run) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await run(ctx, { id, version, reason }, field)
  if (!result.ok) return refusalResponse(result, { act, reason })
  return redirectWithReceipt(
    ctx,
    `/projects/${id}?done=${act.startsWith('ask_') && act !== 'ask_change' ? 'ask' : act}`,
  )
}
