import type { Row } from '#app/authorization/ability.ts'
import type { FinanceWord } from '#app/domain/review/co-review.ts'
import type { Db, Tx } from './client.server.ts'
import { configurationOf } from './configuration.server.ts'
import { financeDue } from './entered.server.ts'
import { financeOpinion, type Text, wordOf } from './finance-opinion.server.ts'
import { type DraftRow, draftsBeforeLeader, frozen } from './guideline.server.ts'

/** A call stands before the leader: the draft itself, or an amendment of what is published. */
function beforeLeader({ status, amendmentNote }: DraftRow): boolean {
  return status === 'reviewing' || amendmentNote !== null
}

/** Working days that finance has to co-sign the draft; null where it is not asked. An amendment cannot take that away by itself. */
async function daysToCoSign(db: Db, { id, draft, publishedVersion }: DraftRow): Promise<number | null> {
  const { finance } = draft.configuration
  if (finance.coSigns) return finance.withinDays
  if (publishedVersion === 0) return null
  const published = await configurationOf(db, id, publishedVersion)
  return published.finance.coSigns ? published.finance.withinDays : null
}

export async function coSignNeeded(db: Db, row: DraftRow): Promise<boolean> {
  return (await daysToCoSign(db, row)) !== null
}

/** The drafted text as finance speaks of it. */
export function textOfDraft(row: DraftRow): Text {
  return { guidelineId: row.id, planId: null, evaluationId: null, sha256: frozen(row).sha256 }
}

/** What finance has said of the text that is before the leader. */
export async function coSignWord(tx: Tx, db: Db, row: DraftRow): Promise<FinanceWord> {
  if (!beforeLeader(row) || !(await coSignNeeded(db, row))) return 'not_asked'
  return wordOf(await financeOpinion(tx, textOfDraft(row)))
}

/** What the people at a guideline are shown: the word and, once it is said, the opinion. Null where finance has no word in the draft. */
export async function coSignOf(db: Db, row: DraftRow) {
  if (!(await coSignNeeded(db, row))) return null
  const opinion = await financeOpinion(db.client, textOfDraft(row))
  return { word: wordOf(opinion), opinion, waits: beforeLeader(row) }
}

/** When finance co-signed each of these published texts, by its SHA-256. */
export async function coSignedAt(
  db: Db,
  guidelineId: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.client.financeOpinion.findMany({
    where: {
      guidelineId,
      planId: null,
      evaluationId: null,
      sha256: { in: [...texts] },
      conclusion: 'pass',
      closedAt: null,
    },
    select: { sha256: true, createdAt: true },
  })
  return new Map(rows.map(({ sha256, createdAt }) => [sha256, createdAt]))
}

/** Guidelines before the leader of which finance has said nothing yet, each with the days it has. */
async function waitingForCoSign(db: Db): Promise<Map<string, number>> {
  const waiting = new Map<string, number>()
  for (const row of await draftsBeforeLeader(db.client)) {
    const days = await daysToCoSign(db, row)
    if (days !== null && !(await financeOpinion(db.client, textOfDraft(row)))) waiting.set(row.id, days)
  }
  return waiting
}

/** Guidelines that finance is asked to co-sign. */
export async function toCoSign(db: Db): Promise<Row> {
  return { id: { in: [...(await waitingForCoSign(db)).keys()] } }
}

/** Until when finance is to answer for each of these guidelines: so many working days since it was put before the leader. */
export async function dueOfCoSigning(
  db: Db,
  rows: readonly { id: string }[],
): Promise<ReadonlyMap<string, Date>> {
  const days = await waitingForCoSign(db)
  return financeDue(db, 'guideline', ['guideline.submit', 'guideline.propose_amendment'], rows, days)
}
