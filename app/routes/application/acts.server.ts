import { data, redirect } from 'react-router'
import { untoldCount } from '#app/db/told.server.ts'
import type { Failure, Result } from '#app/domain/kernel/refusal.ts'
import { fileAppeal } from '#app/services/application/appeal.server.ts'
import { recallApplication } from '#app/services/application/recall.server.ts'
import {
  consentWithdrawal,
  requestWithdrawal,
  withdrawApplication,
} from '#app/services/application/withdraw.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { skipReview } from '#app/services/scoring/skip-review.server.ts'
import { refusalResponse } from '../refusal.server.ts'

type Posted = { id: string; version: number; reason: string; agrees: boolean; text: string }

const services: Record<string, (ctx: Ctx, posted: Posted) => Promise<Result<unknown>>> = {
  recall: recallApplication,
  withdraw: withdrawApplication,
  withdrawal_request: requestWithdrawal,
  withdrawal_consent: consentWithdrawal,
  appeal: fileAppeal,
  skip_review: (ctx, { id, ...posted }) => skipReview(ctx, { applicationId: id, ...posted }),
}

/** An act posted from an application's page: done → its record, refused → the page again with what had been typed. */
export async function runApplicationAct(ctx: Ctx, id: string, request: Request) {
  const form = await request.formData()
  const act = String(form.get('act') ?? '')
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  const version = Number(form.get('version') ?? Number.NaN)
  if (!service || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const reason = word('reason')
  const untold = await untoldCount(ctx, id)
  const result = await service(ctx, {
    id,
    version: version + untold,
    reason,
    agrees: form.get('agrees') === 'yes',
    text: word('text'),
  })
  return result.ok
    ? redirect(`/applications/${id}?done=${act}`)
    : refusalResponse(asCounted(result, untold), { act, reason })
}

/** The versions that a refusal names, as the person counts them. */
function asCounted({ refusal, ...failure }: Failure, untold: number): Failure {
  const { seen, now } = refusal.params
  return typeof seen === 'number' && typeof now === 'number'
    ? {
        ...failure,
        refusal: { ...refusal, params: { ...refusal.params, seen: seen - untold, now: now - untold } },
      }
    : { ...failure, refusal }
}
