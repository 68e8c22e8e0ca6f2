import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { fundYears, listFunds } from '#app/db/fund.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { addCategory, changeBudget, createFund } from './fund.server.ts'
import { held } from '#fixtures/held.ts'
import { reasonOf } from '#fixtures/log.ts'

const now = new Date('2027-01-04T02:00:00Z')
const wan = 1_000_000n
const fund = {
  code: 'zzqs-2027',
  name: '制造强省建设专项资金',
  nameEn: '',
  year: '2027',
  budgetWan: '80,000',
}
const category = { code: 'ZGSZ', name: '智改数转网联', nameEn: 'Digital', budgetWan: '30000' }
const reason = '苏财工贸〔2027〕1号'
const handler = (db: Db) => ctxOf(db, 'province_handler', { now })

async function aFund(db: Db): Promise<string> {
  await seedCast(db)
  return held(await createFund(handler(db), fund)).id
}

/** Money already given to a guideline; a draft without `publishedVersion` has got none. */
async function aGuideline(
  db: Db,
  categoryId: string,
  budgetFen: bigint,
  publishedVersion = 1,
): Promise<void> {
  const id = `guideline-${publishedVersion}-${budgetFen}`
  await db.client.guideline.create({
    data: {
      id,
      code: id,
      categoryId,
      publishedVersion,
      budgetFen,
      committedFen: publishedVersion ? budgetFen / 2n : 0n,
      title: '通知',
      year: 2027,
      batch: 1,
      documentNo: '',
      status: publishedVersion ? 'open' : 'draft',
      draft: '{}',
      applyStart: now,
      applyEnd: now,
      draftedById: 'user-province_handler',
      createdAt: now,
    },
  })
}

const problem = (path: string, code: string, params = {}) => ({
  ok: false,
  refusal: { code: 'form_has_problems', fields: [{ path, code, params }] },
})

eachDialect('a fund and its category are set up, each with its entry of the log', async (db) => {
  const fundId = await aFund(db)
  const { id } = held(await addCategory(handler(db), { fundId, ...category }))
  await aGuideline(db, id, 100n * wan)
  await aGuideline(db, id, 50n * wan, 0)
  const leader = ctxOf(db, 'leader', { now })
  expect(await fundYears(leader)).toEqual([2027])
  expect(await listFunds(leader, 2027)).toMatchObject([
    {
      code: 'ZZQS-2027',
      budgetFen: 80_000n * wan,
      toCategoriesFen: 30_000n * wan,
      toGuidelinesFen: 100n * wan,
      committedFen: 50n * wan,
      categories: [{ code: 'ZGSZ', guidelines: 1, toGuidelinesFen: 100n * wan, committedFen: 50n * wan }],
    },
  ])
  const entries = await db.client.auditEntry.findMany({ orderBy: { n: 'asc' } })
  expect(entries.map(({ dossier, n, act }) => [dossier, n, act])).toEqual([
    [`fund:${fundId}`, 1, 'fund.create'],
    [`fund:${fundId}`, 2, 'fund.category'],
  ])
})

eachDialect('of two categories at once that only fit one by one, exactly one comes', async (db) => {
  const fundId = await aFund(db)
  const results = await Promise.all(
    ['A', 'B'].map((code) => addCategory(handler(db), { ...category, fundId, code, budgetWan: '50000' })),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.find(({ ok }) => !ok)).toMatchObject(
    problem('budgetWan', 'fund_categories_exceed', { left: '30,000.00' }),
  )
  expect(await db.client.fundCategory.count()).toBe(1)
  expect(await db.client.auditEntry.count({ where: { act: 'fund.category' } })).toBe(1)
})

eachDialect('codes are given once, also to two at the same time', async (db) => {
  await seedCast(db)
  const twins = await Promise.all([1, 2].map(() => createFund(handler(db), fund)))
  const first = twins.find(({ ok }) => ok)
  expect(twins.find(({ ok }) => !ok)).toMatchObject(problem('code', 'fund_code_taken', { code: 'ZZQS-2027' }))
  const fundId = first?.ok ? first.value.id : ''
  const pair = await Promise.all([1, 2].map(() => addCategory(handler(db), { fundId, ...category })))
  expect(pair.find(({ ok }) => !ok)).toMatchObject(problem('code', 'fund_code_taken', { code: 'ZGSZ' }))
  const other = held(await createFund(handler(db), { ...fund, code: 'OTHER' }))
  held(await addCategory(handler(db), { fundId: other.id, ...category }))
})

eachDialect('a budget changes with its reason, between what was given and what there is', async (db) => {
  const fundId = await aFund(db)
  const { id: categoryId } = held(await addCategory(handler(db), { fundId, ...category }))
  await aGuideline(db, categoryId, 2600n * wan)
  const change = (to: string, changes = {}) =>
    changeBudget(handler(db), {
      fundId,
      categoryId,
      was: String(30_000n * wan),
      budgetWan: to,
      reason,
      ...changes,
    })
  const ofFund = { categoryId: null, was: String(80_000n * wan) }
  expect(await change('2599.99')).toMatchObject(
    problem('budgetWan', 'category_below_guidelines', { given: '2,600.00' }),
  )
  expect(await change('80000.01')).toMatchObject(
    problem('budgetWan', 'fund_categories_exceed', { left: '80,000.00' }),
  )
  expect(await change('29999', ofFund)).toMatchObject(
    problem('budgetWan', 'fund_below_categories', { given: '30,000.00' }),
  )
  expect(await change('2600', { reason: ' ' })).toMatchObject(problem('reason', 'required'))
  held(await change('2600'))
  expect(await change('2700')).toMatchObject({ refusal: { code: 'stale_version', status: 409 } })
  held(await change('2600', ofFund))
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'fund.budget', n: 3 } })
  expect(JSON.parse(Buffer.from(entry.bytes).toString('utf8'))).toMatchObject({
    object: { type: 'category', id: categoryId, dossier: `fund:${fundId}` },
    before: { budgetFen: '30000000000' },
    after: { budgetFen: '2600000000' },
  })
  expect(await reasonOf(db, entry)).toBe(reason)
  expect(await db.client.auditEntry.count({ where: { act: 'fund.budget' } })).toBe(2)
})

test('what cannot be read is said at each field, and nothing is written', async () => {
  await using db = await testDb()
  await seedCast(db)
  const empty = { code: 'A B', name: ' ', nameEn: '', year: '27', budgetWan: '8万' }
  const refused = await createFund(handler(db), empty)
  expect(refused).toMatchObject({
    refusal: {
      fields: [
        { path: 'code', code: 'fund_code_format' },
        { path: 'name', code: 'required' },
        { path: 'budgetWan', code: 'number_format' },
        { path: 'year', code: 'fund_year' },
      ],
    },
  })
  expect(await db.client.fund.count()).toBe(0)
})

test('only a handler of the province sets up funds; a fund that is not there is not found', async () => {
  await using db = await testDb()
  const fundId = await aFund(db)
  for (const key of ['province_approver', 'leader', 'finance', 'suzhou_handler', 'auditor'] as const) {
    const ctx = ctxOf(db, key, { now })
    const was = { categoryId: null, was: '', budgetWan: '1', reason }
    for (const result of [
      await createFund(ctx, fund),
      await addCategory(ctx, { fundId, ...category }),
      await changeBudget(ctx, { fundId, ...was }),
    ])
      expect([key, result]).toMatchObject([key, { refusal: { code: 'not_yours', status: 403 } }])
  }
  await expect(addCategory(handler(db), { fundId: 'no', ...category })).rejects.toThrow('not found')
})
