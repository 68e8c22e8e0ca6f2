import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import type { TransitionRow } from '#app/domain/kernel/workflow.ts'
import { handedInSheets } from '#app/domain/scoring/workflow.ts'
import type { Db } from './client.server.ts'
import { type Breach, breach } from './breach.ts'
import { contentOf, typedOf } from './scoring/sheet-row.server.ts'

type Value = string | number | boolean | bigint | Date | Uint8Array | null
type Row = Record<string, Value>
/** What an event says of a record: the column, and its value as the log writes it. */
type Said = Record<string, unknown>
type Replayed = { facts: Map<string, { value: unknown; act: string }>; last: number }

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
  'project.end_midterm': { conclusion: 'midterm' },
  'project.accept': { recognisedFen: 'recognisedFen' },
  'project.create': { code: 'code', amountFen: 'amountFen', startOn: 'startOn', endOn: 'endOn' },
  'project.decide_change': { endOn: 'endOn' },
  'contract.draw_up': { edition: 'edition', sha256: 'sha256' },
  'report.ask': { period: 'period' },
  'report.submit': { late: 'late' },
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

/** Acts after which nothing is proposed for an application any more. */
const released = ['application.unpropose', 'application.not_approve']
/** Acts after which an application lies in reserve no more. */
const takenOut = ['application.grant_appeal', 'application.reopen']

type Source = { table: string; rows: (db: Db) => Promise<Row[]>; mayBegin?: true }

/** Records by the type that events name them with. `mayBegin`: rows of reference and imported data have no first event. */
const sources: Record<WorkflowName | 'fund' | 'category' | 'duplicate', Source> = {
  fund: { table: 'Fund', rows: ({ client }) => client.fund.findMany(), mayBegin: true },
  category: { table: 'FundCategory', rows: ({ client }) => client.fundCategory.findMany(), mayBegin: true },
  guideline: {
    table: 'Guideline',
    rows: ({ client }) => client.guideline.findMany({ omit: { draft: true } }),
  },
  application: {
    table: 'Application',
    rows: ({ client }) => client.application.findMany({ omit: { form: true, touched: true } }),
  },
  duplicate: {
    table: 'DuplicateDecision',
    rows: ({ client }) => client.duplicateDecision.findMany(),
  },
  recommendation: {
    table: 'RecommendationSheet',
    rows: ({ client }) => client.recommendationSheet.findMany({ omit: { content: true } }),
  },
  split: { table: 'QuotaSplit', rows: ({ client }) => client.quotaSplit.findMany() },
  proposal: { table: 'ExpertProposal', rows: ({ client }) => client.expertProposal.findMany() },
  expert: { table: 'Expert', rows: ({ client }) => client.expert.findMany(), mayBegin: true },
  panel: { table: 'Panel', rows: ({ client }) => client.panel.findMany({ omit: { ranking: true } }) },
  seat: { table: 'PanelSeat', rows: ({ client }) => client.panelSeat.findMany() },
  sheet: { table: 'ScoreSheet', rows: sheets },
  plan: { table: 'AllocationPlan', rows: ({ client }) => client.allocationPlan.findMany() },
  objection: { table: 'Objection', rows: ({ client }) => client.objection.findMany() },
  issue: { table: 'FundIssue', rows: ({ client }) => client.fundIssue.findMany() },
  payment: { table: 'Payment', rows: payments },
  clawback: { table: 'Clawback', rows: ({ client }) => client.clawback.findMany() },
  credit: { table: 'CreditRecord', rows: ({ client }) => client.creditRecord.findMany() },
  project: { table: 'Project', rows: ({ client }) => client.project.findMany() },
  contract: {
    table: 'Contract',
    rows: ({ client }) => client.contract.findMany({ omit: { content: true } }),
  },
  report: {
    table: 'ProgressReport',
    rows: ({ client }) => client.progressReport.findMany({ omit: { form: true } }),
  },
  evaluation: {
    table: 'Evaluation',
    rows: ({ client }) => client.evaluation.findMany({ omit: { form: true } }),
  },
  consultation: { table: 'Consultation', rows: ({ client }) => client.consultation.findMany() },
  alert: { table: 'Alert', rows: ({ client }) => client.alert.findMany() },
  epoch: { table: 'EpochRequest', rows: ({ client }) => client.epochRequest.findMany() },
  disclosure: { table: 'DisclosureRequest', rows: ({ client }) => client.disclosureRequest.findMany() },
}

/** Every payment, with the order by which it was last paid. */
async function payments({ client }: Db): Promise<Row[]> {
  const rows = await client.payment.findMany({
    include: { vouchers: { orderBy: { number: 'desc' }, take: 1 } },
  })
  return rows.map(({ vouchers: [last], ...row }) => ({
    ...row,
    ...(last && { paidOn: last.paidOn, voucherNo: last.voucherNo, bank: last.bank, account: last.account }),
  }))
}

/** Every sheet, with the hash that its submission named while it stands as it was submitted. */
async function sheets({ client }: Db): Promise<Row[]> {
  const rows = await client.scoreSheet.findMany()
  return rows.map((row) =>
    handedInSheets.some((state) => state === row.status)
      ? { ...row, content: contentOf({ ...row, ...typedOf(row) }) }
      : row,
  )
}

/**
 * Replays the events of every dossier and compares what they say of each record with its row: status and version, and
 * the numbers, amounts, scores, days and hashes that events carry. Names table, id and column, what should be, what is.
 */
export async function replayEvents(db: Db): Promise<Breach[]> {
  const records = await replay(db)
  const found: Breach[] = []
  for (const [type, { table, rows, mayBegin }] of Object.entries(sources))
    for (const row of await rows(db)) {
      const subject = `${table} ${row.id}`
      const replayed = records.get(`${type}:${row.id}`)
      records.delete(`${type}:${row.id}`)
      if (!replayed && !(mayBegin && !row.version))
        found.push(breach('status_has_its_event', subject, 'an event', 'none'))
      for (const [column, { value, act }] of replayed?.facts ?? []) {
        if (!(column in row)) continue
        const is = plain(row[column])
        if (is === plain(value)) continue
        const name =
          column === 'status' || column === 'version' ? 'status_has_its_event' : 'facts_are_recorded'
        found.push(breach(name, `${subject} ${column}`, `${plain(value)} (${act})`, `${is}`))
      }
    }
  for (const [subject, { facts }] of records)
    if (Object.hasOwn(sources, subject.split(':')[0] ?? ''))
      found.push(breach('status_has_its_event', subject, `a row (${[...facts.values()][0]?.act})`, 'none'))
  return found
}

/** What the events say of each record last, in the order of their dossiers. */
async function replay(db: Db): Promise<Map<string, Replayed>> {
  const records = new Map<string, Replayed>()
  for await (const { n, act, dossier, event, opened } of events(db)) {
    const { object, after } = event
    const say = (subject: string, said: Said) => {
      const record = records.get(subject) ?? { facts: new Map(), last: 0 }
      records.set(subject, record)
      for (const [column, value] of Object.entries(said)) record.facts.set(column, { value, act })
      record.last = n
    }
    say(`${object.type}:${object.id}`, saidBy(act, { ...after, ...opened }))
    if (act === 'objection.resolve' && after?.newAmountFen) say(dossier, { proposedFen: after.newAmountFen })
    if (act === 'application.resolve' && after?.result === 'upheld') say(dossier, { proposedFen: null })
  }
  return records
}

function saidBy(act: string, after: Record<string, unknown>): Said {
  const row = transitionOf(act)
  const said: Said = {}
  if (row?.from === 'nothing') said.version = 0
  if (row?.from === 'nothing' && typeof row.to === 'string') said.status = row.to
  for (const column of ['status', 'version']) if (row && column in after) said[column] = after[column]
  for (const [key, column] of Object.entries(carried[act] ?? {})) if (key in after) said[column] = after[key]
  if (released.includes(act)) said.proposedFen = null
  if (takenOut.includes(act)) said.reservedUntil = null
  return said
}

function transitionOf(act: string): TransitionRow | undefined {
  const [workflow = '', transition = ''] = act.split('.')
  const table = Object.entries(workflows).find(([name]) => name === workflow)?.[1]
  return Object.entries<TransitionRow>(table?.transitions ?? {}).find(([name]) => name === transition)?.[1]
}

const page = 2000

/** What was done, dossier by dossier in order; with the opened commitments of `after`. */
async function* events({ client }: Db) {
  for (let skip: { dossier: string; n: number } | null = null; ;) {
    const entries: { id: string; dossier: string; n: number; act: string; bytes: Uint8Array }[] =
      await client.auditEntry.findMany({
        where: {
          result: 'done',
          ...(skip && {
            OR: [{ dossier: { gt: skip.dossier } }, { dossier: skip.dossier, n: { gt: skip.n } }],
          }),
        },
        orderBy: [{ dossier: 'asc' }, { n: 'asc' }],
        take: page,
        select: { id: true, dossier: true, n: true, act: true, bytes: true },
      })
    const openings = await client.auditPersonal.findMany({
      where: { entryId: { in: entries.map(({ id }) => id) }, field: { startsWith: 'after.' } },
    })
    for (const { bytes, ...entry } of entries) {
      const own = openings.filter(({ entryId }) => entryId === entry.id)
      const opened = Object.fromEntries(own.map(({ field, value }) => [field.slice('after.'.length), value]))
      yield { ...entry, event: JSON.parse(new TextDecoder().decode(bytes)), opened }
    }
    skip = entries.at(-1) ?? null
    if (entries.length < page) return
  }
}

/** As the log writes it: amounts and instants are text. */
function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
