import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { mostExported } from '#app/db/paging.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { orderOf, pageText, testSite } from './testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
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
