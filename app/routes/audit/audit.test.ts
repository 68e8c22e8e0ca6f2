import { beforeAll, expect, test } from 'vitest'
import { announceKeys } from '#app/db/log-keys.server.ts'
import { testDb } from '#app/db/testing.ts'
import { formatKey } from '#app/domain/audit/note.ts'
import { newKey, openSigner, signersOf } from '#app/platform/audit-key.server.ts'
import { env } from '#app/platform/env.server.ts'
import { profiles } from '#app/platform/signature.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { recordEvents } from '../../../workers/audit/testing.ts'
import { testSite } from '../testing.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('audit')
})

test('anybody sees the proof of an entry and takes it along, and nothing of its content', async () => {
  await using db = await testDb()
  await recordEvents(db, 20)
  await sequenceAll(db, { signer: await openSigner(env) })
  const { requestAs } = await testSite(db)
  const { entryId, leaf } = await db.client.logSequence.findUniqueOrThrow({ where: { number: 7 } })

  for (const path of ['/v/7', `/v/${entryId}`]) {
    const page = await requestAs(null, path)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(leaf)
    expect(html).toContain('qixiang.demo/log')
    expect(html).not.toContain('enterprise.save_profile')
  }
  const file = await requestAs(null, '/v/7/proof')
  expect(file.headers.get('Content-Disposition')).toContain('entry-7.tlog-proof')
  const text = await file.text()
  expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex 7\n/)
  expect(Buffer.from(text.split(/\s/)[2] ?? '', 'base64').toString()).not.toContain('enterprise.save_profile')

  for (const path of ['/v/20', '/v/nothing', '/v/20/proof', '/v/-1', '/v/999999999'])
    expect((await requestAs(null, path)).status).toBe(404)
})

test('anybody fetches checkpoint, keys and tiles of hashes, and no entries', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  for (const path of ['/log/checkpoint', '/log/tile/0/000.p/1', '/log/nothing', '/log/toString'])
    expect([path, (await requestAs(null, path)).status]).toEqual([path, 404])
  expect((await requestAs(null, '/log')).status).toBe(200)
  await recordEvents(db, 300)
  await sequenceAll(db, { signer: await openSigner(env), now: () => new Date('2026-03-18T09:00:00Z') })
  await recordEvents(db, 1)
  await sequenceAll(db, { signer: await openSigner(env), now: () => new Date('2026-03-18T17:00:00Z') })

  const note = await (await requestAs(null, '/log/checkpoint')).text()
  expect(note).toMatch(/^qixiang.demo\/log\n301\n/)
  const keys = await (await requestAs(null, '/log/keys')).text()
  expect(keys).toBe(`${formatKey((await openSigner(env)).key)}\n`)
  expect(await (await requestAs(null, '/log/epochs')).text()).toBe('')
  const tile = await requestAs(null, '/log/tile/0/001.p/45')
  expect(tile.headers.get('Cache-Control')).toContain('immutable')
  const places = await db.client.logSequence.findMany({ where: { number: { gte: 256 } } })
  expect(Buffer.from(await tile.arrayBuffer()).toString('hex')).toBe(places.map(({ leaf }) => leaf).join(''))
  for (const path of [
    '0/001.p/46',
    '0/001',
    '0/002.p/1',
    '1/000.p/2',
    'entries/000',
    'entries/001.p/45',
    '../key',
  ])
    expect([path, (await requestAs(null, `/log/tile/${path}`)).status]).toEqual([path, 404])

  const page = await (await requestAs(null, '/log')).text()
  expect(page).toContain(keys.trim())
  const day = await db.client.logDay.findUniqueOrThrow({ where: { day: '2026-03-18' } })
  expect(day.size).toBe(300)
  expect(page).toContain(day.root)
  expect(page).not.toContain('save_profile')
})

test('keys that sign beside are shown with their times and fetched by themselves, once a worker has said them', async () => {
  await using db = await testDb()
  const { requestAs } = await testSite(db)
  const text = async (path: string) => (await requestAs(null, path)).text()
  expect((await requestAs(null, '/log/keys-beside')).status).toBe(404)
  const [own, beside] = [newKey('test.example/log'), newKey('test.example/log', undefined, profiles.sm2)]
  const signer = signersOf(`${own.secret} ${beside.secret}`)
  await announceKeys(db, [signer.key, ...(signer.second ? [signer.second.key] : [])])
  for (const sequence of [async () => 0, () => sequenceAll(db, { signer })]) {
    await recordEvents(db, 2)
    await sequence()
    expect(await text('/log/keys')).toBe(`${own.public}\n`)
    expect(await text('/log/keys-beside')).toBe(`${beside.public}\n`)
    const page = await text('/log')
    for (const key of [own.public, beside.public]) expect(page).toContain(key)
  }
})
