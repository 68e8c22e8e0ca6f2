import { data } from 'react-router'
import { isPlanStrategy } from '#app/domain/approval/plan.ts'
import { refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { adjustItem, removeItem } from '#app/services/approval/adjust-item.server.ts'
import { approvePlan } from '#app/services/approval/approve.server.ts'
import { coCheckPlan, declineCoCheck } from '#app/services/approval/co-check.server.ts'
import { decidePlan } from '#app/services/approval/decide-plan.server.ts'
import { reallocatePlan } from '#app/services/approval/draft-plan.server.ts'
import { discardPlan, proposePlan, sendBackPlan } from '#app/services/approval/propose-plan.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Posted = {
  planId: string
  version: number
  reason: string
  itemId: string
  amountWan: string
  strategy: string
  minutesNo: string
  meetingDay: string
  attendees: string
}

const services: Record<string, (ctx: Ctx, posted: Posted) => Promise<Result<unknown>>> = {
  adjust: adjustItem,
  take_out: removeItem,
  reallocate: (ctx, { strategy, ...posted }) =>
    isPlanStrategy(strategy)
      ? reallocatePlan(ctx, { ...posted, strategy })
      : Promise.resolve(refuse('form_has_problems', { count: 1 })),
  propose: proposePlan,
  send_back: sendBackPlan,
  co_check: coCheckPlan,
  decline_co_check: declineCoCheck,
  decide: decidePlan,
  approve: approvePlan,
  discard: discardPlan,
}

/** An act posted from a plan's page: done → the plan, refused → the page again with what had been typed. */
export async function runPlanAct(ctx: Ctx, planId: string, request: Request) {
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const act = word('act')
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  const version = Number(form.get('version'))
  if (!service || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const typed = {
    reason: word('reason'),
    itemId: word('item').slice(0, 100),
    amountWan: word('amountWan'),
    strategy: word('strategy'),
    minutesNo: word('minutesNo'),
    meetingDay: word('meetingDay'),
    attendees: word('attendees'),
  }
  const result = await service(ctx, { planId, version, ...typed })
  if (!result.ok) return refusalResponse(result, { act, typed })
  return redirectWithReceipt(ctx, `/approval/plans/${planId}?${doneQuery(act, result.value)}`)
}

function doneQuery(act: string, value: unknown): string {
  const name = act === 'adjust' || act === 'take_out' ? 'edit' : act
  const counts =
    typeof value === 'object' && value !== null && 'approved' in value && 'left' in value
      ? `&approved=${String(value.approved)}&left=${String(value.left)}`
      : ''
  return `done=${name}${counts}`
}
