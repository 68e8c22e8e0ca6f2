import { handedInSheets } from '#app/domain/scoring/workflow.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import { conclusionHash } from './acceptance-conclusion.server.ts'
import type { Db } from './client.server.ts'
import { enterpriseContents } from './enterprise-content.server.ts'
import { opinionHash } from './evaluation-opinion.server.ts'
import { env } from '#app/platform/env.server.ts'
import { type FrozenType, placeOf } from './replay-facts.ts'
import { expertRows } from './scoring/expert-content.server.ts'
import { contentOf, typedOf } from './scoring/sheet-row.server.ts'

type Value = string | number | boolean | bigint | Date | Uint8Array | null
type Row = Record<string, Value>

type Source = {
  table: string
  /** `subject`: what its events name it with, where that is not its id */
  rows: (db: Db) => Promise<(Row & { subject?: string })[]>
  /** Which rows need no first event: those of reference and imported data, and accounts of a demo. */
  mayBegin?: (row: Row) => boolean
  /** said by the event with which a row begins, where others may come without it */
  begins?: string
}

/** Nothing has moved it yet. */
const unmoved = ({ version }: Row) => !version

/** Records by the type that events name them with. */
export const sources: Record<
  | WorkflowName
  | FrozenType
  | 'evaluation_opinion'
  | 'acceptance'
  | 'user'
  | 'enterprise'
  | 'calendar_day'
  | 'fund'
  | 'category'
  | 'duplicate',
  Source
> = {
  fund: { table: 'Fund', rows: ({ client }) => client.fund.findMany(), mayBegin: unmoved },
  category: {
    table: 'FundCategory',
    rows: ({ client }) => client.fundCategory.findMany(),
    mayBegin: unmoved,
  },
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
  snapshot: { table: 'ApplicationSnapshot', rows: snapshots },
  edition: { table: 'GuidelineVersion', rows: editions },
  draw: { table: 'Draw', rows: draws },
  recommendation: {
    table: 'RecommendationSheet',
    rows: ({ client }) => client.recommendationSheet.findMany({ omit: { content: true } }),
  },
  split: { table: 'QuotaSplit', rows: ({ client }) => client.quotaSplit.findMany() },
  proposal: { table: 'ExpertProposal', rows: ({ client }) => client.expertProposal.findMany() },
  expert: { table: 'Expert', rows: expertRows, mayBegin: unmoved },
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
  evaluation_opinion: { table: 'EvaluationOpinion', rows: opinions },
  acceptance: { table: 'Acceptance', rows: acceptances },
  alert: { table: 'Alert', rows: ({ client }) => client.alert.findMany() },
  user: {
    table: 'User',
    rows: ({ client }) => client.user.findMany({ omit: { passwordHash: true } }),
    mayBegin: ({ demo }) => env.demo && demo === true,
    begins: 'opened',
  },
  enterprise: { table: 'Enterprise', rows: enterpriseContents, mayBegin: () => true },
  calendar_day: { table: 'CalendarDay', rows: calendarDays },
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

async function calendarDays({ client }: Db): Promise<Row[]> {
  const rows = await client.calendarDay.findMany()
  return rows.map((row) => ({ ...row, id: row.day }))
}

async function snapshots({ client }: Db): Promise<Row[]> {
  const rows = await client.applicationSnapshot.findMany({ omit: { content: true } })
  return rows.map((row) => ({ ...row, subject: placeOf(row.applicationId, row.number) }))
}

async function editions({ client }: Db): Promise<Row[]> {
  const rows = await client.guidelineVersion.findMany({ omit: { configuration: true } })
  return rows.map((row) => ({ ...row, subject: placeOf(row.guidelineId, row.number) }))
}

/** Every draw, with what came of it. */
async function draws({ client }: Db): Promise<Row[]> {
  const rows = await client.draw.findMany({ omit: { pool: true, excluded: true } })
  return rows.map(({ result, ...row }) => {
    const { seed, members, substitutes } = JSON.parse(result ?? '{}')
    const came = { seed, members: String(members), substitutes: String(substitutes) }
    return { ...row, ...(result !== null && came), subject: placeOf(row.panelId, row.number) }
  })
}

/** Every opinion on a self-evaluation, with the hash of its text. */
async function opinions({ client }: Db): Promise<Row[]> {
  const rows = await client.evaluationOpinion.findMany()
  return rows.map((row) => ({
    ...row,
    sha256: opinionHash(row.text),
    subject: `${placeOf(row.evaluationId, row.revision)}/${row.authorId}`,
  }))
}

/** Every acceptance that was concluded, with the hash of its conclusion. */
async function acceptances({ client }: Db): Promise<Row[]> {
  const rows = await client.acceptance.findMany({
    where: { outcome: { not: null } },
    omit: { form: true },
  })
  return rows.map((row) => ({
    ...row,
    sha256: conclusionHash({
      outcome: row.outcome ?? '',
      opinion: row.opinion,
      members: JSON.parse(row.members),
      recognisedFen: row.recognisedFen ?? 0n,
      found: JSON.parse(row.findings),
    }),
    subject: placeOf(row.projectId, row.round),
  }))
}
