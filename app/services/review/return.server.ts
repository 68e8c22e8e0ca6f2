import { roundsUsed } from '#app/db/review/case.server.ts'
import { previousNode } from '#app/domain/application/chain-nodes.ts'
import { labelAt } from '#app/domain/application/form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { atField, done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { deadlineText, instantFromText, minuteText } from '#app/domain/kernel/shanghai.ts'
import type { Tx } from '#app/db/client.server.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import { applyTransition } from '../transition.server.ts'
import {
  addOpinion,
  besideAt,
  closeOpinions,
  closeOutdated,
  endOfNodeAgain,
  noticeOf,
  openCase,
  type ReviewAct,
  workingDaysFrom,
  ofMaterial,
} from './case.server.ts'
import { releasePlaces } from './places.server.ts'
import { supersedeSheets } from './supersede.server.ts'

/** `field` is a path of the form (`project.site`, `equipment`, `equipment[2].invoice_no`) or `attachments.slot`. */
export type Correction = { field: string; problem: string }

/**
 * T06: back to the applicant with what is wrong, item by item, and until when: `until` as typed, or the guideline's
 * working days. Rounds are counted per node. A reason beside the items may be left out.
 * Refusals: no_problem_listed, corrections_wrong with the fields, no_rounds_left {allowed}, calendar_unknown, stale_version (409).
 */
export async function returnForCorrection(
  ctx: Ctx,
  {
    id,
    version,
    items,
    reason,
    until,
  }: ReviewAct & { items: readonly Correction[]; reason: string; until: string },
): Promise<Result<{ dueAt: Date }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration } = opened.value
  const node = application.status
  const problems = [...wrongItems(items, configuration)]
  const given = until.trim() ? instantFromText(until) : null
  if (given && !given.ok) problems.push(atField('until', given))
  if (given?.ok && given.value <= ctx.now)
    problems.push({ path: 'until', code: 'too_small', params: { min: minuteText(ctx.now) } })
  if (problems.length > 0)
    return refuse('corrections_wrong', { count: problems.length }, { fields: problems })

  const { correctionRounds, correctionDays } = configuration
  const allowed = node === 'province_check' ? correctionRounds.province : correctionRounds.locality
  const text = reason.trim() || items.map((item) => itemInWords(item, configuration)).join('；')
  return ctx.db.transact(async (tx) => {
    const due = given?.ok ? given : await workingDaysFrom(tx, ctx, correctionDays)
    if (!due.ok) return due
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'return',
      reason: text,
      facts: async () => ({
        problems: items.length,
        rounds: { used: await roundsUsed(tx, id, node), allowed },
      }),
      set: { node, correctionRound: application.correctionRound + 1, handlerId: null, openedAt: null },
      dueAt: due.value,
      after: {
        node,
        round: application.correctionRound + 1,
        fields: items.map(({ field }) => field),
        due: due.value,
      },
      notice: noticeOf(application, { deadline: deadlineText(due.value), reason: text }),
    })
    if (!moved.ok) return moved
    await closeOpinions(tx, ctx, id, [node], ofMaterial)
    await releasePlaces(tx, application, ctx.now, [node])
    await addOpinion(tx, ctx, application, { node, kind: 'return', conclusion: 'return', text })
    await listCorrections(tx, ctx, id, application.correctionRound + 1, items)
    return done({ dueAt: due.value })
  })
}

async function listCorrections(
  tx: Tx,
  ctx: Ctx,
  applicationId: string,
  round: number,
  items: readonly Correction[],
): Promise<void> {
  await tx.correctionItem.createMany({
    data: items.map(({ field, problem }) => ({
      id: newId(),
      applicationId,
      round,
      field,
      problem: problem.trim(),
      createdAt: ctx.now,
    })),
  })
}

const longestProblem = 1000

function wrongItems(items: readonly Correction[], configuration: GuidelineConfiguration): FieldProblem[] {
  return items.flatMap(({ field, problem }, index): FieldProblem[] => {
    const found: FieldProblem[] = []
    if (!isPlace(field, configuration))
      found.push({ path: `items[${index}].field`, code: 'place_required', params: {} })
    const length = [...problem.trim()].length
    if (length === 0) found.push({ path: `items[${index}].problem`, code: 'required', params: {} })
    if (length > longestProblem)
      found.push({
        path: `items[${index}].problem`,
        code: 'too_long',
        params: { max: longestProblem, length },
      })
    return found
  })
}

/** Where it is and what is wrong there, for the list in one line. */
function itemInWords({ field, problem }: Correction, { form, attachments }: GuidelineConfiguration): string {
  const slot = attachments.find(({ key }) => field === `attachments.${key}`)
  const place = slot?.name.zh ?? labelAt(form, field)?.label.zh
  const text = problem.trim().replace(/[。；;.]+$/, '')
  return place === undefined ? text : `${place}：${text}`
}

/** A field, table, cell or attachment slot of the guideline. */
function isPlace(path: string, { form, attachments }: GuidelineConfiguration): boolean {
  const slot = /^attachments(?:\.(.+))?$/.exec(path)
  if (slot) return slot[1] === undefined || attachments.some(({ key }) => key === slot[1])
  return labelAt(form, path) !== null
}

/**
 * T08: back to the level below, which reviews again; the place it had taken is free. It has at least the guideline's
 * correction days for it. Refusals: no_lower_node, reason_required, stale_version (409).
 */
export async function returnDown(
  ctx: Ctx,
  { id, version, reason }: ReviewAct & { reason: string },
): Promise<Result<{ to: string }>> {
  const opened = await openCase(ctx, { id, version })
  if (!opened.ok) return opened
  const { application, configuration, current } = opened.value
  const node = application.status
  const below = previousNode(configuration, application, node)
  return ctx.db.transact(async (tx) => {
    const due = below ? await endOfNodeAgain(tx, ctx, current, below) : done(null)
    if (!due.ok) return due
    const moved = await applyTransition(tx, ctx, {
      workflow: 'application',
      id,
      version,
      transition: 'return_down',
      reason,
      facts: async () => ({ lowerNode: below, next: below }),
      set: { handlerId: null, openedAt: null },
      dueAt: due.value,
      after: { from: node },
      notice: {
        ...noticeOf(application, { reason: reason.trim() }),
        beside: besideAt(opened.value, below),
      },
    })
    if (!moved.ok) return moved
    await closeOpinions(tx, ctx, id, [node, moved.value.to])
    await closeOutdated(tx, ctx, application, [moved.value.to])
    await releasePlaces(tx, application, ctx.now, [node, moved.value.to])
    await addOpinion(tx, ctx, application, {
      node,
      kind: 'return_down',
      conclusion: 'return',
      text: reason.trim(),
    })
    await supersedeSheets(tx, ctx, application)
    return done({ to: moved.value.to })
  })
}
