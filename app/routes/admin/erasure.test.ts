import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { listErasures } from '#app/db/admin/erasure.server.ts'
import { announceKeys } from '#app/db/log-keys.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { record } from '#app/services/audit.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { actorOf, ctxOf, seedCast } from '#fixtures/world.ts'
import { sequenceAll } from '#workers/audit/sequencer.ts'
import { testKey, testSigner } from '#workers/audit/testing.ts'
import { drain } from '#workers/run.ts'
import { pageText, testSite } from '../testing.ts'

beforeAll(async () => {
  const auditCheckpointFile = join(await testFolder('erasure'), 'checkpoint')
  Object.assign(env, { auditCheckpointFile, auditKey: testKey.secret, receiptWait: 2 })
})

const [sec, audit] = [{ id: actorOf('sec_admin').id }, { id: actorOf('audit_admin').id }]
const unkept = '尚未写入删除清单'

test('an erasure is answered when the list on disk names it, and the page says of one that it does not', async () => {
  await using db = await testDb()
  await seedCast(db)
  const facts = { act: 'application.uphold', dossier: 'application:1', object: { type: 'appeal', id: '1' } }
  for (const reason of ['张三的电话', '李四的电话'])
    await db.transact((tx) => record(tx, ctxOf(db, 'suzhou_handler'), { ...facts, reason }))
  await sequenceAll(db, { signer: testSigner })
  await announceKeys(db, [testSigner.key])
  const { requestAs, postAs } = await testSite(db)
  const erase = async (target: string) => {
    const asking = { act: 'ask', kind: 'entry', target, reason: '本人申请' }
    expect((await postAs(sec, '/admin/erasure', asking)).status).toBe(200)
    const asked = (await listErasures(ctxOf(db, 'sec_admin'))).find(({ status }) => status === 'asked')
    return postAs(audit, '/admin/erasure', { act: 'erase', id: asked?.id ?? '' })
  }

  expect(await pageText(await erase('0'))).toContain(unkept)
  await drain(db, { sweep: false })
  expect(await pageText(await requestAs(audit, '/admin/erasure'))).not.toContain(unkept)

  let answered = false
  const answer = erase('1').finally(() => (answered = true))
  while ((await db.client.job.count({ where: { name: 'keep_erasures', state: 'available' } })) === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(answered).toBe(false)
  await drain(db, { sweep: false })
  expect(await pageText(await answer)).not.toContain(unkept)
})
