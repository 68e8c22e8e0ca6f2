import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { filesAreAsLogged } from '#app/db/file-invariant.server.ts'
import { openStored } from '#app/db/file.server.ts'
import { countSealed, sealedByUnknown, sealedColumns } from '#app/db/sealed.server.ts'
import { openedOf } from '#app/db/scoring/expert.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { keyIds, seal, unseal } from '#app/platform/sealed.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aPostedPair, aVisit, letter, onPosting } from '#fixtures/publicity.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { fileObjection } from '../approval/file-objection.server.ts'
import { revealObjector } from '../approval/handle-objection.server.ts'
import { notByNewest, resealAll } from './reseal.server.ts'

const key = () => randomBytes(32).toString('base64')
const first = env.fieldKey
const [second, lost] = [key(), key()]
const both = `${second} ${first}`
const rows = 400

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})
beforeEach(() => {
  env.fieldKey = first
})

/** Keys of files that nobody gave: enough for many pages. */
async function manyKeys(db: Db): Promise<void> {
  const ids = Array.from({ length: rows }, (_, n) => `file-${String(n).padStart(4, '0')}`)
  const data = ids.map((fileId) => ({ fileId, wrapped: seal(`key of ${fileId}`, `file.key:${fileId}`) }))
  await db.client.fileKey.createMany({ data })
}

async function events(db: Db) {
  const entries = await db.client.auditEntry.findMany({
    where: { act: 'field_key.reseal' },
    orderBy: { id: 'asc' },
  })
  return entries.map(({ dossier, bytes }) => ({
    dossier,
    after: JSON.parse(Buffer.from(bytes).toString()).after,
  }))
}

eachDialect('what was sealed by an older key is sealed by the newest, and opens as before', async (db) => {
  const { planId, first: applicationId } = await aPostedPair(db)
  const files = [{ name: '设备照片.pdf', content: aPdf }]
  held(await fileObjection(aVisit(db), { planId, applicationId, ...letter, files }))
  const expert = await db.client.expert.findFirstOrThrow({ where: { email: { not: '' } } })
  const known = openedOf(expert)
  const total = (await countSealed(db)).reduce((sum, { count }) => sum + count, 0)

  env.fieldKey = both
  const { values, files: keys, ...rest } = held(await resealAll(ctxOf(db, 'system')))
  expect(rest).toEqual({ left: [], damaged: [] })
  expect([values + keys, keys > 0]).toEqual([total, true])
  expect(await events(db)).toEqual([
    { dossier: `field_key:${keyIds()[0]}`, after: { values, files: keys, left: 0 } },
  ])
  expect(await filesAreAsLogged(db)).toEqual([])

  env.fieldKey = second
  expect(openedOf(await db.client.expert.findUniqueOrThrow({ where: { id: expert.id } }))).toEqual(known)
  const objection = await db.client.objection.findFirstOrThrow()
  expect(held(await revealObjector(onPosting(db, 'supervisor'), objection.id))).toEqual({
    contact: letter.contact,
  })
  const evidence = await db.client.storedFile.findFirstOrThrow({ where: { name: '设备照片.pdf' } })
  const content = await openStored(db.client, evidence.id)
  expect(content).not.toBeNull()
  await content?.close()
  expect(held(await resealAll(ctxOf(db, 'system')))).toEqual({ values: 0, files: 0, left: [], damaged: [] })
})

eachDialect('what people change or erase meanwhile stays as they changed it', async (db) => {
  await manyKeys(db)
  const change = async (id: string, keys: string) => {
    const wrapped = seal('changed', `file.key:${id}`, keys)
    await db.client.fileKey.update({ where: { fileId: id }, data: { wrapped } })
  }
  let pages = 0
  // after a page was read and before it is written; then by a server that does not know the newest key yet
  const transact: Db['transact'] = async (work) => {
    pages += 1
    if (pages === 1) {
      await change('file-0001', both)
      await db.client.fileKey.delete({ where: { fileId: 'file-0002' } })
    }
    if (pages === 5) await change('file-0000', first)
    return db.transact(work)
  }
  const ctx = { ...ctxOf(db, 'system'), db: { ...db, transact } }
  const sealed = held(await resealAll(ctx, { keys: both, take: 50 }))
  expect(sealed).toEqual({ values: 0, files: rows - 1, left: [], damaged: [] })
  for (const id of ['file-0000', 'file-0001']) {
    const { wrapped } = await db.client.fileKey.findUniqueOrThrow({ where: { fileId: id } })
    expect(unseal(wrapped, `file.key:${id}`, second)).toBe('changed')
  }
  expect(await db.client.fileKey.count()).toBe(rows - 1)
})

eachDialect(
  'kill -9 at any instant leaves every value under one key; the next run does the rest',
  async (db) => {
    await manyKeys(db)
    for (let run = 0; run < 3; run++) {
      const child = startChild(db)
      await once(child.stdout, 'data')
      await sleep(run * 15)
      child.kill('SIGKILL')
      await once(child, 'exit')
      for (const { fileId, wrapped } of await db.client.fileKey.findMany())
        expect(unseal(wrapped, `file.key:${fileId}`, both)).toBe(`key of ${fileId}`)
    }
    expect(await events(db)).toEqual([])
    const before = (await notByNewest(db, both)).reduce((sum, { count }) => sum + count, 0)
    expect([before > 0, before < rows]).toEqual([true, true])
    expect(held(await resealAll(ctxOf(db, 'system'), { keys: both }))).toMatchObject({
      files: before,
      left: [],
    })
    expect(await events(db)).toMatchObject([{ after: { files: before, left: 0 } }])
  },
)

eachDialect('what no given key opens is named, and the rest is sealed again', async (db) => {
  await seedCast(db)
  await db.client.expert.updateMany({ data: { email: '' } })
  await db.client.user.updateMany({ data: { phone: '', email: '' } })
  await db.client.enterprise.updateMany({ data: { contactPhone: '', contactEmail: '' } })
  const [one, two] = await db.client.expert.findMany({ take: 2, orderBy: { id: 'asc' } })
  const put = (id = '', phone: string) => db.client.expert.update({ where: { id }, data: { phone } })
  await put(one?.id, seal('13800001234', `expert.phone:${one?.id}`, lost))
  await put(two?.id, seal('13800001234', `expert.phone:${one?.id}`, first))
  const byLost = { table: 'expert', column: 'phone', key: keyIds(lost)[0], count: 1 }
  expect(await sealedByUnknown(db)).toEqual([byLost])

  const sealed = held(await resealAll(ctxOf(db, 'system'), { keys: both }))
  const byFirst = { ...byLost, key: keyIds(first)[0] }
  expect(sealed).toMatchObject({ values: 0, damaged: [`expert.phone:${two?.id}`] })
  expect(sealed.left).toEqual(expect.arrayContaining([byLost, byFirst]))
  expect(await events(db)).toMatchObject([{ after: { left: 2 } }])
})

test('every column that the schema calls sealed is on the list', async () => {
  const schema = await readFile(join(import.meta.dirname, '../../../prisma/schema.prisma'), 'utf8')
  const columns = [...schema.matchAll(/\/\/\/ sealed\b.*\n\s+(\w+)/g)].map(([, column]) => column)
  expect([...columns, 'wrapped']).toEqual(sealedColumns.map(({ column }) => column))
})

/** Seals again by small pages and slowly, so that it is killed in the midst. */
function startChild(db: TestDb) {
  const script = `
    const { openDb } = await import('#app/db/client.server.ts')
    const { resealAll } = await import('#app/services/admin/reseal.server.ts')
    const { ctxOf } = await import('#fixtures/world.ts')
    const db = await openDb(process.env.TEST_URL)
    const ctx = ctxOf(db, 'system')
    const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    await resealAll(ctx, { take: 5, progress: ({ resealed }) => resealed > 0 && (console.log(resealed), pause()) })
    await new Promise(() => setInterval(() => undefined, 1000))`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, TEST_URL: db.url, FIELD_KEY: both },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
