import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { levelOfNode, nodeOfLevel } from '#app/domain/application/chain-nodes.ts'
import { directionPath, isTable, textAt, type FormDefinition } from '#app/domain/application/form.ts'
import { inOrder, type SheetContent, type SheetRow } from '#app/domain/review/sheet-content.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'
import type { Db, Tx } from '../client.server.ts'
import { configurationOf } from '../configuration.server.ts'
import { snapshotFrom } from '../working-application.server.ts'

/** A list as it was frozen. */
export function sheetContent(json: string): SheetContent {
  return JSON.parse(json) as SheetContent
}

/** Canonical JSON of a list (RFC 8785) and its SHA-256. */
export function frozenList(content: SheetContent): { text: string; sha256: string } {
  const text = canonicalize(content) ?? ''
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

export type Recommender = { guidelineId: string; level: string; unitCode: string }

/**
 * What a unit recommends under a guideline at this instant: the applications whose recommendation by it stands, each as
 * last submitted, in the wanted order, else in that of recommendation.
 */
export async function recommendedBy(
  db: Db,
  tx: Tx,
  { guidelineId, level, unitCode }: Recommender,
  order: readonly string[] = [],
): Promise<SheetContent> {
  const node = nodeOfLevel[level as Level]
  const rows = await tx.application.findMany({
    where: {
      guidelineId,
      ...(levelOfNode(node) === 'city' ? { cityCode: unitCode } : { unitCode }),
      opinions: { some: { node, kind: 'recommend', closedAt: null } },
    },
    select: {
      id: true,
      receiptNo: true,
      snapshotNumber: true,
      guidelineVersion: true,
      guideline: { select: { category: { select: { name: true } } } },
      snapshots: { orderBy: { number: 'desc' }, take: 1 },
      totalInvestmentFen: true,
      requestedFen: true,
      opinions: {
        where: { node, kind: { in: ['handle', 'recommend'] }, closedAt: null },
        orderBy: { id: 'asc' },
        select: { id: true, kind: true, text: true },
      },
    },
  })
  const recommendedAt = (row: (typeof rows)[number]) =>
    row.opinions.findLast(({ kind }) => kind === 'recommend')?.id ?? ''
  const inTurn = rows.toSorted((a, b) => (recommendedAt(a) < recommendedAt(b) ? -1 : 1))
  const listed: SheetRow[] = []
  for (const row of inTurn) {
    const [snapshot] = row.snapshots
    if (!snapshot) continue
    const { application, enterprise, form } = snapshotFrom(snapshot.content)
    const configuration = await configurationOf(db, guidelineId, row.guidelineVersion)
    const direction = directionOf(configuration.form, textAt(form, directionPath))
    listed.push({
      applicationId: row.id,
      receiptNo: row.receiptNo ?? '',
      applicantName: application.applicantName,
      uscc: enterprise.uscc ?? '',
      projectName: application.projectName,
      category: direction || row.guideline.category.name,
      totalInvestment: String(row.totalInvestmentFen),
      requested: String(row.requestedFen),
      contact: [textAt(form, 'enterprise.contact_name'), textAt(form, 'enterprise.contact_phone')]
        .filter(Boolean)
        .join(' '),
      opinion: row.opinions.findLast(({ text }) => text !== '')?.text ?? '',
      snapshot: { number: snapshot.number, sha256: snapshot.sha256 },
    })
  }
  return { format: 1, guideline: guidelineId, unit: unitCode, rows: inOrder(listed, order) }
}

function directionOf(form: FormDefinition, value: string): string {
  const cover = form.sections.find(({ key }) => key === 'cover')
  if (!cover || isTable(cover)) return ''
  const options = cover.fields.find(({ key }) => key === 'direction')?.options ?? []
  return options.find((option) => option.value === value)?.label.zh ?? ''
}
