import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { findGuideline, listGuidelines } from '#app/db/guideline-lists.server.ts'
import { findDraft } from '#app/db/guideline.server.ts'
import { findCall, listCalls } from '#app/db/portal.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { standardConfiguration } from '#app/domain/guideline/standard.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { amendGuideline, proposeAmendment, returnAmendment } from './amend.server.ts'
import { draftGuideline, saveGuidelineDraft } from './draft.server.ts'
import { publishGuideline, sendBackGuideline, submitGuideline } from './publish.server.ts'
import { archiveGuideline, openAndCloseGuidelines, resumeGuideline, suspendGuideline } from './time.server.ts'

const now = new Date('2025-02-20T02:00:00Z')
const at = (time: string) => ({ now: new Date(time) })

/** A call that may be published: everything that the standard leaves open is filled in. */
function readyParts(): Partial<GuidelineConfiguration> {
  return {
    documentNo: '苏工信综合〔2025〕61号',
    issuedBy: ['江苏省工业和信息化厅', '江苏省财政厅'],
    supportDirection: '支持重点产业技术创新。',
    eligibilityText: '在江苏省内注册，具有独立法人资格。',
    capWan: '1000',
    budgetWan: '2600',
    contacts: [{ section: '规划与投资处', phone: '025-00000000' }],
    deadlines: {
      applyStart: '2025-03-01 09:00',
      applyEnd: '2025-03-18 17:00',
      townEnd: '2025-03-20 17:00',
      countyEnd: '2025-03-22 17:00',
      cityEnd: '2025-03-25 17:00',
      provinceCheckEnd: '2025-04-10 17:00',
    },
    quotas: [{ level: 'county', limit: 3, units: { '320583': 5 } }],
    rules: standardConfiguration({ code: '', title: '', year: 2025 }).rules,
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function aCategory(db: Db): Promise<string> {
  await db.client.fund.create({
    data: {
      id: 'fund',
      code: 'ZZQS',
      name: '制造强省',
      nameEn: 'Fund',
      year: 2025,
      budgetFen: 80_000_000_000n,
    },
  })
  await db.client.fundCategory.create({
    data: {
      id: 'category',
      fundId: 'fund',
      code: 'A',
      name: '技术创新',
      nameEn: 'Innovation',
      budgetFen: 80_000_000_000n,
    },
  })
  return 'category'
}

async function aDraft(db: Db, parts = readyParts()): Promise<{ id: string; version: number }> {
  await seedCast(db)
  const categoryId = await aCategory(db)
  const ctx = ctxOf(db, 'province_handler', { now })
  const { id } = must(
    await draftGuideline(ctx, {
      categoryId,
      code: 'ZZQS-2025-01',
      title: '2025 年度制造强省项目',
      year: 2025,
      from: { kind: 'standard' },
    }),
  )
  const { version } = must(await saveGuidelineDraft(ctx, { id, version: 0, changes: parts }))
  return { id, version }
}

async function aPublished(db: Db): Promise<{ id: string; version: number }> {
  const draft = await aDraft(db)
  const sent = must(await submitGuideline(ctxOf(db, 'province_handler', { now }), draft))
  const { version } = must(
    await publishGuideline(ctxOf(db, 'leader', { now }), { id: draft.id, version: sent.version }),
  )
  return { id: draft.id, version }
}

async function anApplication(db: Db, guidelineId: string): Promise<void> {
  await db.client.application.create({
    data: {
      id: 'application',
      guidelineId,
      guidelineVersion: 1,
      enterpriseId: 'enterprise-kunshan',
      applicantName: '昆山精锐',
      unitCode: '320583',
      cityCode: '320500',
      channel: 'local',
      projectName: '',
      status: 'draft',
      form: '{}',
      createdById: 'user-kunshan_applicant',
      createdAt: now,
      updatedAt: now,
    },
  })
}

async function actsOf(db: Db, id: string): Promise<string[]> {
  const entries = await db.client.auditEntry.findMany({
    where: { dossier: `guideline:${id}` },
    orderBy: { n: 'asc' },
  })
  return entries.map(({ act }) => act)
}

eachDialect(
  'a draft keeps what was typed, tells a stale version both numbers, and is the handler’s alone',
  async (db) => {
    const { id, version } = await aDraft(db)
    const handler = ctxOf(db, 'province_handler', { now })
    const typed = { ratio: '一成' }
    must(
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
    const sent = must(await submitGuideline(handler, draft))
    expect(await db.client.notice.findMany({ where: { kind: 'guideline_to_approve' } })).toMatchObject([
      { userId: 'user-leader', link: `/guidelines/${draft.id}` },
    ])
    expect(await sendBackGuideline(leader, { id: draft.id, version: sent.version })).toMatchObject({
      refusal: { code: 'reason_required' },
    })
    const back = must(
      await sendBackGuideline(leader, { id: draft.id, version: sent.version, reason: '补充联系人' }),
    )
    expect(await db.client.notice.findMany({ where: { kind: 'guideline_returned' } })).toMatchObject([
      { userId: 'user-province_handler' },
    ])
    const again = must(await submitGuideline(handler, { id: draft.id, version: back.version }))
    expect(await publishGuideline(handler, { id: draft.id, version: again.version })).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    const out = must(await publishGuideline(leader, { id: draft.id, version: again.version }))
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

eachDialect(
  'an amendment extends, moves drafts on, tells their people and reopens a closed call',
  async (db) => {
    const { id } = await aPublished(db)
    await anApplication(db, id)
    await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-02T00:00:00Z')))
    await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-19T00:00:00Z')))
    const handler = ctxOf(db, 'province_handler', at('2025-03-19T01:00:00Z'))
    const leader = ctxOf(db, 'leader', at('2025-03-19T02:00:00Z'))
    const deadlines = readyParts().deadlines
    if (!deadlines) throw new Error('no deadlines')
    const before = await findDraft(db.client, handler, id)

    const shorter = { ...deadlines, applyEnd: '2025-03-17 17:00' }
    const first = must(
      await saveGuidelineDraft(handler, { id, version: before.version, changes: { deadlines: shorter } }),
    )
    expect(await proposeAmendment(handler, { id, version: first.version, reason: '缩短' })).toMatchObject({
      refusal: { code: 'amendment_shortens' },
    })
    expect((await findCall(db, 'ZZQS-2025-01')).configuration.deadlines.applyEnd).toBe('2025-03-18 17:00')

    const longer = {
      applyStart: '2025-03-01 09:00',
      applyEnd: '2025-03-28 17:00',
      townEnd: '2025-03-29 17:00',
      countyEnd: '2025-03-30 17:00',
      cityEnd: '2025-03-31 17:00',
      provinceCheckEnd: '2025-04-10 17:00',
    }
    const quotas = [{ level: 'county' as const, limit: 4, units: { '320583': 6 } }]
    const second = must(
      await saveGuidelineDraft(handler, {
        id,
        version: first.version,
        changes: { deadlines: longer, quotas },
      }),
    )
    expect(await amendGuideline(leader, { id, version: second.version, reason: '延期' })).toMatchObject({
      refusal: { code: 'no_amendment_proposed' },
    })
    const asked = must(await proposeAmendment(handler, { id, version: second.version, reason: '延期' }))
    const returned = must(await returnAmendment(leader, { id, version: asked.version, reason: '请再核对' }))
    const third = must(await proposeAmendment(handler, { id, version: returned.version, reason: '延期十天' }))
    const out = must(await amendGuideline(leader, { id, version: third.version, reason: '延期十天' }))

    expect(out.to).toBe('open')
    expect(await db.client.guideline.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'open',
      publishedVersion: 2,
      amendmentNote: null,
      applyEnd: new Date('2025-03-28T09:00:00Z'),
    })
    expect(
      await db.client.guidelineVersion.findMany({ where: { guidelineId: id }, orderBy: { number: 'asc' } }),
    ).toMatchObject([
      { number: 1, note: '' },
      { number: 2, note: '延期十天' },
    ])
    expect(await db.client.application.findUniqueOrThrow({ where: { id: 'application' } })).toMatchObject({
      guidelineVersion: 2,
      dueAt: new Date('2025-03-28T09:00:00Z'),
    })
    const told = await db.client.notice.findMany({
      where: { kind: 'guideline_amended' },
      orderBy: { userId: 'asc' },
    })
    expect(told.map(({ userId }) => userId)).toEqual(['user-kunshan_applicant', 'user-kunshan_colleague'])
    expect(await db.client.mail.count()).toBe(2)
    const place = { guidelineId_level_unitCode: { guidelineId: id, level: 'county', unitCode: '320583' } }
    expect(await db.client.quota.findUniqueOrThrow({ where: place })).toMatchObject({ limit: 6 })
    expect((await actsOf(db, id)).slice(-4)).toEqual([
      'guideline.propose_amendment',
      'guideline.return_amendment',
      'guideline.propose_amendment',
      'guideline.amend',
    ])
  },
)

eachDialect('a call is suspended, resumed by the clock, and archived once closed', async (db) => {
  const { id, version } = await aPublished(db)
  await anApplication(db, id)
  const leader = ctxOf(db, 'leader', { now })
  const stopped = must(await suspendGuideline(leader, { id, version, reason: '政策调整' }))
  expect(await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-02T00:00:00Z')))).toEqual({
    opened: 0,
    closed: 0,
  })
  const going = must(
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
  must(await archiveGuideline(handler, { id, version: going.version + 1, reason: '办结' }))
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
  const sent = must(await submitGuideline(handler, { id, version }))
  must(await publishGuideline(ctxOf(db, 'leader', { now }), { id, version: sent.version }))
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
    const { id } = must(await draftGuideline(handler, { categoryId, code, title, year, from }))
    const sent = must(await submitGuideline(handler, { id, version: 0 }))
    must(await publishGuideline(ctxOf(db, 'leader', before), { id, version: sent.version }))
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
    const made = must(await draftGuideline(handler, { ...next, from: { kind: 'guideline', id } }))
    const { configuration } = (await findDraft(db.client, handler, made.id)).draft
    expect(configuration).toMatchObject({
      year: 2026,
      documentNo: '',
      capWan: '1000',
      deadlines: { applyEnd: '' },
    })
    must(await saveGuidelineDraft(handler, { id: made.id, version: 0, changes: { code: 'ZZQS-2025-01' } }))
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
    const second = must(
      await draftGuideline(handler, {
        categoryId: 'category',
        code: 'ZZQS-2025-02',
        title: '2025 年度第二批',
        year: 2025,
        from: { kind: 'standard' },
      }),
    )
    const saved = must(
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
      calls.map(async (call) => ({ ...call, ...must(await submitGuideline(handler, call)) })),
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
