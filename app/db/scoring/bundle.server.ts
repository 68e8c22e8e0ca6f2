import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type BundleApplication, rankBundle, type RankingBundle } from '#app/domain/scoring/ranking-bundle.ts'
import { readSheet } from '#app/domain/scoring/sheet.ts'
import { configurationOf } from '../configuration.server.ts'
import type { Db, Tx } from '../client.server.ts'
import { idsOf, listOf } from './pool.server.ts'
import { typedOf } from './sheet-row.server.ts'

/**
 * Ranking of some panels of one guideline from their sheets as they are. Experts appear under pseudonyms: E1, E2 … in
 * the order of their seats. Applications that left the review (withdrawn) are left out.
 */
export async function bundleOf(tx: Tx, db: Db, panelIds: readonly string[]): Promise<RankingBundle> {
  const panels = await tx.panel.findMany({
    where: { id: { in: [...panelIds] } },
    include: { seats: { orderBy: [{ draw: 'asc' }, { order: 'asc' }], select: { expertId: true } } },
    orderBy: { id: 'asc' },
  })
  const [first] = panels
  if (!first) throw new NotFound('panel')
  const { scheme } = await configurationOf(db, first.guidelineId, first.guidelineVersion)
  const seats = [...new Set(panels.flatMap((panel) => panel.seats.map(({ expertId }) => expertId)))]
  const rows = await tx.application.findMany({
    where: {
      id: { in: panels.flatMap((panel) => idsOf(panel.applicationIds)) },
      status: { notIn: ['qualified', 'withdrawn'] },
    },
    include: { enterprise: { select: { tags: true } }, sheets: true },
    omit: { form: true },
    orderBy: { id: 'asc' },
  })
  const orders = await tx.tieOrder.findMany({
    where: { guidelineId: first.guidelineId },
    select: { applicationIds: true },
  })
  const placeOf = (id: string) => {
    const order = orders.map((one) => idsOf(one.applicationIds)).find((ids) => ids.includes(id))
    return order ? order.indexOf(id) + 1 : null
  }
  const applications = rows.map((row): BundleApplication => ({
    id: row.id,
    receiptNo: row.receiptNo ?? '',
    priorityTags: listOf(row.enterprise.tags).filter((tag) => scheme.priorityTags.includes(tag)),
    collectiveOrder: placeOf(row.id),
    sheets: row.sheets
      .filter(({ panelId }) => panelIds.includes(panelId))
      .map((sheet) => {
        const typed = typedOf(sheet)
        const counts = sheet.status === 'locked' || sheet.status === 'submitted'
        const read = counts ? readSheet(scheme, typed, { requestedFen: row.requestedFen }) : null
        return {
          expert: `E${seats.indexOf(sheet.expertId) + 1}`,
          status: sheet.status,
          totalCenti: counts ? sheet.totalCenti : null,
          marks: read?.marks ?? {},
          vetoes: counts ? typed.vetoes.map(({ code }) => code) : [],
        }
      })
      .sort((a, b) => a.expert.localeCompare(b.expert, 'en', { numeric: true })),
  }))
  return rankBundle(
    panels.map(({ id }) => id),
    scheme,
    applications,
  )
}
