import { beforeAll, expect, test } from 'vitest'
import { applicationRecord, editableApplication } from '#app/db/application-record.server.ts'
import { personalOf } from '#app/db/audit-personal.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { correctionPlaces } from '#app/db/review/places.server.ts'
import { ownSheet } from '#app/db/scoring/material.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import type { Row } from '#app/domain/application/form.ts'
import { readForm } from '#app/domain/application/read-form.ts'
import { standardForm } from '#app/domain/application/standard-form.ts'
import { env } from '#app/platform/env.server.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { aFilledForm, anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { aCountyCall } from '#fixtures/review.ts'
import { aDrawnPanel, anOpenPanel, aPlannedPanel, commitAs, expertCtx } from '#fixtures/scoring.ts'
import { scoringDay, scoringEnd } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { submitApplication } from '../application/submit.server.ts'
import { reviewSide } from '../review/side.server.ts'
import { declareNoConflict } from './declare.server.ts'
import { openScoring } from './open-scoring.server.ts'
import { panelHints, panelPool } from './panel-pool.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const at = { now: scoringDay }
const jin: Row = { name: '金 教授', employer: '南京理工大学', reason: '曾任竞争企业技术顾问' }

/** The form as it stands names experts; so it is after an application was sent in. */
async function naming(db: Db, id: string | undefined, avoidance: Row[]) {
  const form = JSON.stringify(aFilledForm('kunshan', { avoidance }))
  await db.client.application.update({ where: { id: id ?? '' }, data: { form } })
}

test('three experts at most, each with name and reason', () => {
  const form = standardForm({ financeYears: [2024, 2023] })
  const problems = (avoidance: Row[]) =>
    readForm(form, aFilledForm('kunshan', { avoidance })).problems.map(({ path, code }) => `${path} ${code}`)
  expect(problems([])).toEqual([])
  expect(problems([jin, jin, jin])).toEqual([])
  expect(problems([jin, jin, jin, jin])).toEqual(['avoidance too_many_rows'])
  expect(problems([{ ...jin, reason: ' ', employer: '' }])).toEqual(['avoidance[0].reason required'])
})

eachDialect('whom the applicant names is for those who keep experts apart alone', async (db) => {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db, aCountyCall())
  const applicant = ctxOf(db, 'kunshan_applicant')
  const id = await aReadyDraft(applicant, { guidelineId, key: 'kunshan', form: { avoidance: [jin] } })
  held(await submitApplication(applicant, { id, version: 0 }))

  const edition = await db.client.applicationSnapshot.findFirstOrThrow()
  expect(Buffer.from(edition.content).toString()).not.toContain('竞争企业')
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'application.submit' } })
  expect(Buffer.from(entry.bytes).toString()).not.toContain('竞争企业')
  expect(Buffer.from(entry.bytes).toString()).toContain('"avoid":{"hmac":')
  expect((await personalOf(db.client, [entry]))(entry.id, 'after.avoid')).toBe(
    '金 教授\t南京理工大学\t曾任竞争企业技术顾问',
  )

  const shown = async (key: Parameters<typeof ctxOf>[1]) => {
    const { definition, form, changes } = await applicationRecord(ctxOf(db, key), id)
    const { sections } = definition
    expect(sections.some((section) => section.key === 'avoidance')).toBe('avoidance' in form)
    return JSON.stringify([form, changes]).includes('竞争企业')
  }
  for (const key of ['kunshan_applicant', 'organiser', 'supervisor', 'auditor'] as const)
    expect([key, await shown(key)]).toEqual([key, true])
  for (const key of ['kunshan_handler', 'suzhou_handler', 'province_handler', 'leader'] as const)
    expect([key, await shown(key)]).toEqual([key, false])

  const county = ctxOf(db, 'kunshan_handler')
  for (const read of [reviewSide, correctionPlaces, editableApplication])
    expect(JSON.stringify(await read(county, id))).not.toMatch(/竞争企业|申请回避的专家/)
})

eachDialect('a named expert is not drawn for the panel', async (db) => {
  const { panelId, applicationIds } = await aPlannedPanel(db)
  await naming(db, applicationIds[0], [jin])
  const { candidates, excluded } = await panelPool(ctxOf(db, 'organiser', at), panelId)
  expect(candidates).not.toContain('expert-expert_jin')
  expect(excluded).toEqual([
    {
      expertId: 'expert-expert_jin',
      rule: 'C10',
      applicationId: applicationIds[0],
      evidence: { code: 'avoid_c10', params: {} },
    },
  ])
})

eachDialect('who was drawn and is named since gets no sheet of that application', async (db) => {
  const { panelId, applicationIds } = await aDrawnPanel(db)
  const seats = await db.client.panelSeat.findMany({ where: { panelId, status: 'invited' } })
  for (const { id } of seats) await commitAs(db, id)
  const [seat] = seats
  const expert = await db.client.expert.findUniqueOrThrow({ where: { id: seat?.expertId ?? '' } })
  await naming(db, applicationIds[0], [{ name: expert.name, employer: '', reason: '有争议' }])
  held(await openScoring(ctxOf(db, 'organiser', at), { panelId, version: 2, scoringEnd }))
  const sheets = await db.client.scoreSheet.findMany({ where: { expertId: expert.id } })
  expect(sheets.map(({ applicationId }) => applicationId)).toEqual([applicationIds[1]])
  const refused = await db.client.auditEntry.findFirstOrThrow({
    where: { act: 'sheet.assign', result: { not: 'done' } },
  })
  expect(Buffer.from(refused.bytes).toString()).toContain('"avoidance":["C10"]')
})

test('an expert who scores an application does not see whom it names', async () => {
  await using db = await testDb()
  const { applicationIds } = await anOpenPanel(db)
  await naming(db, applicationIds[0], [jin])
  const sheet = await db.client.scoreSheet.findFirstOrThrow({
    where: { applicationId: applicationIds[0], expert: { name: { not: '金教授' } } },
  })
  const expert = expertCtx(db, sheet.expertId)
  held(await declareNoConflict(expert, { confirmed: true, sheetId: sheet.id, version: sheet.version }))
  const { material } = await ownSheet(expert, sheet.id)
  expect(material).not.toBeNull()
  expect(JSON.stringify(material)).not.toMatch(/竞争企业|申请回避的专家/)
})

eachDialect('a shared telephone or mail domain is a hint, bars nobody, and shows no number', async (db) => {
  const { panelId, applicationIds } = await aPlannedPanel(db)
  const sealed = {
    phone: seal('138 0000 0000', 'expert.phone:expert-expert_bai'),
    email: seal('bai@kunshan-jingrui.com', 'expert.email:expert-expert_bai'),
  }
  await db.client.expert.update({ where: { id: 'expert-expert_bai' }, data: sealed })
  const form = aFilledForm('kunshan', {
    'enterprise.contact_phone': '13800000000',
    'enterprise.contact_email': 'shen@kunshan-jingrui.com',
    avoidance: [{ ...jin, employer: '南京大学' }],
  })
  const first = applicationIds[0] ?? ''
  await db.client.application.update({ where: { id: first }, data: { form: JSON.stringify(form) } })
  const other = aFilledForm('jiangning', { 'enterprise.contact_phone': '13900000001' })
  await db.client.application.update({
    where: { id: applicationIds[1] ?? '' },
    data: { form: JSON.stringify(other) },
  })
  const organiser = ctxOf(db, 'organiser', at)
  const { candidates, excluded } = await panelPool(organiser, panelId)
  expect(excluded).toEqual([])
  const hints = await panelHints(organiser, panelId, candidates)
  const of = (expertId: string, code: string, params = {}) =>
    expect.objectContaining({ expertId, applicationId: first, evidence: { code, params } })
  expect(hints).toEqual(
    expect.arrayContaining([
      of('expert-expert_bai', 'hint_phone'),
      of('expert-expert_bai', 'hint_mail_domain', { domain: 'kunshan-jingrui.com' }),
      of('expert-expert_jin', 'hint_same_name', { employer: '南京大学' }),
    ]),
  )
  expect(hints).toHaveLength(3)
  expect(JSON.stringify(hints)).not.toContain('1380')
})
