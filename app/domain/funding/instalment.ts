/** Which instalment of a grant may be issued next, domain C.1 and C.5; amounts in fen. */
import type { GuidelineConfiguration } from '../guideline/schema.ts'
import { minFen } from '../kernel/money.ts'
import { done, refuse, type Result } from '../kernel/refusal.ts'
import { type RedAlert, withoutRedAlert } from '../tracking/alert.ts'
import { divideInstalments, type instalmentOccasions } from '../tracking/contract.ts'

export type Occasion = (typeof instalmentOccasions)[number]

/** Where a project stands when its money is asked for. */
export type Standing = {
  status: string
  amountFen: bigint
  /** what acceptance recognised; null before it */
  recognisedFen: bigint | null
  /** conclusion of the mid-term check; null before it */
  midterm: string | null
  /** payments that were not dropped or withdrawn, and their sum */
  payments: number
  paymentsFen: bigint
  /** null: no red alert of it stands */
  redAlert: RedAlert | null
}

export type Instalment = { number: number; of: number; occasion: Occasion; amountFen: bigint }

const halted = ['suspended', 'failed', 'terminated', 'revoked']
const unsigned = ['approved', 'contracting']
const accepted = ['accepted', 'closed']

/** A halted or stopped project is paid nothing. */
export function isPayable(status: string): boolean {
  return !halted.includes(status)
}

/** The most that may be issued to a project: the approved amount, or what acceptance recognised of it (D.5). */
export function ceilingOf({
  amountFen,
  recognisedFen,
}: Pick<Standing, 'amountFen' | 'recognisedFen'>): bigint {
  return recognisedFen === null ? amountFen : minFen(amountFen, recognisedFen)
}

/**
 * The next instalment by the guideline's table, whose last one takes the rest. Refusals: project_not_payable,
 * instalments_all_issued, instalment_waits_contract, instalment_waits_midterm, instalment_waits_acceptance,
 * nothing_left_to_issue, red_alert_open {project, toldRisk, day}.
 */
export function nextInstalment(
  standing: Standing,
  { instalments, tracking }: Pick<GuidelineConfiguration, 'instalments' | 'tracking'>,
): Result<Instalment> {
  const { status, amountFen, midterm, payments, paymentsFen } = standing
  if (!isPayable(status)) return refuse('project_not_payable', {}, { status: 409 })
  const parts = divideInstalments(amountFen, instalments)
  const part = parts[payments]
  if (!part) return refuse('instalments_all_issued', {}, { status: 409 })
  if (tracking.contract && unsigned.includes(status))
    return refuse('instalment_waits_contract', {}, { status: 409 })
  if (part.when === 'midterm' && midterm !== 'continue' && !accepted.includes(status))
    return refuse('instalment_waits_midterm', {}, { status: 409 })
  if (part.when === 'acceptance' && tracking.acceptance && !accepted.includes(status))
    return refuse('instalment_waits_acceptance', {}, { status: 409 })
  const left = ceilingOf(standing) - paymentsFen
  const last = payments === parts.length - 1
  const fen = last ? left : minFen(BigInt(part.amountFen), left)
  if (fen <= 0n) return refuse('nothing_left_to_issue', {}, { status: 409 })
  const free = withoutRedAlert(standing.redAlert)
  if (free !== true) return refuse(free.code, free.params, { status: 409 })
  return done({ number: payments + 1, of: parts.length, occasion: part.when, amountFen: fen })
}

/** The finance office that pays a project: its county's, or its city's where the guideline says so (C.5). */
export function payerOf(
  { payer, payers = {} }: GuidelineConfiguration['funding'],
  { unitCode, cityCode }: { unitCode: string; cityCode: string },
): string {
  return (payers[unitCode] ?? payer) === 'city' ? cityCode : unitCode
}
