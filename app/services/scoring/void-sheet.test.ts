import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { ownSheet } from '#app/db/scoring/material.server.ts'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { anOpenPanel, aSheet, commitAs, expertCtx, scoreAs, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { endScoring } from './end-scoring.server.ts'
import { signPanel } from './sign-panel.server.ts'
import { voidSheet } from './void-sheet.server.ts'

const at = { now: scoringDay }
const good = ['18', '22', '17', '16.5', '13']
const reason = '评审后发现曾为申报单位提供咨询'

async function scoredPanel(db: Db) {
  const open = await anOpenPanel(db)
  const sheets = await db.client.scoreSheet.findMany({
    where: { panelId: open.panelId, expert: { kind: 'technical' } },
    orderBy: [{ applicationId: 'asc' }, { id: 'asc' }],
  })
  const all = await db.client.scoreSheet.findMany({ where: { panelId: open.panelId } })
  for (const { id } of all) await scoreAs(db, id, aSheet(good))
  const [sheet] = sheets
  if (!sheet) throw new Error('no sheet')
  return { ...open, sheet }
}

eachDialect(
  'supervision alone declares a sheet void, with a reason; its expert reads no more',
  async (db) => {
    const { panelId, sheet, drawn } = await scoredPanel(db)
    const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
    const act = { sheetId: sheet.id, version: 2, reason }
    expect(await voidSheet(organiser, act)).toMatchObject({ refusal: { code: 'not_yours' } })
    expect(await voidSheet(supervisor, { ...act, reason: ' ' })).toMatchObject({
      refusal: { code: 'reason_required' },
    })
    held(await voidSheet(supervisor, act))

    const expert = expertCtx(db, sheet.expertId)
    expect(await ownSheet(expert, sheet.id)).toMatchObject({
      status: 'void',
      material: null,
      voidReason: reason,
    })
    const called = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, expertId: drawn.substitutes[0] ?? '' },
    })
    expect(called.status).toBe('invited')
    await commitAs(db, called.id)
    const live = await db.client.scoreSheet.findMany({
      where: { applicationId: sheet.applicationId, status: { not: 'void' } },
    })
    expect(live).toHaveLength(3)
    expect(live.map(({ expertId }) => expertId)).not.toContain(sheet.expertId)
    const told = await db.client.notice.findMany({
      where: { kind: 'sheet_voided' },
      select: { userId: true },
    })
    expect(told.map(({ userId }) => userId).sort()).toEqual([expert.actor.id, organiser.actor.id].sort())
  },
)

eachDialect(
  'before the signature too few sheets send the panel back; the void one never counts',
  async (db) => {
    const { panelId, sheet, drawn } = await scoredPanel(db)
    const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
    held(await endScoring(organiser, { panelId, version: 3 }))
    held(await voidSheet(supervisor, { sheetId: sheet.id, version: 3, reason }))
    expect(await db.client.panel.findUniqueOrThrow({ where: { id: panelId } })).toMatchObject({
      status: 'scoring',
      version: 5,
    })
    expect(await endScoring(organiser, { panelId, version: 5 })).toMatchObject({
      refusal: { code: 'too_few_sheets', params: { count: 1 } },
    })

    const seat = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, expertId: drawn.substitutes[0] ?? '' },
    })
    await commitAs(db, seat.id)
    const added = await db.client.scoreSheet.findFirstOrThrow({ where: { panelId, expertId: seat.expertId } })
    expect(added.applicationId).toBe(sheet.applicationId)
    await scoreAs(db, added.id, aSheet(['14', '18', '14', '14', '11']))
    held(await endScoring(organiser, { panelId, version: 5 }))
    held(await signPanel(supervisor, { panelId, version: 6 }))
    const row = await db.client.application.findUniqueOrThrow({ where: { id: sheet.applicationId } })
    expect(row.scoreCenti).toBe(Math.round((8650 + 8650 + 7100) / 3))
  },
)

eachDialect('after the signature no sheet is declared void, and the page does not offer it', async (db) => {
  const { panelId, sheet } = await scoredPanel(db)
  const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
  const offers = async () =>
    (await findPanel(supervisor, panelId)).sheets.some(({ actions }) => actions.includes('void'))
  expect(await offers()).toBe(true)
  held(await endScoring(organiser, { panelId, version: 3 }))
  expect((await findPanel(supervisor, panelId)).actions).toEqual(['sign'])
  held(await signPanel(supervisor, { panelId, version: 4 }))
  expect(await voidSheet(supervisor, { sheetId: sheet.id, version: 3, reason })).toMatchObject({
    refusal: { code: 'panel_already_signed' },
  })
  expect(await offers()).toBe(false)
})
