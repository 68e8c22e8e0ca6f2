import { expect } from 'vitest'
import { expertPanels } from '#app/db/office/home.server.ts'
import { findMine } from '#app/db/scoring/mine.server.ts'
import { ownSheet, ownSheetFile } from '#app/db/scoring/material.server.ts'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import { rankingOf, rankingText } from '#app/db/scoring/ranking.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { anOpenPanel, aSheet, commitAs, expertCtx, scoreAs, scoringDay } from '#fixtures/scoring.ts'
import { type CastKey, enterprises } from '#fixtures/cast.ts'
import { ctxOf } from '#fixtures/world.ts'
import { declareNoConflict, recuse } from './declare.server.ts'
import { endScoring } from './end-scoring.server.ts'
import { saveSheet, submitSheet } from './score.server.ts'
import { signPanel } from './sign-panel.server.ts'
import { refuseUnlock, requestUnlock, unlockSheet } from './unlock.server.ts'
import { held } from '#fixtures/held.ts'

const at = { now: scoringDay }
const good = ['18', '22', '17', '16.5', '13']
const fair = ['14', '18', '14', '14', '11']

async function sheetsOf(db: Db, panelId: string) {
  return db.client.scoreSheet.findMany({
    where: { panelId },
    orderBy: [{ applicationId: 'asc' }, { id: 'asc' }],
  })
}

async function first(db: Db, panelId: string) {
  const [sheet] = await sheetsOf(db, panelId)
  if (!sheet) throw new Error('no sheet')
  return { sheet, ctx: expertCtx(db, sheet.expertId) }
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
}

eachDialect(
  'material opens after the declaration, for the expert of the sheet alone (invariant 5)',
  async (db) => {
    const { panelId } = await anOpenPanel(db)
    const { sheet, ctx } = await first(db, panelId)
    expect((await ownSheet(ctx, sheet.id)).material).toBeNull()
    expect(await saveSheet(ctx, { sheetId: sheet.id, revision: 0, sheet: aSheet(good) })).toMatchObject({
      refusal: { code: 'wrong_state' },
    })
    held(await declareNoConflict(ctx, { confirmed: true, sheetId: sheet.id, version: 0 }))
    const { material } = await ownSheet(ctx, sheet.id)
    expect(material?.values['project.content']).toContain('四条加工产线')
    const fileId = material?.files[0]?.id ?? ''
    expect((await ownSheetFile(ctx, sheet.id, fileId)).name).toContain('备案证')

    const another = (await sheetsOf(db, panelId)).find(({ expertId }) => expertId !== sheet.expertId)
    const strangers = [
      expertCtx(db, another?.expertId ?? ''),
      ...(
        ['organiser', 'supervisor', 'kunshan_applicant', 'kunshan_handler', 'suzhou_approver'] as CastKey[]
      ).map((key) => ctxOf(db, key, at)),
    ]
    for (const stranger of strangers) {
      await expect(ownSheet(stranger, sheet.id)).rejects.toThrow('not found')
      await expect(ownSheetFile(stranger, sheet.id, fileId)).rejects.toThrow('not found')
    }
  },
)

eachDialect('a recused expert reads nothing and scores nothing (invariant 5)', async (db) => {
  const { panelId, drawn } = await anOpenPanel(db)
  const { sheet, ctx } = await first(db, panelId)
  const conflict = { sheetId: sheet.id, kind: 'C05' as const, text: '曾为该项目提供咨询' }
  expect(await recuse(ctx, { ...conflict, version: 0, text: ' ' })).toMatchObject({
    refusal: { code: 'conflict_text_missing' },
  })
  held(await recuse(ctx, { ...conflict, version: 0 }))
  expect(await ownSheet(ctx, sheet.id)).toMatchObject({ status: 'recused', material: null })
  await expect(ownSheetFile(ctx, sheet.id, 'any')).rejects.toThrow('not found')
  for (const result of [
    await declareNoConflict(ctx, { confirmed: true, sheetId: sheet.id, version: 1 }),
    await saveSheet(ctx, { sheetId: sheet.id, revision: 0, sheet: aSheet(good) }),
    await submitSheet(ctx, { sheetId: sheet.id, version: 1 }),
  ])
    expect(result).toMatchObject({ refusal: { code: 'wrong_state' } })

  const expert = await db.client.expert.findUniqueOrThrow({ where: { id: sheet.expertId } })
  const called = await db.client.panelSeat.findFirst({ where: { expertId: drawn.substitutes[0] ?? '' } })
  if (expert.kind === 'finance') return expect(called?.status).toBe('standby')
  expect(called?.status).toBe('invited')
  await commitAs(db, called?.id ?? '')
  const live = await db.client.scoreSheet.findMany({
    where: { applicationId: sheet.applicationId, status: { not: 'recused' } },
  })
  expect(live.map(({ expertId }) => expertId)).toContain(called?.expertId)
  expect(live).toHaveLength(3)
})

eachDialect('avoidance found later shuts the sheet before it is submitted', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const { sheet, ctx } = await first(db, panelId)
  await db.client.expert.update({
    where: { id: sheet.expertId },
    data: { employer: enterprises.kunshan.name },
  })
  const declare = { sheetId: sheet.id, version: 0 }
  expect(await declareNoConflict(ctx, { ...declare, confirmed: false })).toMatchObject({
    refusal: { code: 'declaration_missing' },
  })
  expect(await declareNoConflict(ctx, { ...declare, confirmed: true })).toMatchObject({
    refusal: { code: 'avoidance_found' },
  })
})

eachDialect('under double blind nothing names the applicant (invariant 12)', async (db) => {
  const { panelId } = await anOpenPanel(db, { blindMode: 'double' })
  for (const sheet of await sheetsOf(db, panelId)) {
    const ctx = expertCtx(db, sheet.expertId)
    held(await declareNoConflict(ctx, { confirmed: true, sheetId: sheet.id, version: 0 }))
    const seen = await ownSheet(ctx, sheet.id)
    const all = text([seen.project, seen.material?.values, seen.material?.files, await findMine(ctx)])
    for (const key of ['kunshan', 'jiangning'] as const) {
      const { name, uscc, unitCode, legalRepresentative, contactName } = enterprises[key]
      for (const secret of [name, uscc, legalRepresentative, contactName, `"${unitCode}"`])
        expect(all).not.toContain(secret)
    }
    expect(all).toContain('四条加工产线')
    expect(all).toContain('1,250')
  }
})

eachDialect('typed text is kept as typed; a stale save changes nothing', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const { sheet, ctx } = await first(db, panelId)
  held(await declareNoConflict(ctx, { confirmed: true, sheetId: sheet.id, version: 0 }))
  const half = aSheet(['十八', '', '99'], { suggestion: '', suggestedWan: '约五百', comment: '待写' })
  const save = { sheetId: sheet.id, sheet: half }
  expect(held(await saveSheet(ctx, { ...save, revision: 0 }))).toMatchObject({ revision: 1 })
  expect(await saveSheet(ctx, { ...save, revision: 0, sheet: aSheet(good) })).toMatchObject({
    refusal: { code: 'stale_version', params: { seen: 0, now: 1 }, status: 409 },
  })
  expect((await ownSheet(ctx, sheet.id)).typed).toMatchObject({ suggestedWan: '约五百', comment: '待写' })
  const submitted = await submitSheet(ctx, { sheetId: sheet.id, version: 1 })
  expect(submitted).toMatchObject({ refusal: { code: 'sheet_incomplete' } })
  expect(submitted.ok ? [] : submitted.refusal.fields?.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['items.S1.score', 'items.S3.score', 'suggestion', 'suggestedWan', 'comment']),
  )
})

eachDialect('unlocking takes two people and keeps the sheet as submitted', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const { sheet, ctx } = await first(db, panelId)
  expect(await scoreAs(db, sheet.id, aSheet(good))).toBe(8650)
  const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
  const ask = { sheetId: sheet.id, version: 2, reason: '第二项误填' }
  expect(await requestUnlock(ctx, ask)).toMatchObject({ refusal: { code: 'not_yours' } })
  held(await requestUnlock(organiser, ask))
  expect(await unlockSheet(organiser, { sheetId: sheet.id, version: 3 })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  held(await refuseUnlock(supervisor, { sheetId: sheet.id, version: 3, reason: '理由不充分' }))
  held(await requestUnlock(organiser, { ...ask, version: 4 }))
  held(await unlockSheet(supervisor, { sheetId: sheet.id, version: 5 }))
  const row = await db.client.scoreSheet.findUniqueOrThrow({ where: { id: sheet.id } })
  expect(row).toMatchObject({ status: 'scoring', totalCenti: null })
  expect(JSON.parse(row.kept)).toMatchObject([{ totalCenti: 8650, unlockReason: '第二项误填' }])
  expect(await scoreAs(db, sheet.id, aSheet(fair))).toBe(7100)
})

eachDialect('nobody sees a mark before the signature; then scores and ranks are set once', async (db) => {
  const { panelId, applicationIds } = await anOpenPanel(db)
  const [kunshan = '', jiangning = ''] = applicationIds
  const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
  for (const sheet of await sheetsOf(db, panelId))
    await scoreAs(db, sheet.id, aSheet(sheet.applicationId === kunshan ? fair : good))
  for (const ctx of [organiser, supervisor]) {
    const seen = text(await findPanel(ctx, panelId))
    expect(seen).not.toMatch(/[:"](8650|7100)[,"}]|totalCenti/)
    expect(await rankingOf(ctx, panelId)).toBeNull()
    expect(await rankingText(ctx, panelId)).toBeNull()
  }
  const { ctx: expert } = await first(db, panelId)
  const panels = { sheets: 2, handedIn: 2 }
  expect(await expertPanels(expert)).toMatchObject([{ ...panels, ended: false }])
  held(await endScoring(organiser, { panelId, version: 3 }))
  expect(await expertPanels(expert)).toMatchObject([{ ...panels, ended: true }])
  expect(await signPanel(organiser, { panelId, version: 4 })).toMatchObject({
    refusal: { code: 'not_yours' },
  })
  held(await signPanel(supervisor, { panelId, version: 4 }))

  const rows = await db.client.application.findMany({
    where: { id: { in: applicationIds } },
    omit: { form: true },
  })
  const of = (id: string) => rows.find((row) => row.id === id)
  expect(of(jiangning)).toMatchObject({
    status: 'reviewed',
    scoreCenti: 8650,
    rank: 1,
    reviewOutcome: 'passed',
  })
  expect(of(kunshan)).toMatchObject({ status: 'reviewed', scoreCenti: 7100, rank: 2 })
  const ranking = await rankingOf(organiser, panelId)
  expect(ranking?.lines.map(({ id, rank }) => [id, rank])).toEqual([
    [jiangning, 1],
    [kunshan, 2],
  ])
  expect(await db.client.document.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } })).toEqual([
    { kind: 'draw_record', _count: 1 },
    { kind: 'ranking', _count: 2 },
    { kind: 'score_sheet', _count: 6 },
  ])
  const bundle = (await rankingText(organiser, panelId)) ?? ''
  expect(bundle).not.toMatch(/expert_|教授|会计师/)
  for (const key of ['kunshan_applicant', 'kunshan_approver', 'suzhou_handler'] as const) {
    await expect(findPanel(ctxOf(db, key, at), panelId)).rejects.toThrow('not found')
    expect(await rankingText(ctxOf(db, key, at), panelId)).toBeNull()
    expect(await findMine(ctxOf(db, key, at))).toEqual({ seats: [], sheets: [], consultations: [] })
  }
})

eachDialect('after the deadline a missing sheet is absent, not zero; too few stop the end', async (db) => {
  const { panelId, applicationIds } = await anOpenPanel(db)
  const sheets = await sheetsOf(db, panelId)
  for (const sheet of sheets.slice(0, 5)) await scoreAs(db, sheet.id, aSheet(good))
  expect(await endScoring(ctxOf(db, 'organiser', at), { panelId, version: 3 })).toMatchObject({
    refusal: { code: 'sheets_open', params: { count: 1 } },
  })
  const late = { now: new Date('2025-04-18T09:00:01Z') }
  const last = sheets[5]
  const ctx = expertCtx(db, last?.expertId ?? '', late.now)
  expect(
    await declareNoConflict(ctx, { confirmed: true, sheetId: last?.id ?? '', version: 0 }),
  ).toMatchObject({
    refusal: { code: 'scoring_not_open' },
  })
  expect(await endScoring(ctxOf(db, 'organiser', late), { panelId, version: 3 })).toMatchObject({
    refusal: { code: 'too_few_sheets', params: { count: 1 } },
  })
  expect(await db.client.scoreSheet.count({ where: { panelId, status: 'absent' } })).toBe(0)
  expect(applicationIds).toHaveLength(2)
})
