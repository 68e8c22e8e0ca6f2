import { expect } from 'vitest'
import { findObjection, listObjections } from '#app/db/approval/objection.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { findFile } from '#app/db/file.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { aPostedPair, aVisit, letter, onPosting } from '#fixtures/publicity.ts'
import { actorOf } from '#fixtures/world.ts'
import { fileObjection } from './file-objection.server.ts'
import {
  acceptObjection,
  investigateObjection,
  refuseObjection,
  resolveObjection,
} from './handle-objection.server.ts'

const list = { view: 'open', sort: { by: 'receivedAt', descending: true }, page: 1 } as const

async function objects(db: Db, key: CastKey, planId: string, applicationId: string) {
  const visit = { ...aVisit(db), visitor: actorOf(key) }
  const typed = { ...letter, objectorType: 'individual', name: '张三', contact: '0512-12345678' }
  return fileObjection(visit, { planId, applicationId, ...typed })
}

async function seenBy(db: Db, key: CastKey) {
  return (await listObjections(onPosting(db, key), list)).rows.map(({ id }) => id)
}

async function toldTo(db: Db, userId: string) {
  const rows = await db.client.notice.findMany({ where: { userId, kind: { startsWith: 'objection_' } } })
  return rows.map(({ kind }) => kind).toSorted()
}

eachDialect(
  'a city objects under its own name and follows it; nobody else learns who objected',
  async (db) => {
    const { planId, first } = await aPostedPair(db)
    held(await objects(db, 'suzhou_handler', planId, first))
    const row = await db.client.objection.findFirstOrThrow()
    const office = await db.client.orgUnit.findUniqueOrThrow({ where: { code: '320500' } })
    expect(row).toMatchObject({ objectorType: 'unit', objectorName: office.name, objectorUnit: '320500' })
    for (const key of ['suzhou_handler', 'supervisor'] as const)
      expect(await seenBy(db, key)).toEqual([row.id])
    for (const key of [
      'kunshan_handler',
      'suzhou_approver',
      'province_handler',
      'province_approver',
    ] as const) {
      expect(await seenBy(db, key)).toEqual([])
      await expect(findObjection(onPosting(db, key), row.id)).rejects.toThrow('objection not found')
    }
    const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'objection.file' } })
    expect(entry.actorId).toBe('system')
    expect(Buffer.from(entry.bytes).toString()).not.toMatch(/320500|suzhou/)

    const supervisor = onPosting(db, 'supervisor')
    held(await acceptObjection(supervisor, { objectionId: row.id, version: 0, reason: '' }))
    held(
      await investigateObjection(supervisor, {
        objectionId: row.id,
        version: 1,
        reason: '设备购于 2019 年。',
      }),
    )
    const decided = await findObjection(onPosting(db, 'leader'), row.id)
    expect(decided).toMatchObject({ objector: null, own: false, finding: '设备购于 2019 年。' })
    expect(
      JSON.stringify(decided, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toMatch(/320500|user-suzhou_handler/)
    const followed = await findObjection(onPosting(db, 'suzhou_handler'), row.id)
    expect(followed).toMatchObject({
      own: true,
      status: 'investigated',
      finding: null,
      handledBy: null,
      plan: null,
      actions: [],
      objector: { name: office.name },
    })
    const ruling = {
      objectionId: row.id,
      version: 2,
      reason: '不属同一设备。',
      result: 'rejected',
      newAmountWan: '',
    }
    held(await resolveObjection(onPosting(db, 'leader'), ruling))
    expect(await toldTo(db, 'user-suzhou_handler')).toEqual(['objection_accepted', 'objection_resolved'])
  },
)

eachDialect('a county is told why its objection is not accepted; its evidence is its own', async (db) => {
  const { planId, first } = await aPostedPair(db)
  held(await objects(db, 'kunshan_handler', planId, first))
  const { id } = await db.client.objection.findFirstOrThrow()
  await db.client.storedFile.create({
    data: {
      id: 'evidence',
      ownerType: 'objection',
      ownerId: id,
      slot: 'evidence',
      name: '补助文件.pdf',
      mediaType: 'application/pdf',
      size: 10,
      cipherSha256: '0'.repeat(64),
      createdAt: new Date('2025-04-28T02:00:00Z'),
    },
  })
  expect(await findFile(onPosting(db, 'kunshan_handler'), 'evidence')).toMatchObject({ name: '补助文件.pdf' })
  for (const key of ['suzhou_handler', 'province_handler'] as const)
    await expect(findFile(onPosting(db, key), 'evidence')).rejects.toThrow()
  const refusal = { objectionId: id, version: 0, reason: '与申报项目无关' }
  held(await refuseObjection(onPosting(db, 'supervisor'), refusal))
  expect(await toldTo(db, 'user-kunshan_handler')).toEqual(['objection_not_accepted'])
  expect(await findObjection(onPosting(db, 'kunshan_handler'), id)).toMatchObject({
    acceptReason: '与申报项目无关',
  })
})

eachDialect('whoever is no handler of a county or city objects as anybody does', async (db) => {
  const { planId, first } = await aPostedPair(db)
  for (const key of ['province_handler', 'suzhou_approver', 'park_applicant'] as const)
    held(await objects(db, key, planId, first))
  const rows = await db.client.objection.findMany()
  expect(
    rows.map(({ objectorName, filedById, objectorUnit }) => [objectorName, filedById, objectorUnit]),
  ).toEqual(Array.from({ length: 3 }, () => ['张三', null, null]))
})
