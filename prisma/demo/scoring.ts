import { acceptSeat, commitSeat } from '#app/services/scoring/answer-seat.server.ts'
import { declareNoConflict } from '#app/services/scoring/declare.server.ts'
import { drawPanel } from '#app/services/scoring/draw-panel.server.ts'
import { endScoring } from '#app/services/scoring/end-scoring.server.ts'
import { openScoring } from '#app/services/scoring/open-scoring.server.ts'
import { planPanel } from '#app/services/scoring/plan-panel.server.ts'
import { publishPool } from '#app/services/scoring/publish-pool.server.ts'
import { saveSheet, submitSheet } from '#app/services/scoring/score.server.ts'
import { signPanel } from '#app/services/scoring/sign-panel.server.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

/** Five seats, four of them technical, with as many substitutes as B.2 asks for. */
const conditions = {
  specialties: [],
  seats: { technical: 4, finance: 1, management: 0 },
  substitutes: { technical: 4, finance: 1, management: 0 },
  cityShare: '1/3',
} as const

/** Plans a panel, fixes its pool, draws with the supervisor's digits. Returns its id. */
export async function drawnPanel(
  stage: Stage,
  {
    guidelineId,
    name,
    applicationIds,
    salt,
  }: { guidelineId: string; name: string; applicationIds: string[]; salt: string },
  offset: number,
): Promise<string> {
  const { id: panelId } = held(
    await planPanel(await stage.as('organiser', offset), {
      guidelineId,
      name,
      conditions: { ...conditions, specialties: [] },
      applicationIds,
    }),
  )
  held(await publishPool(await stage.as('organiser', offset), { panelId, version: 0, reason: '' }))
  held(await drawPanel(await stage.as('supervisor', offset), { panelId, version: 1, salt }))
  return panelId
}

/** Every member accepts and signs; then scoring opens. */
export async function openPanel(stage: Stage, panelId: string, offset: number, end: string): Promise<void> {
  const seats = await stage.db.client.panelSeat.findMany({
    where: { panelId, status: 'invited' },
    include: { expert: { include: { user: true } } },
  })
  for (const { id: seatId, version, expert } of seats) {
    const login = expert.user?.loginName ?? ''
    held(await acceptSeat(await stage.as(login, offset), { seatId, version }))
    held(await commitSeat(await stage.as(login, offset), { seatId, version: version + 1, confirmed: true }))
  }
  const { version } = await stage.db.client.panel.findUniqueOrThrow({ where: { id: panelId } })
  held(await openScoring(await stage.as('organiser', offset), { panelId, version, scoringEnd: end }))
}

/** Members score what they were given, best project first; `only` stops after so many sheets, to leave the rest open. */
export async function score(
  stage: Stage,
  panelId: string,
  { scheme }: GuidelineConfiguration,
  offset: number,
  { only = Infinity, merit }: { only?: number; merit: (applicationId: string) => number },
): Promise<void> {
  const sheets = await stage.db.client.scoreSheet.findMany({
    where: { panelId, status: 'assigned' },
    include: { expert: { include: { user: true } }, application: { select: { requestedFen: true } } },
    orderBy: [{ expertId: 'asc' }, { applicationId: 'asc' }],
  })
  for (const [index, sheet] of sheets.slice(0, Math.min(only, sheets.length)).entries()) {
    const login = sheet.expert.user?.loginName ?? ''
    held(
      await declareNoConflict(await stage.as(login, offset), {
        confirmed: true,
        sheetId: sheet.id,
        version: sheet.version,
      }),
    )
    const share = Math.min(0.92, merit(sheet.applicationId) + ((index * 7) % 9) / 200)
    const items = Object.fromEntries(
      scheme.items.map(({ code, max }) => [
        code,
        { score: String(Math.round(max * share * 2) / 2), comment: share < 0.63 ? '该项论证不够充分。' : '' },
      ]),
    )
    held(
      await saveSheet(await stage.as(login, offset), {
        sheetId: sheet.id,
        revision: sheet.revision,
        sheet: {
          items,
          vetoes: [],
          suggestion: share >= 0.6 ? 'support' : 'not_support',
          suggestedWan: share >= 0.6 ? String(sheet.application.requestedFen / 1_000_000n) : '0',
          comment: opinionOf(share),
        },
      }),
    )
    const { version } = await stage.db.client.scoreSheet.findUniqueOrThrow({ where: { id: sheet.id } })
    held(await submitSheet(await stage.as(login, offset), { sheetId: sheet.id, version }))
  }
}

function opinionOf(share: number): string {
  return share >= 0.6
    ? '项目方向符合指南要求，技术路线清楚，设备选型合理，投资与进度匹配，企业具备实施条件和资金能力，预期效益可以实现。建议按核定的设备投资给予支持，并加强数据安全管理。'
    : '项目技术路线描述不够清楚，设备清单与建设目标的对应关系不明确，预期效益缺少测算依据，风险分析不足，企业实施条件有待核实。建议补充完善后在下一年度重新申报，本次不予支持。'
}

/** Sheets are locked, supervision signs: the ranking stands. */
export async function closePanel(stage: Stage, panelId: string, offset: number): Promise<void> {
  const version = async () =>
    (await stage.db.client.panel.findUniqueOrThrow({ where: { id: panelId } })).version
  held(await endScoring(await stage.as('organiser', offset), { panelId, version: await version() }))
  held(await signPanel(await stage.as('supervisor', offset), { panelId, version: await version() }))
}
