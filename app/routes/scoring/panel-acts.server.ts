import { data } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { missSeat } from '#app/services/scoring/answer-seat.server.ts'
import { callFurther } from '#app/services/scoring/call-further.server.ts'
import {
  approveDesignation,
  designateExpert,
  refuseDesignation,
} from '#app/services/scoring/designate-expert.server.ts'
import { drawPanel } from '#app/services/scoring/draw-panel.server.ts'
import { endScoring } from '#app/services/scoring/end-scoring.server.ts'
import { extendScoring } from '#app/services/scoring/extend-scoring.server.ts'
import { openScoring } from '#app/services/scoring/open-scoring.server.ts'
import { orderTie } from '#app/services/scoring/order-tie.server.ts'
import { publishPool } from '#app/services/scoring/publish-pool.server.ts'
import { signPanel } from '#app/services/scoring/sign-panel.server.ts'
import { refuseUnlock, requestUnlock, unlockSheet } from '#app/services/scoring/unlock.server.ts'
import { voidSheet } from '#app/services/scoring/void-sheet.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Posted = {
  panelId: string
  seatId: string
  expertId: string
  sheetId: string
  version: number
  reason: string
  salt: string
  scoringEnd: string
  rank: number
  places: Record<string, string>
  minutesNo: string
}

const acts: Record<string, { run: (ctx: Ctx, posted: Posted) => Promise<Result<unknown>>; tab: string }> = {
  publish_pool: { run: publishPool, tab: 'pool' },
  draw: { run: drawPanel, tab: 'draw' },
  open_scoring: { run: openScoring, tab: 'progress' },
  call_further: { run: callFurther, tab: 'seats' },
  extend: { run: extendScoring, tab: 'progress' },
  end_scoring: { run: endScoring, tab: 'progress' },
  sign: { run: signPanel, tab: 'ranking' },
  designate: { run: designateExpert, tab: 'seats' },
  approve_designation: { run: approveDesignation, tab: 'seats' },
  refuse_designation: { run: refuseDesignation, tab: 'seats' },
  miss: { run: missSeat, tab: 'seats' },
  request_unlock: { run: requestUnlock, tab: 'progress' },
  unlock: { run: unlockSheet, tab: 'progress' },
  refuse_unlock: { run: refuseUnlock, tab: 'progress' },
  order_tie: { run: orderTieOf, tab: 'ranking' },
  void: { run: voidSheet, tab: 'progress' },
}

/** The equals belong to the guideline of the panel whose page was open. */
async function orderTieOf(ctx: Ctx, { panelId, ...tie }: Posted): Promise<Result<unknown>> {
  const { guideline } = await findPanel(ctx, panelId)
  return orderTie(ctx, { ...tie, guidelineId: guideline.id })
}

function placesOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form]
      .filter(([name]) => name.startsWith('place.'))
      .slice(0, 100)
      .map(([name, value]) => [name.slice('place.'.length), String(value).slice(0, 10)]),
  )
}

/** An act posted from a panel's page: done → the tab that shows it, refused → the page again with what was typed. */
export async function runPanelAct(ctx: Ctx, panelId: string, request: Request) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const act = text('act')
  const version = Number(form.get('version'))
  const found = Object.hasOwn(acts, act) ? acts[act] : undefined
  if (!found || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const posted = {
    panelId,
    seatId: text('seat'),
    expertId: text('expert'),
    sheetId: text('sheet'),
    version,
    reason: text('reason'),
    salt: text('salt'),
    scoringEnd: text('scoringEnd'),
    rank: Number(form.get('rank')),
    places: placesOf(form),
    minutesNo: text('minutesNo'),
  }
  const result = await found.run(ctx, posted)
  if (result.ok) return redirectWithReceipt(ctx, `/scoring/panels/${panelId}?tab=${found.tab}`)
  return refusalResponse(result, { act, typed: { ...posted } })
}
