import type { Db } from './client.server.ts'
import { type Breach, breach } from './breach.ts'
import { financeAgreed } from './finance-invariant.server.ts'
import { clawbacksAddUp } from './funding/clawback-invariant.server.ts'
import { creditsAreFounded } from './funding/credit-invariant.server.ts'
import { moneyFlowsDown } from './funding/invariant.server.ts'
import { contentHasItsHash } from './content-invariant.server.ts'
import { filesAreAsLogged } from './file-invariant.server.ts'
import { logIsAsSigned } from './log-check.server.ts'
import { grantsAreOneAmount, moneyWithinBudget, totalsWithinCaps } from './money-invariants.server.ts'
import { personalOpensItsCommitment } from './personal-invariant.server.ts'
import { nobodyAlone, nothingOutOfTime, numbersHaveNoGaps } from './order-invariants.server.ts'
import { replayEvents } from './replay.server.ts'
import { unitAtLevel } from './quota.server.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'

export type { Breach } from './breach.ts'

/** What must hold in every database at every moment between transactions. */
export const invariants: Record<string, (db: Db) => Promise<Breach[]>> = {
  status_has_its_event: replayEvents,
  dossiers_have_no_gaps: dossiersHaveNoGaps,
  log_has_no_gaps: logHasNoGaps,
  log_is_as_signed: logIsAsSigned,
  content_has_its_hash: contentHasItsHash,
  money_within_budget: moneyWithinBudget,
  totals_within_caps: totalsWithinCaps,
  finance_agreed: financeAgreed,
  grants_are_one_amount: grantsAreOneAmount,
  money_flows_down: moneyFlowsDown,
  clawbacks_add_up: clawbacksAddUp,
  credits_are_founded: creditsAreFounded,
  nothing_out_of_time: nothingOutOfTime,
  nobody_alone: nobodyAlone,
  numbers_have_no_gaps: numbersHaveNoGaps,
  quota_used_is_counted: quotaUsedIsCounted,
  personal_opens_its_commitment: personalOpensItsCommitment,
  files_are_as_logged: filesAreAsLogged,
}

/** Every breach, by invariant; an empty list means that all hold. */
export async function findBreaches(db: Db): Promise<Breach[]> {
  const found: Breach[] = []
  for (const check of Object.values(invariants)) found.push(...(await check(db)))
  return found
}

/** Events of a dossier are numbered 1, 2, 3 … */
async function dossiersHaveNoGaps({ client }: Db): Promise<Breach[]> {
  const groups = await client.auditEntry.groupBy({ by: ['dossier'], _count: true, _max: { n: true } })
  return groups
    .filter(({ _count, _max }) => _count !== _max.n)
    .map(({ dossier, _count, _max }) =>
      breach('dossiers_have_no_gaps', dossier, `${_max.n} entries`, `${_count}`),
    )
}

/** Places of the log are 0, 1, 2 …, and the newest checkpoint covers them all. */
async function logHasNoGaps({ client }: Db): Promise<Breach[]> {
  const { _count, _max } = await client.logSequence.aggregate({ _count: true, _max: { number: true } })
  const signed = await client.logCheckpoint.aggregate({ _max: { size: true } })
  const size = _max.number === null ? 0 : _max.number + 1
  return [
    ...(size === _count ? [] : [breach('log_has_no_gaps', 'log', `${size} places`, `${_count}`)]),
    ...((signed._max.size ?? 0) === size
      ? []
      : [breach('log_has_no_gaps', 'checkpoint', `${size}`, `${signed._max.size ?? 0}`)]),
  ]
}

/** A quota's used places are the standing recommendations of its unit. */
async function quotaUsedIsCounted({ client }: Db): Promise<Breach[]> {
  const quotas = await client.quota.findMany()
  const standing = await client.reviewOpinion.findMany({
    where: { kind: 'recommend', closedAt: null },
    select: {
      node: true,
      application: { select: { guidelineId: true, unitCode: true, cityCode: true, townCode: true } },
    },
  })
  const taken = new Map<string, number>()
  for (const { node, application } of standing) {
    const level = levelOfNode(node)
    const place = `${application.guidelineId} ${level} ${level && unitAtLevel(application, level)}`
    taken.set(place, (taken.get(place) ?? 0) + 1)
  }
  return quotas.flatMap(({ guidelineId, level, unitCode, used, limit }) => {
    const counted = taken.get(`${guidelineId} ${level} ${unitCode}`) ?? 0
    const subject = `quota ${guidelineId} ${level} ${unitCode}`
    return counted === used && used <= (limit ?? used)
      ? []
      : [breach('quota_used_is_counted', subject, `${counted} of ${limit}`, `${used}`)]
  })
}
