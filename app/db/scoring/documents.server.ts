import { scoring } from '#app/i18n/zh-CN/scoring.ts'
import { fill } from '#app/i18n/index.ts'
import { score } from '#app/i18n/format.ts'
import { isDisputed, sheetDeviations } from '#app/domain/scoring/deviation.ts'
import type { RankedApplication, RankingBundle } from '#app/domain/scoring/ranking-bundle.ts'
import { maxCenti, readSheet } from '#app/domain/scoring/sheet.ts'
import type { RankingFacts } from '#app/domain/reports/ranking.ts'
import type { ScoreSheetFacts } from '#app/domain/reports/score-sheet.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from '../configuration.server.ts'
import type { Db, Tx } from '../client.server.ts'
import { typedOf } from './sheet-row.server.ts'

/** The ranking of one or more panels of a guideline, in Chinese as documents are. */
export async function rankingFacts(
  tx: Tx,
  ctx: Ctx,
  bundle: RankingBundle,
  sha256: string,
): Promise<RankingFacts> {
  const panels = await tx.panel.findMany({
    where: { id: { in: bundle.panels } },
    include: { guideline: { select: { title: true } } },
    orderBy: { id: 'asc' },
  })
  const first = panels[0]
  if (!first) throw new Error('a ranking without a panel')
  const { scheme } = await configurationOf(ctx.db, first.guidelineId, first.guidelineVersion)
  const rows = await tx.application.findMany({
    where: { id: { in: bundle.applications.map(({ id }) => id) } },
    select: { id: true, projectName: true, applicantName: true, cityCode: true, requestedFen: true },
  })
  const cities = await tx.orgUnit.findMany({
    where: { code: { in: rows.map(({ cityCode }) => cityCode) } },
    select: { code: true, name: true },
  })
  return {
    guidelineTitle: first.guideline.title,
    panelName: panels.map(({ name }) => name).join('、'),
    generatedAt: ctx.now,
    method: fill(scoring.ranking.method[scheme.aggregation], { from: scheme.trimFrom }),
    passLineCenti: scheme.passLine,
    rows: bundle.applications.map((application) => {
      const row = rows.find(({ id }) => id === application.id)
      return {
        rank: application.rank,
        projectName: row?.projectName ?? '',
        applicantName: row?.applicantName ?? '',
        region: cities.find(({ code }) => code === row?.cityCode)?.name ?? '',
        requestedFen: row?.requestedFen ?? 0n,
        sheetsCenti: totalsOf(application).map(({ totalCenti }) => totalCenti),
        meanCenti: application.meanCenti,
        finalCenti: application.scoreCenti,
        flags: flagsOf(application, scheme.deviation),
      }
    }),
    sha256,
    verifyUrl: '',
  }
}

/** Totals that count, by pseudonym. */
export function totalsOf({ sheets }: RankedApplication): { expert: string; totalCenti: number }[] {
  return sheets.flatMap(({ expert, status, totalCenti }) =>
    status === 'locked' && totalCenti !== null ? [{ expert, totalCenti }] : [],
  )
}

function flagsOf(application: RankedApplication, limitCenti: number): string {
  const totals = totalsOf(application)
  const deviations = sheetDeviations(
    totals.map(({ totalCenti }) => totalCenti),
    limitCenti,
  )
  const words = totals.flatMap(({ expert }, index) => {
    const deviation = deviations[index]
    return deviation?.flagged
      ? [fill(scoring.ranking.deviation, { expert, points: score(deviation.deviationCenti) })]
      : []
  })
  if (isDisputed(totals.map(({ totalCenti }) => totalCenti))) words.push(scoring.ranking.disputed)
  if (application.vetoCount > 0) words.push(fill(scoring.ranking.vetoes, { count: application.vetoCount }))
  if (application.outcome !== 'passed') words.push(scoring.ranking.outcomes[application.outcome])
  return words.join('；')
}

const wordOf = { support: 'support', support_after_change: 'revise', not_support: 'reject' } as const

export type SheetFacts = { sheetId: string; applicationId: string; title: string; facts: ScoreSheetFacts }

/** One document per locked sheet of a panel. */
export async function scoreSheetFacts(tx: Tx, db: Db, panelId: string): Promise<SheetFacts[]> {
  const panel = await tx.panel.findUniqueOrThrow({
    where: { id: panelId },
    include: { guideline: { select: { title: true } } },
  })
  const { scheme, blindMode } = await configurationOf(db, panel.guidelineId, panel.guidelineVersion)
  const sheets = await tx.scoreSheet.findMany({
    where: { panelId, status: 'locked' },
    include: {
      expert: { select: { name: true } },
      application: {
        select: {
          receiptNo: true,
          projectName: true,
          applicantName: true,
          requestedFen: true,
          snapshots: { orderBy: { number: 'desc' }, take: 1, select: { sha256: true } },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  return sheets.map((sheet) => {
    const typed = typedOf(sheet)
    const { application } = sheet
    const read = readSheet(scheme, typed, { requestedFen: application.requestedFen })
    return {
      sheetId: sheet.id,
      applicationId: sheet.applicationId,
      title: `${application.receiptNo ?? ''}-${sheet.expert.name}`,
      facts: {
        guidelineTitle: panel.guideline.title,
        receiptNo: application.receiptNo ?? '',
        projectName: application.projectName,
        applicantName: blindMode === 'double' ? null : application.applicantName,
        panelName: panel.name,
        expertName: sheet.expert.name,
        items: scheme.items.map((item) => ({
          name: item.name.zh,
          maxCenti: maxCenti(scheme.mode, item),
          scoreCenti: read.marks[item.code] ?? 0,
          comment: typed.items[item.code]?.comment ?? '',
        })),
        totalCenti: sheet.totalCenti ?? 0,
        vetoes: typed.vetoes.map(({ code, text }) => ({
          name: scheme.vetoes.find((veto) => veto.code === code)?.name.zh ?? code,
          ground: text,
        })),
        suggestion: wordOf[read.suggestion ?? 'not_support'],
        suggestedFen: sheet.suggestedFen,
        opinion: sheet.comment,
        submittedAt: sheet.submittedAt ?? panel.createdAt,
        sha256: application.snapshots[0]?.sha256 ?? '',
        verifyUrl: '',
      },
    }
  })
}
