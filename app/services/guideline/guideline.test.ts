import { expect } from 'vitest'
import { configurationOf } from '#app/db/configuration.server.ts'
import { findGuideline, listGuidelines } from '#app/db/guideline-lists.server.ts'
import { findDraft } from '#app/db/guideline.server.ts'
import { findCall, listCalls } from '#app/db/portal.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { coSignGuideline } from './co-sign.server.ts'
import { draftGuideline, saveGuidelineDraft } from './draft.server.ts'
import { publishGuideline, sendBackGuideline, submitGuideline } from './publish.server.ts'
import { archiveGuideline, openAndCloseGuidelines, resumeGuideline, suspendGuideline } from './time.server.ts'
import { held } from '#fixtures/held.ts'
import {
  now,
  at,
  readyParts,
  aCategory,
  aDraft,
  aPublished,
  anApplication,
  actsOf,
} from '#fixtures/guideline.ts'

eachDialect(
  'a draft keeps what was typed, tells a stale version both numbers, and is the handler’s alone',
  async (db) => {
    const { id, version } = await aDraft(db)
    const handler = ctxOf(db, 'province_handler', { now })
    const typed = { ratio: '一成' }
    held(
      await saveGuidelineDraft(handler, {
        id,
        version,
        changes: { faq: [{ question: '问', answer: '' }] },
        typed,
      }),
    )
    const row = await findDraft(db.client, handler, id)
    expect(row.draft.typed).toEqual(typed)
    expect(row.draft.configuration.faq).toHaveLength(1)
    expect(row.draft.configuration.capWan).toBe('1000')

    expect(await saveGuidelineDraft(handler, { id, version, changes: { title: '旧版' } })).toMatchObject({
      refusal: { code: 'stale_version', status: 409, params: { seen: version, now: version + 1 } },
    })
    expect(await submitGuideline(handler, { id, version: version + 1 })).toMatchObject({
      refusal: { code: 'guideline_has_problems', params: { count: 1 } },
    })
    expect(
      await saveGuidelineDraft(ctxOf(db, 'leader'), { id, version: version + 1, changes: {} }),
    ).toMatchObject({ refusal: { code: 'not_yours', status: 403 } })
    await expect(
      saveGuidelineDraft(ctxOf(db, 'kunshan_handler'), { id, version: version + 1, changes: {} }),
    ).rejects.toThrow('guideline not found')
    expect(
      await saveGuidelineDraft(handler, { id, version: version + 1, changes: { title: 12, nonsense: 1 } }),
    ).toMatchObject({ refusal: { code: 'form_has_problems' } })
    expect((await findDraft(db.client, handler, id)).version).toBe(version + 1)
  },
)

eachDialect('a code is used once', async (db) => {
  await aDraft(db)
  const again = { categoryId: 'category', code: 'ZZQS-2025-01', title: '再来', year: 2025 }
  expect(
    await draftGuideline(ctxOf(db, 'province_handler'), { ...again, from: { kind: 'standard' } }),
  ).toMatchObject({ refusal: { code: 'code_taken' } })
  expect(
    await draftGuideline(ctxOf(db, 'suzhou_handler'), { ...again, code: 'B', from: { kind: 'standard' } }),
  ).toMatchObject({
    refusal: { code: 'not_yours' },
  })
})

eachDialect(
  'handler submits, leader sends back with a reason, then publishes; row, entry and notices together',
  async (db) => {
    const draft = await aDraft(db)
    const handler = ctxOf(db, 'province_handler', { now })
    const leader = ctxOf(db, 'leader', { now })
    const sent = held(await submitGuideline(handler, draft))
    expect(await db.client.notice.findMany({ where: { kind: 'guideline_to_approve' } })).toMatchObject([
      { userId: 'user-leader', link: `/guidelines/${draft.id}` },
    ])
    expect(await sendBackGuideline(leader, { id: draft.id, version: sent.version })).toMatchObject({
      refusal: { code: 'reason_required' },
    })
    const back = held(
      await sendBackGuideline(leader, { id: draft.id, version: sent.version, reason: '补充联系人' }),
    )
    expect(await db.client.notice.findMany({ where: { kind: 'guideline_returned' } })).toMatchObject([
      { userId: 'user-province_handler' },
    ])
    const again = held(await submitGuideline(handler, { id: draft.id, version: back.version }))
    expect(await publishGuideline(handler, { id: draft.id, version: again.version })).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    const out = held(await publishGuideline(leader, { id: draft.id, version: again.version }))
    expect(out.to).toBe('published')

    const row = await db.client.guideline.findUniqueOrThrow({
      where: { id: draft.id },
      include: { versions: true },
    })
    expect(row).toMatchObject({
      publishedVersion: 1,
      approvedById: 'user-leader',
      budgetFen: 2_600_000_000n,
      applyStart: new Date('2025-03-01T01:00:00Z'),
      applyEnd: new Date('2025-03-18T09:00:00Z'),
      countyEnd: new Date('2025-03-22T09:00:00Z'),
      versions: [{ number: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    expect((await configurationOf(db, draft.id, 1)).title).toBe('2025 年度制造强省项目')
    const places = await db.client.quota.findMany({ where: { guidelineId: draft.id } })
    expect(places.find(({ unitCode }) => unitCode === '320583')).toMatchObject({
      level: 'county',
      limit: 5,
      used: 0,
    })
    expect(places.find(({ unitCode }) => unitCode === '320576')).toMatchObject({ limit: 3 })
    expect(await actsOf(db, draft.id)).toEqual([
      'guideline.create',
      'guideline.save',
      'guideline.submit',
      'guideline.send_back',
      'guideline.submit',
      'guideline.publish',
    ])
  },
)

eachDialect('time opens a call at its first minute and closes it only after the last', async (db) => {
  const { id } = await aPublished(db)
  const status = async () => (await db.client.guideline.findUniqueOrThrow({ where: { id } })).status
  const sweep = (time: string) => openAndCloseGuidelines(ctxOf(db, 'system', at(time)))
  expect(await sweep('2025-03-01T00:59:59.999Z')).toEqual({ opened: 0, closed: 0 })
  expect(await sweep('2025-03-01T01:00:00Z')).toEqual({ opened: 1, closed: 0 })
  expect(await sweep('2025-03-18T09:00:00Z')).toEqual({ opened: 0, closed: 0 })
  expect(await status()).toBe('open')
  expect(await sweep('2025-03-18T09:00:00.001Z')).toEqual({ opened: 0, closed: 1 })
  expect(await sweep('2025-03-18T10:00:00Z')).toEqual({ opened: 0, closed: 0 })
  expect(await status()).toBe('closed')
})

eachDialect('a call is suspended, resumed by the clock, and archived once closed', async (db) => {
  const { id, version } = await aPublished(db)
  await anApplication(db, id)
  const leader = ctxOf(db, 'leader', { now })
  const stopped = held(await suspendGuideline(leader, { id, version, reason: '政策调整' }))
  expect(await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-02T00:00:00Z')))).toEqual({
    opened: 0,
    closed: 0,
  })
  const going = held(
    await resumeGuideline(ctxOf(db, 'leader', at('2025-03-02T00:00:00Z')), {
      id,
      version: stopped.version,
      reason: '恢复',
    }),
  )
  expect((await db.client.guideline.findUniqueOrThrow({ where: { id } })).status).toBe('open')
  expect(await db.client.notice.count({ where: { kind: 'guideline_amended' } })).toBe(4)
  const handler = ctxOf(db, 'province_handler', at('2025-06-01T00:00:00Z'))
  expect(await archiveGuideline(handler, { id, version: going.version, reason: '办结' })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
  await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-06-01T00:00:00Z')))
  held(await archiveGuideline(handler, { id, version: going.version + 1, reason: '办结' }))
})

eachDialect('the public sees published calls only, staff by view, each person their acts', async (db) => {
  const { id } = await aDraft(db)
  expect((await listCalls(db, {})).calls).toEqual([])
  await expect(findCall(db, 'ZZQS-2025-01')).rejects.toThrow('call not found')
  await expect(findGuideline(ctxOf(db, 'kunshan_applicant'), id)).rejects.toThrow('guideline not found')

  const handler = ctxOf(db, 'province_handler', { now })
  expect((await findGuideline(handler, id)).actions).toEqual(['save', 'submit'])
  expect(await listGuidelines(handler, { view: 'drafting', q: '制造强省' })).toMatchObject({
    count: 1,
    views: { drafting: 1, to_approve: 0, open: 0, closed: 0, all: 1 },
  })
  const { version } = await findDraft(db.client, handler, id)
  const sent = held(await submitGuideline(handler, { id, version }))
  held(await publishGuideline(ctxOf(db, 'leader', { now }), { id, version: sent.version }))
  expect(await listCalls(db, { state: 'coming', year: 2025 })).toMatchObject({
    count: 1,
    years: [2025],
    counts: { open: 0, coming: 1, closed: 0 },
  })
  const { configuration, versions } = await findCall(db, 'ZZQS-2025-01')
  expect(configuration.budgetWan).toBe('2600')
  expect(versions).toHaveLength(1)
})

eachDialect('the published calls of Jiangsu go through the same functions', async (db) => {
  await seedCast(db)
  const categoryId = await aCategory(db)
  for (const configuration of Object.values(guidelines)) {
    const { code, title, year } = configuration
    const before = { now: new Date(`${year}-01-02T00:00:00Z`) }
    const handler = ctxOf(db, 'province_handler', before)
    const from = { kind: 'configuration' as const, configuration }
    const { id } = held(await draftGuideline(handler, { categoryId, code, title, year, from }))
    const sent = held(await submitGuideline(handler, { id, version: 0 }))
    const signed = configuration.finance.coSigns
      ? held(await coSignGuideline(ctxOf(db, 'finance', before), { id, version: sent.version }))
      : sent
    held(await publishGuideline(ctxOf(db, 'leader', before), { id, version: signed.version }))
    expect(await configurationOf(db, id, 1)).toEqual(configuration)
    expect((await findCall(db, code)).configuration).toEqual(configuration)
  }
})

eachDialect(
  'a guideline starts from an earlier one without its deadlines and document number',
  async (db) => {
    const { id } = await aPublished(db)
    const handler = ctxOf(db, 'province_handler', { now })
    const next = { categoryId: 'category', code: 'ZZQS-2026-01', title: '2026 年度', year: 2026 }
    const made = held(await draftGuideline(handler, { ...next, from: { kind: 'guideline', id } }))
    const { configuration } = (await findDraft(db.client, handler, made.id)).draft
    expect(configuration).toMatchObject({
      year: 2026,
      documentNo: '',
      capWan: '1000',
      deadlines: { applyEnd: '' },
    })
    held(await saveGuidelineDraft(handler, { id: made.id, version: 0, changes: { code: 'ZZQS-2025-01' } }))
    expect((await findDraft(db.client, handler, made.id)).code).toBe('ZZQS-2026-01')
    expect(await submitGuideline(handler, { id: made.id, version: 1 })).toMatchObject({
      refusal: { code: 'code_taken' },
    })
  },
)

eachDialect(
  'of two calls at once that only fit their category one by one, exactly one is published',
  async (db) => {
    const first = await aDraft(db)
    const handler = ctxOf(db, 'province_handler', { now })
    const leader = ctxOf(db, 'leader', { now })
    const second = held(
      await draftGuideline(handler, {
        categoryId: 'category',
        code: 'ZZQS-2025-02',
        title: '2025 年度第二批',
        year: 2025,
        from: { kind: 'standard' },
      }),
    )
    const saved = held(
      await saveGuidelineDraft(handler, { id: second.id, version: 0, changes: readyParts() }),
    )
    const calls = [first, { id: second.id, version: saved.version }]
    const setBudget = (budgetFen: bigint) =>
      db.client.fundCategory.update({ where: { id: 'category' }, data: { budgetFen } })
    await setBudget(2_599_000_000n)
    const short = await submitGuideline(handler, first)
    expect(short).toMatchObject({ refusal: { code: 'category_budget_short', params: { left: '2,599.00' } } })
    expect((await findDraft(db.client, handler, first.id)).status).toBe('draft')

    await setBudget(5_199_000_000n)
    const sent = await Promise.all(
      calls.map(async (call) => ({ ...call, ...held(await submitGuideline(handler, call)) })),
    )
    const published = await Promise.all(
      sent.map(({ id, version }) => publishGuideline(leader, { id, version })),
    )
    expect(published.filter(({ ok }) => ok)).toHaveLength(1)
    expect(published.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'category_budget_short', params: { left: '2,599.00' } },
    })
    expect(await db.client.guideline.count({ where: { publishedVersion: 1 } })).toBe(1)
  },
)
