import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { currentAcceptance, saveAcceptance } from '#app/services/tracking/acceptance.server.ts'
import { projectInScope } from '#app/services/tracking/of-project.server.ts'
import { askReports } from '#app/services/tracking/sweep.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aRunningProject, fillReport } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-07-05T02:00:00Z')
const person = (key: string) => ({ id: `user-${key}` })
const missing = '01990000-0000-7000-8000-000000000000'
/** of other units, firms and offices: none of them has to do with a project of Kunshan */
const strangers = ['nanjing_handler', 'park_approver', 'jiangning_applicant', 'expert_jin', 'sys_admin']

/** A project of Kunshan with a report and an evaluation that were asked for. */
async function kunshansProject(db: Db) {
  const { id } = await aRunningProject(db)
  await askReports(ctxOf(db, 'system', { now }))
  const report = await db.client.progressReport.findFirstOrThrow({ where: { projectId: id } })
  const evaluation = await db.client.evaluation.create({
    data: {
      id: '01990000-0000-7000-8000-00000000e001',
      projectId: id,
      year: 2025,
      status: 'asked',
      form: '{}',
      budgetFen: 0n,
      createdAt: now,
    },
  })
  return { id, report: report.id, evaluation: evaluation.id }
}

test('pages of a foreign project answer as if there were none', async () => {
  await using db = await testDb()
  const { id, report, evaluation } = await kunshansProject(db)
  const { requestAs } = await testSite(db)
  const answerTo = async (key: string, path: string) => {
    const answer = await requestAs(person(key), path, { now })
    return [answer.status, (await pageText(answer)).replaceAll(/\s+/g, ' ')]
  }
  const pages: [own: string, absent: string][] = [
    [`/projects/${id}`, `/projects/${missing}`],
    [`/projects/${id}/contract`, `/projects/${missing}/contract`],
    [`/projects/${id}/acceptance`, `/projects/${missing}/acceptance`],
    [`/projects/${id}/reports/${report}`, `/projects/${missing}/reports/${missing}`],
    [`/evaluations/${evaluation}`, `/evaluations/${missing}`],
  ]
  for (const [own, absent] of pages)
    for (const key of strangers) {
      const found = await answerTo(key, own)
      expect([key, own, found[0]]).toEqual([key, own, 404])
      expect(found).toEqual(await answerTo(key, absent))
    }
  for (const key of strangers.slice(0, 3))
    for (const list of ['/projects', '/evaluations'])
      expect((await answerTo(key, list))[1]).not.toContain('昆山')
  expect((await answerTo('kunshan_applicant', `/projects/${id}/reports/${missing}`))[0]).toBe(404)
})

test('a report that the undertaker is still writing is read by nobody else', async () => {
  await using db = await testDb()
  const { id, report } = await kunshansProject(db)
  await fillReport(ctxOf(db, 'kunshan_applicant', { now }), report)
  const { requestAs } = await testSite(db)
  const seenBy = async (key: string) =>
    (await requestAs(person(key), `/projects/${id}/reports/${report}`, { now })).text()
  expect(await seenBy('kunshan_applicant')).toContain('两条产线完成安装')
  const officer = await seenBy('kunshan_handler')
  expect(officer).not.toContain('两条产线完成安装')
  expect(officer).toContain('承担单位正在填写，报送后可以查看。')
})

test('an application for acceptance that the undertaker is still writing is read by nobody else', async () => {
  await using db = await testDb()
  const { id } = await kunshansProject(db)
  const ctx = ctxOf(db, 'kunshan_applicant', { now })
  const { form } = currentAcceptance(await projectInScope(db.client, ctx, id))
  const values = { ...form, summary: '四条产线全部改造完成' }
  held(await saveAcceptance(ctx, { projectId: id, revision: 0, values }))
  const { requestAs } = await testSite(db)
  const seenBy = async (key: string) =>
    (await requestAs(person(key), `/projects/${id}/acceptance`, { now })).text()
  expect(await seenBy('kunshan_applicant')).toContain('四条产线全部改造完成')
  expect(await seenBy('suzhou_handler')).not.toContain('四条产线全部改造完成')
})

test('acts and saves on a foreign project answer as if there were none, and change nothing', async () => {
  await using db = await testDb()
  const { id, report, evaluation } = await kunshansProject(db)
  const state = async () => ({
    project: await db.client.project.findUniqueOrThrow({ where: { id } }),
    report: await db.client.progressReport.findUniqueOrThrow({ where: { id: report } }),
    evaluation: await db.client.evaluation.findUniqueOrThrow({ where: { id: evaluation } }),
    contracts: await db.client.contract.findMany(),
    acceptances: await db.client.acceptance.findMany(),
    entries: await db.client.auditEntry.count({ where: { result: 'done' } }),
  })
  const before = await state()
  const { postAs, requestAs } = await testSite(db)
  const posts: [path: string, fields: Record<string, string>][] = [
    ...[
      'start_midterm',
      'ask_change',
      'suspend',
      'terminate',
      'ask_report',
      'ask_evaluation',
      'raise_alert',
    ].map((act): [string, Record<string, string>] => [`/projects/:project`, { act }]),
    ['/projects/:project/contract', { act: 'sign_b' }],
    ['/projects/:project/acceptance', { act: 'apply_acceptance' }],
    ['/projects/:project/reports/:report', { act: 'submit' }],
    ['/evaluations/:evaluation', { act: 'submit' }],
  ]
  const saves = [
    '/projects/:project/acceptance/save',
    '/projects/:project/reports/:report/save',
    '/evaluations/:evaluation/save',
  ]
  type Ids = { id: string; report: string; evaluation: string }
  const at = (path: string, ids: Ids) =>
    path.replace(':project', ids.id).replace(':report', ids.report).replace(':evaluation', ids.evaluation)
  const save = (key: string, path: string) =>
    requestAs(person(key), path, {
      now,
      method: 'POST',
      headers: { Origin: 'https://qixiang.test', 'Content-Type': 'application/json' },
      body: JSON.stringify({ revision: 0, values: {} }),
    })
  const fields = { version: '0', reason: 'x', period: '2025H2' }
  const asked: [what: string, send: (key: string, ids: Ids) => Promise<Response>][] = [
    ...posts.map(([path, more]): (typeof asked)[number] => [
      `${path} ${more.act}`,
      (key, ids) => postAs(person(key), at(path, ids), { ...fields, ...more }, { now }),
    ]),
    ...saves.map((path): (typeof asked)[number] => [path, (key, ids) => save(key, at(path, ids))]),
  ]
  const absent = { id: missing, report: missing, evaluation: missing }
  for (const [what, send] of asked)
    for (const key of ['nanjing_handler', 'park_approver', 'jiangning_applicant']) {
      const statuses = [await send(key, { id, report, evaluation }), await send(key, absent)].map(
        ({ status }) => status,
      )
      expect([key, what, ...statuses]).toEqual([key, what, 404, 404])
    }
  expect(await state()).toEqual(before)
})
