import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { mostExported } from '#app/db/paging.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { anIssuedPayment, aReward } from '#fixtures/funding.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { pageText, testSite } from './testing.ts'

beforeAll(async () => {
  env.dataDir = await mkdtemp(join(tmpdir(), 'qixiang-files-'))
})

const now = new Date('2025-07-05T02:00:00Z')
const at = { now }
const as = (key: string) => ({ id: `user-${key}` })

/** Three projects of Kunshan that differ in name, amount, end and deadline; the last has none. */
async function threeProjects(db: Db) {
  const { id } = await aRunningProject(db)
  const first = await db.client.project.update({
    where: { id },
    data: { name: '甲乙车间', dueAt: new Date('2025-09-01T00:00:00Z'), endOn: '2027-01-01' },
    include: { application: true },
  })
  const { application, ...project } = first
  const more = [
    {
      name: '乙丙车间',
      amountFen: 100_000_000n,
      endOn: '2026-01-01',
      dueAt: new Date('2025-08-01T00:00:00Z'),
    },
    { name: '丙丁车间', amountFen: 900_000_000n, endOn: '2028-01-01', dueAt: null },
  ]
  for (const [index, changes] of more.entries()) {
    const own = { id: `application-more-${index}`, receiptNo: null, openKey: null }
    await db.client.application.create({
      data: { ...application, ...own, enterpriseId: ['enterprise-park', 'enterprise-luhe'][index] ?? '' },
    })
    const ids = { id: `project-more-${index}`, code: `P-${index}`, applicationId: own.id }
    await db.client.project.create({ data: { ...project, ...ids, ...changes } })
  }
}

/** Where each of these words first stands on a page, from top to bottom. */
async function orderOf(answer: Response, words: readonly string[]): Promise<string[]> {
  const html = (await answer.text()).replace(/^[\s\S]*?<tbody>/, '').replace(/<\/tbody>[\s\S]*$/, '')
  return words.toSorted((a, b) => html.indexOf(a) - html.indexOf(b))
}

test(
  'projects are sorted by their headings; the workbook has order, filter and scope',
  { timeout: 60_000 },
  async () => {
    await using db = await testDb()
    await threeProjects(db)
    const { requestAs, postAs } = await testSite(db)
    const names = ['甲乙车间', '乙丙车间', '丙丁车间']
    const order = async (sort: string) =>
      (await orderOf(await requestAs(as('kunshan_handler'), `/projects?sort=${sort}`, at), names)).map(
        ([letter]) => letter,
      )
    expect(await order('amountFen')).toEqual(['乙', '甲', '丙'])
    expect(await order('-amountFen')).toEqual(['丙', '甲', '乙'])
    expect(await order('endOn')).toEqual(['乙', '甲', '丙'])
    expect(await order('dueAt')).toEqual(['乙', '甲', '丙'])
    expect(await order('-dueAt')).toEqual(['甲', '乙', '丙'])
    expect(await order('name')).toEqual(names.toSorted().map(([letter]) => letter))

    const html = await (
      await requestAs(as('kunshan_handler'), '/projects?view=running&sort=-amountFen', at)
    ).text()
    expect(html).toMatch(/<th[^>]*aria-sort="descending"[^>]*data-column="amountFen"/)
    expect(html).toContain('href="/projects?view=running&amp;sort=amountFen"')
    expect(html).toContain('action="/projects/export?view=running&amp;sort=-amountFen"')

    const path = '/projects/export?view=running&sort=-amountFen&q=%E4%B8%99'
    const answer = await postAs(as('kunshan_handler'), path, {}, at)
    expect(answer.headers.get('Location')).toMatch(/^\/documents\//)
    const { model } = await db.client.document.findFirstOrThrow({ where: { kind: 'project_list' } })
    expect(model).not.toContain('甲乙车间')
    expect(model.indexOf('丙丁车间')).toBeLessThan(model.indexOf('乙丙车间'))
    expect(await db.client.auditEntry.count({ where: { act: 'project.export', result: 'done' } })).toBe(1)
    const foreign = await postAs(as('nanjing_handler'), '/projects/export', {}, at)
    const id = foreign.headers.get('Location')?.split('/').at(-1) ?? ''
    expect((await db.client.document.findUniqueOrThrow({ where: { id } })).model).not.toContain('车间')
    expect((await requestAs(as('kunshan_handler'), answer.headers.get('Location') ?? '', at)).status).toBe(
      200,
    )
    expect((await requestAs(as('kunshan_finance'), answer.headers.get('Location') ?? '', at)).status).toBe(
      404,
    )
    for (const list of ['projects', 'enterprises', 'experts'])
      expect((await requestAs(as('kunshan_handler'), `/${list}/export`, at)).status).toBe(404)
  },
)

test('enterprises and experts are sorted and taken out with the filters of their page', async () => {
  await using db = await testDb()
  await aRunningProject(db)
  const { requestAs, postAs } = await testSite(db)
  const codes = ['91320583MADEMX02XQ', '91320413MADEMX0387']
  const ordered = async (sort: string) =>
    orderOf(await requestAs(as('suzhou_handler'), `/enterprises?sort=${sort}`, at), codes)
  expect(await ordered('uscc')).toEqual(codes.toSorted())
  expect(await ordered('-uscc')).toEqual(codes.toSorted().toReversed())
  const taken = await postAs(as('suzhou_handler'), '/enterprises/export?q=%E6%98%86%E5%B1%B1', {}, at)
  expect(taken.status).toBe(302)
  const enterprises = await db.client.document.findFirstOrThrow({ where: { kind: 'enterprise_list' } })
  expect(enterprises.model).toContain(codes[0])
  expect(enterprises.model).toContain('专精特新')
  expect(enterprises.model).not.toContain(codes[1])

  const firms = ['南京理工大学', '中科院苏州纳米所', '江苏天衡会计师事务所']
  const experts = async (sort: string) =>
    orderOf(await requestAs(as('organiser'), `/experts?sort=${sort}`, at), firms)
  expect(await experts('-employer')).toEqual((await experts('employer')).toReversed())
  expect((await requestAs(as('organiser'), '/experts?sort=-reviews', at)).status).toBe(200)
  const finance = await postAs(as('organiser'), '/experts/export?kind=finance&status=nonsense', {}, at)
  expect(finance.status).toBe(302)
  const { model } = await db.client.document.findFirstOrThrow({ where: { kind: 'expert_list' } })
  expect(model).toContain('江苏天衡会计师事务所')
  expect(model).not.toContain('南京理工大学')
})

/** Columns whose headings of a page lead to another order, and the one that says it is in order. */
function headingsOf(html: string) {
  const headings = [...html.matchAll(/<th\b[^>]*data-column="(\w+)"[^>]*>(<a\b)?/g)]
  return {
    offered: headings.filter(([, , link]) => link).map(([, column = '']) => column),
    sorted: headings.filter(([head]) => head.includes('aria-sort=')).map(([, column = '']) => column),
  }
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
    const { requestAs } = await testSite(db)
    const page = async (path: string) => (await requestAs(as('province_handler'), path, at)).text()
    const found: Record<string, string[]> = {}
    for (const path of [
      '/projects',
      '/enterprises',
      '/evaluations',
      '/funding',
      '/funding/issues',
      '/guidelines',
    ]) {
      const { offered } = headingsOf(await page(path))
      found[path] = offered
      for (const column of offered)
        for (const sort of [column, `-${column}`])
          expect([path, sort, headingsOf(await page(`${path}?sort=${sort}`)).sorted]).toEqual([
            path,
            sort,
            [column],
          ])
    }
    expect(found).toEqual({
      '/projects': ['name', 'undertaker', 'amountFen', 'endOn', 'dueAt'],
      '/enterprises': ['name', 'uscc', 'unitCode'],
      '/evaluations': ['year', 'budgetFen', 'scoreCenti', 'dueAt'],
      '/funding': ['amountFen', 'dueAt'],
      '/funding/issues': ['documentNo', 'issuedOn', 'totalFen', 'dueAt'],
      '/guidelines': ['title', 'applyEnd', 'budgetFen'],
    })
    const years = async (sort: string) =>
      orderOf(await requestAs(as('province_handler'), `/evaluations?sort=${sort}`, at), [
        '2031',
        '2032',
        '2033',
      ])
    expect(await years('scoreCenti')).toEqual(['2031', '2032', '2033'])
    expect(await years('-scoreCenti')).toEqual(['2032', '2031', '2033'])
  },
)

test('a list too long for a workbook is refused in words that say what to do', async () => {
  await using db = await testDb()
  await aRunningProject(db)
  await db.client.$executeRaw`
    insert into "Expert"
      ("id", "name", "employer", "cityCode", "title", "kind", "specialties", "status", "joinedOn", "validTo")
    with recursive "some" ("at") as (select 1 union all select "at" + 1 from "some" where "at" < ${mostExported})
    select 'expert-many-' || "at", '专家', '', '320100', '', 'finance', '', 'in_pool', '2024-01-01', '2049-12-31'
    from "some"`
  const { requestAs, postAs } = await testSite(db)
  const address = '/experts/export?kind=finance&sort=-name'
  const refused = await postAs(as('organiser'), address, {}, at)
  expect(refused.status).toBe(422)
  expect(await pageText(refused.clone())).toContain('符合条件的记录超过 20000 条，一次导出不了这么多。')
  const list =
    '<a href="/experts?kind=finance&amp;sort=-name" data-discover="true">返回列表（保留原来的筛选）</a>'
  expect(await refused.text()).toContain(list)
  const opened = await requestAs(as('organiser'), address, at)
  expect(opened.status).toBe(404)
  expect(await opened.text()).toContain(list)
  expect(await db.client.document.count({ where: { kind: 'expert_list' } })).toBe(0)
})
