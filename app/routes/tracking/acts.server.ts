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
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Field = (name: string) => string
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

/** Name, version, reason and the other short fields of an act that a page posted. */
export async function postedAct(request: Request) {
  const form = await request.formData()
  const field: Field = (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 10_000) : ''
  }
  const version = Number(field('version'))
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const all = (name: string) =>
    form.getAll(name).map((value) => (typeof value === 'string' ? value.slice(0, 200) : ''))
  /** every field whose name begins so, such as the cells of a table */
  const under = (prefix: string) =>
    Object.fromEntries(
      [...new Set(form.keys())]
        .filter((name) => name.startsWith(prefix))
        .slice(0, 500)
        .map((name) => [name, field(name)]),
    )
  return { act: field('act'), version, reason: field('reason').slice(0, 2000), field, all, under }
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
