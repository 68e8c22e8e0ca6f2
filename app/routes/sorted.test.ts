import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { anIssuedPayment, aReward } from '#fixtures/funding.ts'
import { anObjection, aPostedPair } from '#fixtures/publicity.ts'
import { orderOf, testSite, type TestSite } from './testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-07-05T02:00:00Z')
const at = { now }
const as = (key: string) => ({ id: `user-${key}` })

/** Columns whose headings of a page lead to another order, and the one that says it is in order. */
function headingsOf(html: string) {
  const headings = [...html.matchAll(/<th\b[^>]*data-column="(\w+)"[^>]*>(<a\b)?/g)]
  return {
    offered: headings.filter(([, , link]) => link).map(([, column = '']) => column),
    sorted: headings.filter(([head]) => head.includes('aria-sort=')).map(([, column = '']) => column),
  }
}

/** Beside a plan and an objection to it two more of each, three panels and three lists; each without one of its dates or numbers. */
async function threeOfEach({ client }: Db, { planId, first }: { planId: string; first: string }) {
  const plan = await client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })
  const { guidelineId, status, createdById, createdAt } = plan
  await client.allocationPlan.createMany({
    data: [
      { ...plan, id: 'plan-2', number: 2, endsOn: null },
      { ...plan, id: 'plan-3', number: 3, endsOn: '2025-01-01' },
    ],
  })
  const objection = await client.objection.findFirstOrThrow({ where: { applicationId: first } })
  await client.objection.createMany({
    data: [
      { ...objection, id: 'objection-2', number: 'YY-0', dueAt: new Date('2026-02-01') },
      { ...objection, id: 'objection-3', number: 'YY-9', dueAt: new Date('2026-01-01') },
    ],
  })
  const panel = { guidelineId, status: 'planned', seatsWanted: 3, substitutesWanted: 1, conditions: '{}' }
  await client.panel.createMany({
    data: ['甲组', '乙组', '丙组'].map((name, index) => ({
      ...panel,
      id: `panel-${index}`,
      name,
      guidelineVersion: 1,
      createdById,
      createdAt,
      scoringEnd: index === 0 ? null : new Date(2026, 0, index),
    })),
  })
  const sheet = { guidelineId, orgId: '', level: 'county', status, content: '{"rows":[]}', sha256: '' }
  await client.recommendationSheet.createMany({
    data: ['320583', '320115', '320500'].map((unitCode, index) => ({
      ...sheet,
      id: `sheet-${index}`,
      unitCode,
      number: index,
      createdById,
      createdAt,
      documentNo: index === 0 ? null : `文${index}`,
    })),
  })
}

/** Columns by which each page offers to sort; what it offers it does, in both directions. */
async function offeredBy({ requestAs }: TestSite, paths: Record<string, string>) {
  const found: Record<string, string[]> = {}
  for (const [path, key] of Object.entries(paths)) {
    const headings = async (query: string) =>
      headingsOf(await (await requestAs(as(key), path + query, at)).text())
    found[path] = (await headings('')).offered
    for (const column of found[path])
      for (const sort of [column, `-${column}`])
        expect([path, sort, (await headings(`?sort=${sort}`)).sorted]).toEqual([path, sort, [column]])
  }
  return found
}

test(
  'every heading that offers to sort a list is obeyed, in both directions',
  { timeout: 60_000 },
  async () => {
    await using db = await testDb()
    const { id: projectId } = await aReward(db)
    await anIssuedPayment(db, projectId)
    const evaluation = { projectId, status: 'asked', form: '{}', budgetFen: 1n, createdAt: now }
    await db.client.evaluation.createMany({
      data: [
        { ...evaluation, id: 'evaluation-2031', year: 2031, scoreCenti: 8000 },
        { ...evaluation, id: 'evaluation-2032', year: 2032, scoreCenti: 9000 },
        { ...evaluation, id: 'evaluation-2033', year: 2033, scoreCenti: null },
      ],
    })
    const site = await testSite(db)
    const paths = ['/projects', '/enterprises', '/evaluations', '/funding', '/funding/issues', '/guidelines']
    const found = await offeredBy(site, Object.fromEntries(paths.map((path) => [path, 'province_handler'])))
    expect(found).toEqual({
      '/projects': ['name', 'undertaker', 'amountFen', 'endOn', 'dueAt'],
      '/enterprises': ['name', 'uscc', 'unitCode'],
      '/evaluations': ['year', 'budgetFen', 'scoreCenti', 'dueAt'],
      '/funding': ['amountFen', 'dueAt'],
      '/funding/issues': ['documentNo', 'issuedOn', 'totalFen', 'dueAt'],
      '/guidelines': ['title', 'applyEnd', 'budgetFen'],
    })
    const years = async (sort: string) =>
      orderOf(await site.requestAs(as('province_handler'), `/evaluations?sort=${sort}`, at), [
        '2031',
        '2032',
        '2033',
      ])
    expect(await years('scoreCenti')).toEqual(['2031', '2032', '2033'])
    expect(await years('-scoreCenti')).toEqual(['2032', '2031', '2033'])
  },
)

test(
  'panels, plans, objections, lists, people, mails, jobs and the log are sorted by their headings',
  { timeout: 60_000 },
  async () => {
    await using db = await testDb()
    const posted = await aPostedPair(db)
    await anObjection(db, posted.planId, posted.first)
    await threeOfEach(db, posted)
    const site = await testSite(db)
    expect(
      await offeredBy(site, {
        '/scoring': 'organiser',
        '/approval': 'province_handler',
        '/approval/objections': 'supervisor',
        '/recommendations': 'province_handler',
        '/admin/users': 'sec_admin',
        '/audit': 'audit_admin',
        '/admin/mail': 'sys_admin',
        '/admin/jobs': 'sys_admin',
      }),
    ).toEqual({
      '/scoring': ['name', 'guideline', 'scoringEnd'],
      '/approval': ['title', 'endsOn'],
      '/approval/objections': ['number', 'project', 'receivedAt', 'dueAt'],
      '/recommendations': ['unitCode', 'documentNo', 'createdAt'],
      '/admin/users': ['loginName'],
      '/audit': ['at'],
      '/admin/mail': ['created'],
      '/admin/jobs': ['created'],
    })

    /** what the rows are, by a mark that each has of its own, in the order of its address */
    const order = async (key: string, path: string, marks: readonly string[]) =>
      (await orderOf(await site.requestAs(as(key), path, at), marks)).join(' ')
    const panels = ['panel-0', 'panel-1', 'panel-2']
    expect(await order('organiser', '/scoring?sort=scoringEnd', panels)).toBe('panel-1 panel-2 panel-0')
    expect(await order('organiser', '/scoring?sort=-scoringEnd', panels)).toBe('panel-2 panel-1 panel-0')
    expect(await order('organiser', '/scoring?sort=guideline', panels)).toBe('panel-2 panel-1 panel-0')
    const plans = ['plan-2', 'plan-3', posted.planId]
    const planned = (sort: string) => order('province_handler', `/approval?sort=${sort}`, plans)
    expect(await planned('title')).toBe(`${posted.planId} plan-2 plan-3`)
    expect(await planned('-title')).toBe(`plan-3 plan-2 ${posted.planId}`)
    expect(await planned('endsOn')).toBe(`plan-3 ${posted.planId} plan-2`)
    expect(await planned('-endsOn')).toBe(`${posted.planId} plan-3 plan-2`)
    const objections = ['objection-2', 'objection-3']
    const objected = (sort: string) => order('supervisor', `/approval/objections?sort=${sort}`, objections)
    expect(await objected('number')).toBe('objection-2 objection-3')
    expect(await objected('dueAt')).toBe('objection-3 objection-2')
    expect(await objected('-dueAt')).toBe('objection-2 objection-3')
    const sheets = ['sheet-0', 'sheet-1', 'sheet-2']
    const listed = (sort: string) => order('province_handler', `/recommendations?sort=${sort}`, sheets)
    expect(await listed('unitCode')).toBe('sheet-1 sheet-2 sheet-0')
    expect(await listed('-unitCode')).toBe('sheet-0 sheet-2 sheet-1')
    expect(await listed('documentNo')).toBe('sheet-1 sheet-2 sheet-0')
    expect(await listed('-documentNo')).toBe('sheet-2 sheet-1 sheet-0')
    const people = ['user-leader', 'user-supervisor', 'user-organiser']
    const accounts = (sort: string) => order('sec_admin', `/admin/users?view=office&sort=${sort}`, people)
    expect(await accounts('loginName')).toBe('user-leader user-organiser user-supervisor')
    expect(await accounts('-loginName')).toBe('user-supervisor user-organiser user-leader')
    const mails = (await db.client.mail.findMany({ orderBy: { id: 'asc' }, take: 2 })).map(({ id }) => id)
    for (const path of ['/admin/mail', '/admin/jobs']) {
      expect(await order('sys_admin', `${path}?sort=created`, mails)).toBe(mails.join(' '))
      expect(await order('sys_admin', path, mails)).toBe(mails.toReversed().join(' '))
    }
    const found = await db.client.auditEntry.findMany({ orderBy: { id: 'asc' }, take: 2 })
    const [older = '', newer = ''] = found.map(({ leaf }) => leaf)
    expect(await order('audit_admin', '/audit?sort=at', [newer, older])).toBe(`${older} ${newer}`)
    expect(await order('audit_admin', '/audit', [older, newer])).toBe(`${newer} ${older}`)
  },
)
