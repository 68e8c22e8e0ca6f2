import { data } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { amendGuideline, proposeAmendment, returnAmendment } from '#app/services/guideline/amend.server.ts'
import { coSignGuideline, declineCoSign } from '#app/services/guideline/co-sign.server.ts'
import {
  type GuidelineAct,
  publishGuideline,
  sendBackGuideline,
  submitGuideline,
} from '#app/services/guideline/publish.server.ts'
import { archiveGuideline, resumeGuideline, suspendGuideline } from '#app/services/guideline/time.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

const services: Record<string, (ctx: Ctx, act: GuidelineAct) => Promise<Result<unknown>>> = {
  submit: submitGuideline,
  send_back: sendBackGuideline,
  co_sign: coSignGuideline,
  decline_co_sign: declineCoSign,
  publish: publishGuideline,
  propose_amendment: proposeAmendment,
  return_amendment: returnAmendment,
  amend: amendGuideline,
  suspend: suspendGuideline,
  resume: resumeGuideline,
  archive: archiveGuideline,
}

/** An act posted from a guideline's page: done → its record, refused → the page again with what had been typed. */
export async function runGuidelineAct(ctx: Ctx, id: string, request: Request) {
  const form = await request.formData()
  const act = String(form.get('act') ?? '')
  const version = Number(form.get('version'))
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  if (!service || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const reason = String(form.get('reason') ?? '').slice(0, 2000)
  const result = await service(ctx, { id, version, reason })
  return result.ok
    ? redirectWithReceipt(ctx, `/guidelines/${id}?done=${act}`)
    : refusalResponse(result, { act, reason })
}

/** Name of the act that just succeeded, if the address says so. */
export function doneAct(url: URL): string | null {
  const act = url.searchParams.get('done')
  return act && Object.hasOwn(services, act) ? act : null
}
