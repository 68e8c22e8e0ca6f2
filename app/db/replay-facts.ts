import { daysOfYear, weekdayOf } from '#app/domain/kernel/shanghai.ts'
import type { TransitionRow } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'

/** What an event says of a record: the column, and its value as the log writes it. */
export type Said = Record<string, unknown>

export type ReplayedEvent = {
  act: string
  dossier: string
  actorId: string
  object: { type: string; id: string }
  /** `after` with its commitments opened */
  after: Said
}

/** What `after` of an act says, by the column of the record that has to say the same. */
const carried: Record<string, Record<string, string>> = {
  'fund.create': { code: 'code', year: 'year', budgetFen: 'budgetFen' },
  'fund.category': { code: 'code', budgetFen: 'budgetFen' },
  'fund.budget': { budgetFen: 'budgetFen' },
  'guideline.publish': { publishedVersion: 'publishedVersion' },
  'guideline.amend': { publishedVersion: 'publishedVersion' },
  'application.create': { guideline: 'guidelineId', channel: 'channel' },
  'application.submit': { receiptNo: 'receiptNo', snapshot: 'snapshotNumber' },
  'application.resubmit': { snapshot: 'snapshotNumber' },
  'application.finish_review': { scoreCenti: 'scoreCenti', outcome: 'reviewOutcome' },
  'application.propose': { amountFen: 'proposedFen' },
  'application.approve': { approvedFen: 'approvedFen' },
  'application.decide_duplicate': {
    other: 'otherId',
    listed: 'listedId',
    snapshot: 'snapshotNumber',
    otherSnapshot: 'otherSnapshotNumber',
    alikePercent: 'alikePercent',
    conclusion: 'conclusion',
    overlapFen: 'overlapFen',
  },
  'application.reserve': { reservedUntil: 'reservedUntil' },
  'recommendation.generate': { number: 'number', sha256: 'sha256' },
  'recommendation.set_number': { documentNo: 'documentNo' },
  'split.propose': { guideline: 'guidelineId', city: 'cityCode' },
  'recommendation.file': { documentNo: 'documentNo' },
  'proposal.propose': { unit: 'unitCode' },
  'panel.open_scoring': { scoringEnd: 'scoringEnd' },
  'panel.extend': { scoringEnd: 'scoringEnd' },
  'panel.sign': { rankingSha256: 'rankingSha256' },
  'seat.invite': { expert: 'expertId', draw: 'draw' },
  'seat.stand_by': { expert: 'expertId', draw: 'draw' },
  'sheet.assign': { application: 'applicationId', expert: 'expertId' },
  'sheet.submit': { content: 'content' },
  'plan.draft': { number: 'number', strategy: 'strategy' },
  'plan.decide': { minutesNo: 'minutesNo', postedOn: 'postedOn', endsOn: 'endsOn' },
  'objection.file': { number: 'number', objectorType: 'objectorType' },
  'objection.resolve': { result: 'result', newAmountFen: 'newAmountFen' },
  'issue.propose': {
    documentNo: 'documentNo',
    issuedOn: 'issuedOn',
    subjectCode: 'subjectCode',
    totalFen: 'totalFen',
  },
  'payment.list': { issue: 'issueId', number: 'number', amountFen: 'amountFen', payerCode: 'payerCode' },
  'payment.receive': { receivedOn: 'receivedOn' },
  'payment.pay': { paidOn: 'paidOn', voucherNo: 'voucherNo', bank: 'bank', account: 'account' },
  'payment.confirm': { arrivedOn: 'arrivedOn' },
  'clawback.open': { cause: 'cause' },
  'clawback.propose': { ground: 'ground', eligibleFen: 'eligibleFen', amountFen: 'amountFen' },
  'clawback.decide': { amountFen: 'amountFen' },
  'clawback.notify': { documentNo: 'noticeNo', endsOn: 'endsOn', amountFen: 'amountFen' },
  'clawback.repay': { repaidFen: 'repaidFen' },
  'credit.open': { event: 'event' },
  'credit.propose': { level: 'level', documentNo: 'basisNo' },
  'credit.record': {
    level: 'level',
    points: 'points',
    scale: 'scale',
    startsOn: 'startsOn',
    endsOn: 'endsOn',
  },
  'clawback.reverse': { repaidFen: 'repaidFen' },
  'project.apply_acceptance': { round: 'acceptanceRound' },
  'project.end_midterm': { conclusion: 'midterm' },
  'project.accept': { recognisedFen: 'recognisedFen' },
  'project.create': { code: 'code', amountFen: 'amountFen', startOn: 'startOn', endOn: 'endOn' },
  'project.decide_change': { endOn: 'endOn' },
  'contract.draw_up': { edition: 'edition', sha256: 'sha256' },
  'report.ask': { period: 'period' },
  'report.submit': { late: 'late' },
  'user.move': { orgId: 'orgId' },
  'user.set_roles': { roles: 'roles' },
  'user.activate': { active: 'active' },
  'user.deactivate': { active: 'active' },
  'staff.close': { active: 'active' },
  'staff.reopen': { active: 'active' },
  'staff.appoint': { principal: 'principal' },
  'staff.step_down': { principal: 'principal' },
  'expert.admit': { content: 'content' },
  'expert.edit': { content: 'content' },
  'expert.edit_own': { content: 'content' },
  'enterprise.register': { content: 'content' },
  'enterprise.save_profile': { content: 'content' },
  'enterprise.import': { content: 'content' },
  'calendar.correct': { working: 'working' },
  'alert.raise': { rule: 'risk', level: 'level', cause: 'cause', evidence: 'evidence', asked: 'asked' },
  'alert.upgrade': { level: 'level', cause: 'cause', evidence: 'evidence', asked: 'asked' },
  'evaluation.ask': { year: 'year' },
  'evaluation.submit': { scoreCenti: 'scoreCenti', grade: 'grade', spentFen: 'spentFen' },
  'evaluation.confirm': { scoreCenti: 'scoreCenti', grade: 'grade' },
  'evaluation.co_confirm': { scoreCenti: 'scoreCenti', grade: 'grade' },
  'consultation.ask': {
    evaluation: 'evaluationId',
    revision: 'revision',
    expert: 'expertId',
    dueAt: 'dueAt',
  },
}

/** What stands for ever under a number of its record, in the log by its hash: which act says which of its columns. */
const frozenBy: Record<string, { type: FrozenType; number: string; columns: Record<string, string> }> = {
  'application.submit': { type: 'snapshot', number: 'snapshot', columns: { sha256: 'sha256' } },
  'application.resubmit': { type: 'snapshot', number: 'snapshot', columns: { sha256: 'sha256' } },
  'guideline.publish': { type: 'edition', number: 'publishedVersion', columns: { sha256: 'sha256' } },
  'guideline.amend': { type: 'edition', number: 'publishedVersion', columns: { sha256: 'sha256' } },
  'panel.publish_pool': {
    type: 'draw',
    number: 'draw',
    columns: { poolSha256: 'poolSha256', nonceSha256: 'nonceSha256' },
  },
  'panel.draw': {
    type: 'draw',
    number: 'draw',
    columns: {
      salt: 'salt',
      nonce: 'serverNonce',
      seed: 'seed',
      members: 'members',
      substitutes: 'substitutes',
    },
  },
}

export type FrozenType = 'snapshot' | 'edition' | 'draw'

/** Acts that conclude an acceptance. */
const concludes = ['project.accept', 'project.rectify', 'project.fail']

/** Acts after which nothing is proposed for an application any more. */
const released = ['application.unpropose', 'application.not_approve']
/** Acts after which an application lies in reserve no more. */
const takenOut = ['application.grant_appeal', 'application.reopen']

/** What earlier events said of a column of a record. */
type Known = (subject: string, column: string) => unknown

/** What an event says, by the record that it speaks of: its own object, and others that it names. */
export function factsOf(event: ReplayedEvent, known: Known): [subject: string, said: Said][] {
  const { act, object, after } = event
  return [[`${object.type}:${object.id}`, saidBy(act, after)], ...saidOfOthers(event, known)]
}

function saidOfOthers(
  { act, dossier, actorId, object, after }: ReplayedEvent,
  known: Known,
): [subject: string, said: Said][] {
  if (act === 'evaluation.advise' || act === 'consultation.advise') {
    const consulted = act === 'consultation.advise'
    const of = consulted ? known(`consultation:${object.id}`, 'evaluationId') : object.id
    const { office = 'expert', scoreCenti, sha256 } = after
    return [
      [`evaluation_opinion:${placeOf(`${of}`, after.revision)}/${actorId}`, { office, scoreCenti, sha256 }],
    ]
  }
  if (concludes.includes(act)) {
    const round = known(`project:${object.id}`, 'acceptanceRound')
    return [
      [`acceptance:${placeOf(object.id, round)}`, pick(after, { outcome: 'outcome', sha256: 'sha256' })],
    ]
  }
  if (act === 'objection.resolve' && after.newAmountFen)
    return [[dossier, { proposedFen: after.newAmountFen }]]
  if (act === 'application.resolve' && after.result === 'upheld') return [[dossier, { proposedFen: null }]]
  if (act === 'enterprise.register') return [[`user:${after.user}`, newPrincipal(object.id)]]
  if (act === 'calendar.enter_year') return yearEntered(Number(object.id), after)
  const frozen = Object.hasOwn(frozenBy, act) ? frozenBy[act] : undefined
  if (!frozen) return []
  const { type, number, columns } = frozen
  const undrawn = act === 'panel.publish_pool' ? { salt: null } : {}
  return [[`${type}:${placeOf(object.id, after[number])}`, Object.assign(undrawn, pick(after, columns))]]
}

/** `opened` stands for the event by which an account begins, and is no column. */
function newAccount(act: string, after: Said): Said {
  const { loginName, orgId = null, enterpriseId = null, expertId = null, roles = '' } = after
  const place = { opened: true, active: true, orgId, enterpriseId, expertId }
  if (act === 'staff.open') return { ...place, roles: 'applicant', principal: false }
  return { ...place, roles, ...(loginName !== undefined && { loginName }) }
}

/** Whoever registers an enterprise is its principal. */
function newPrincipal(enterpriseId: string): Said {
  return { ...newAccount('staff.open', { enterpriseId }), principal: true }
}

function yearEntered(year: number, { free, worked }: Said): [subject: string, said: Said][] {
  const [off, on] = [new Set(wordsOf(free)), new Set(wordsOf(worked))]
  return daysOfYear(year).map((day) => {
    const working = on.has(day) || (weekdayOf(day) <= 5 && !off.has(day))
    return [`calendar_day:${day}`, { working }]
  })
}

function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The id under which a numbered part of a record is replayed. */
export function placeOf(id: string, number: unknown): string {
  return `${id}/${number}`
}

function saidBy(act: string, after: Record<string, unknown>): Said {
  const row = transitionOf(act)
  const said: Said = {}
  if (row?.from === 'nothing') said.version = 0
  if (row?.from === 'nothing' && typeof row.to === 'string') said.status = row.to
  for (const column of ['status', 'version']) if (row && column in after) said[column] = after[column]
  Object.assign(said, pick(after, carried[act] ?? {}))
  if (act === 'user.create' || act === 'staff.open') Object.assign(said, newAccount(act, after))
  if (released.includes(act)) said.proposedFen = null
  if (takenOut.includes(act)) said.reservedUntil = null
  return said
}

/** What of an event's fields says something of a record, by its columns. */
function pick(after: Said, columns: Record<string, string>): Said {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([key, column]) => (key in after ? [[column, after[key]]] : [])),
  )
}

function transitionOf(act: string): TransitionRow | undefined {
  const [workflow = '', transition = ''] = act.split('.')
  const table = Object.entries(workflows).find(([name]) => name === workflow)?.[1]
  return Object.entries<TransitionRow>(table?.transitions ?? {}).find(([name]) => name === transition)?.[1]
}
