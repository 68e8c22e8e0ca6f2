import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import type { Db } from './client.server.ts'
import { personalOpensItsCommitment } from './personal-invariant.server.ts'
import { unitAtLevel } from './quota.server.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'

/** Where something that always holds does not: which invariant, of what, what should be, what is. */
export type Breach = { invariant: string; subject: string; expected: string; found: string }

type Replayed = { status: string; act: string }

/** What must hold in every database at every moment between transactions. */
export const invariants: Record<string, (db: Db) => Promise<Breach[]>> = {
  status_has_its_event: statusHasItsEvent,
  dossiers_have_no_gaps: dossiersHaveNoGaps,
  log_has_no_gaps: logHasNoGaps,
  money_within_budget: moneyWithinBudget,
  no_score_after_closing: noScoreAfterClosing,
  quota_used_is_counted: quotaUsedIsCounted,
  personal_opens_its_commitment: personalOpensItsCommitment,
}

/** Every breach, by invariant; an empty list means that all hold. */
export async function findBreaches(db: Db): Promise<Breach[]> {
  const found: Breach[] = []
  for (const check of Object.values(invariants)) found.push(...(await check(db)))
  return found
}

/**
 * The newest event of a record names the status that its row has: no row was moved without its event, or behind it.
 * Rows that no event ever named come from reference and demo data and are left out.
 */
async function statusHasItsEvent(db: Db): Promise<Breach[]> {
  const events = await replay(db)
  const { client } = db
  const rows: Record<WorkflowName, Promise<{ id: string; status: string }[]>> = {
    guideline: client.guideline.findMany({ select: { id: true, status: true } }),
    application: client.application.findMany({ select: { id: true, status: true } }),
    recommendation: client.recommendationSheet.findMany({ select: { id: true, status: true } }),
    expert: client.expert.findMany({ select: { id: true, status: true } }),
    panel: client.panel.findMany({ select: { id: true, status: true } }),
    seat: client.panelSeat.findMany({ select: { id: true, status: true } }),
    sheet: client.scoreSheet.findMany({ select: { id: true, status: true } }),
    plan: client.allocationPlan.findMany({ select: { id: true, status: true } }),
    objection: client.objection.findMany({ select: { id: true, status: true } }),
    project: client.project.findMany({ select: { id: true, status: true } }),
    contract: client.contract.findMany({ select: { id: true, status: true } }),
    report: client.progressReport.findMany({ select: { id: true, status: true } }),
    evaluation: client.evaluation.findMany({ select: { id: true, status: true } }),
    epoch: client.epochRequest.findMany({ select: { id: true, status: true } }),
  }
  const found: Breach[] = []
  for (const [workflow, query] of Object.entries(rows))
    for (const { id, status } of await query) {
      const last = events.get(`${workflow}:${id}`)
      if (last && last.status !== status)
        found.push(
          breach('status_has_its_event', `${workflow} ${id}`, `${last.status} (${last.act})`, status),
        )
      events.delete(`${workflow}:${id}`)
    }
  for (const [subject, { act }] of events)
    if (Object.hasOwn(workflows, subject.split(':')[0] ?? ''))
      found.push(breach('status_has_its_event', subject, `a row (${act})`, 'none'))
  return found
}

/** The status that the events give each record, read in the order of each dossier. */
async function replay({ client }: Db): Promise<Map<string, Replayed>> {
  const last = new Map<string, Replayed & { n: number }>()
  const page = 2000
  for (let after = ''; ;) {
    const entries = await client.auditEntry.findMany({
      where: { id: { gt: after }, result: 'done' },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, n: true, act: true, bytes: true },
    })
    for (const { n, act, bytes } of entries) {
      const { object, after: facts } = JSON.parse(new TextDecoder().decode(bytes))
      const subject = `${object.type}:${object.id}`
      const status = typeof facts?.status === 'string' ? facts.status : createdBy(act)
      if (status && n > (last.get(subject)?.n ?? 0)) last.set(subject, { status, act, n })
    }
    after = entries.at(-1)?.id ?? ''
    if (entries.length < page) return last
  }
}

/** The state in which `workflow.transition` begins a record; null for every other act. */
function createdBy(act: string): string | null {
  const [workflow = '', transition = ''] = act.split('.')
  const table = Object.entries(workflows).find(([name]) => name === workflow)?.[1]
  const row = Object.entries(table?.transitions ?? {}).find(([name]) => name === transition)?.[1]
  return row?.from === 'nothing' && typeof row.to === 'string' ? row.to : null
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

const committed = ['proposed', 'publicity', 'objection', 'approved']

/** Σ proposed and approved amounts of a guideline is what it has committed, and at most its budget. */
async function moneyWithinBudget({ client }: Db): Promise<Breach[]> {
  const guidelines = await client.guideline.findMany({
    select: { id: true, budgetFen: true, committedFen: true },
  })
  const applications = await client.application.findMany({
    where: { status: { in: committed } },
    select: { guidelineId: true, proposedFen: true, approvedFen: true },
  })
  return guidelines.flatMap(({ id, budgetFen, committedFen }) => {
    const sum = applications
      .filter(({ guidelineId }) => guidelineId === id)
      .reduce((total, { proposedFen, approvedFen }) => total + (approvedFen ?? proposedFen ?? 0n), 0n)
    const subject = `guideline ${id}`
    return [
      ...(sum > budgetFen ? [breach('money_within_budget', subject, `<= ${budgetFen}`, `${sum}`)] : []),
      ...(sum === committedFen
        ? []
        : [breach('money_within_budget', `${subject} committed`, `${sum}`, `${committedFen}`)]),
    ]
  })
}

/** No sheet was submitted after its panel's scoring ended. */
async function noScoreAfterClosing({ client }: Db): Promise<Breach[]> {
  const sheets = await client.scoreSheet.findMany({
    where: { submittedAt: { not: null } },
    select: { id: true, submittedAt: true, panel: { select: { scoringEnd: true } } },
  })
  return sheets.flatMap(({ id, submittedAt, panel: { scoringEnd } }) =>
    submittedAt && scoringEnd && submittedAt > scoringEnd
      ? [
          breach(
            'no_score_after_closing',
            `sheet ${id}`,
            `<= ${scoringEnd.toISOString()}`,
            submittedAt.toISOString(),
          ),
        ]
      : [],
  )
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
    return counted === used && used <= limit
      ? []
      : [breach('quota_used_is_counted', subject, `${counted} of ${limit}`, `${used}`)]
  })
}

function breach(invariant: string, subject: string, expected: string, found: string): Breach {
  return { invariant, subject, expected, found }
}
