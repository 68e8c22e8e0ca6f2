import { join } from 'node:path'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { beforeAll, expect, test } from 'vitest'
import { announcedKeys, announceKeys } from '#app/db/log-keys.server.ts'
import { testDb } from '#app/db/testing.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { env } from '#app/platform/env.server.ts'
import { checkHistory } from '#app/services/audit-history.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aLostHistory } from '#fixtures/scenes/audit.ts'
import { actorOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { recordEvents, testSigner } from '../../../workers/audit/testing.ts'
import routes from '../../routes.ts'
import { pageText, testSite } from '../testing.ts'

let file = ''
beforeAll(async () => {
  env.dataDir = await testFolder('epoch')
  file = join(env.dataDir, 'checkpoint')
  env.auditCheckpointFile = file
})

const person = (key: Parameters<typeof actorOf>[0]) => ({ id: actorOf(key).id })
const english = { headers: { Cookie: 'locale=en' } }
const open = ['/sign-in', '/sign-out', '/language', '/admin/epoch']

function pathsOf(entry: RouteConfigEntry): string[] {
  const own = entry.path === undefined || entry.path === '*' ? [] : [`/${entry.path.replace(/:\w+/g, 'x')}`]
  return [...own, ...(entry.children ?? []).flatMap(pathsOf)]
}

test('after a restore everything can be read and nothing done but the declaration, and every page says why', async () => {
  await using db = await testDb()
  await seedCast(db)
  await aLostHistory(db, 7, file)
  await checkHistory(db, await announcedKeys(db), env.auditCheckpointFile)
  const { requestAs, postAs } = await testSite(db)

  const paths = [...new Set((await routes).flatMap(pathsOf))]
  expect(paths.length).toBeGreaterThan(80)
  const before = await db.client.auditEntry.count()
  const leader = person('leader')
  for (const path of paths.filter((one) => !open.includes(one))) {
    const answers = [
      await postAs(leader, path, { act: 'x' }),
      await requestAs(leader, `${path}.data`, {
        method: 'PUT',
        headers: { Origin: 'https://qixiang.test' },
        body: '',
      }),
    ]
    expect([path, ...answers.map(({ status }) => status)]).toEqual([path, 409, 409])
  }
  expect(await db.client.auditEntry.count()).toBe(before)
  const refused = await postAs(leader, '/funds', { act: 'x' })
  expect(await pageText(refused)).toContain('系统现在只读，没有办理。数据库比检查点文件少：数据库只到第 0 条')
  expect(await pageText(await postAs(leader, '/funds', { act: 'x' }, english))).toContain(
    'nothing was done. The database has less history than the checkpoint file: 0 entries (epoch 1) against 7',
  )

  for (const [who, path] of [
    ['leader', '/work'],
    ['kunshan_applicant', '/applications'],
    ['expert_jin', '/scoring/mine'],
    ['sec_admin', '/admin/epoch'],
  ] as const) {
    const page = await requestAs(person(who), path, english)
    expect([path, page.status]).toEqual([path, 200])
    expect(await pageText(page)).toContain('Most likely an old backup was restored.')
  }
  expect(await pageText(await requestAs(null, '/sign-in'))).toContain('数据库很可能是从旧备份恢复的')
  const signedIn = await postAs(null, '/sign-in', { loginName: 'sec_admin', password: demoPassword })
  expect(signedIn.status).toBe(302)
})

test('two administrators declare the loss on the page; others do not find it', async () => {
  await using db = await testDb()
  await seedCast(db)
  await aLostHistory(db, 7, file)
  await checkHistory(db, await announcedKeys(db), env.auditCheckpointFile)
  const { requestAs, postAs } = await testSite(db)
  for (const who of ['leader', 'province_handler', 'kunshan_applicant'] as const)
    expect((await requestAs(person(who), '/admin/epoch')).status).toBe(404)
  const [sec, audit] = [person('sec_admin'), person('audit_admin')]

  expect((await postAs(sec, '/admin/epoch', { act: 'ask', reason: ' ' })).status).toBe(422)
  expect((await postAs(audit, '/admin/epoch', { act: 'ask', reason: '恢复备份' })).status).toBe(403)
  expect((await postAs(sec, '/admin/epoch', { act: 'ask', reason: '恢复备份' })).status).toBe(200)
  const { id } = await db.client.epochRequest.findFirstOrThrow()
  const declare = { act: 'declare', id, version: '0' }
  expect((await postAs(sec, '/admin/epoch', declare)).status).toBe(403)
  expect(await pageText(await requestAs(audit, '/work'))).toContain('恢复备份')
  expect((await postAs(audit, '/admin/epoch', declare)).status).toBe(200)
  expect((await postAs(audit, '/admin/epoch', declare)).status).toBe(409)
  expect((await postAs(audit, '/admin/epoch', { act: 'declare', id: 'none', version: '0' })).status).toBe(404)
  expect(await db.client.epochRequest.findUnique({ where: { id } })).toMatchObject({
    status: 'declared',
    epoch: 2,
    keptSize: 0,
    askedById: sec.id,
    answeredById: audit.id,
  })
})

test('without its checkpoint file a signed log is read-only, and every page says why', async () => {
  await using db = await testDb()
  await seedCast(db)
  for (const count of [2, 3]) {
    await recordEvents(db, count)
    await sequenceAll(db, { signer: testSigner })
  }
  await announceKeys(db, [testSigner.key])
  env.auditCheckpointFile = join(env.dataDir, 'gone')
  await checkHistory(db, [testSigner.key], env.auditCheckpointFile)
  const { requestAs, postAs } = await testSite(db)

  const refused = await postAs(person('leader'), '/funds', { act: 'x' })
  expect(refused.status).toBe(409)
  expect(await pageText(refused)).toContain('不见了，而日志已有 5 条签过名的记录')
  expect(await pageText(await requestAs(person('leader'), '/work', english))).toContain(
    'is missing, although 5 entries of the log are signed',
  )
  const sec = person('sec_admin')
  expect(await pageText(await requestAs(sec, '/admin/epoch'))).toContain('保留现有的 5 条；检查点文件不见了')
  expect((await postAs(sec, '/admin/epoch', { act: 'ask', reason: '磁盘损坏' })).status).toBe(200)
})
