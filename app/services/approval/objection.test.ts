import { expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findObjection as readObjection } from '#app/db/approval/objection.server.ts'
import { findFile } from '#app/db/file.server.ts'
import { testDb, eachDialect } from '#app/db/testing.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { held } from '#fixtures/held.ts'
import { anObjection, aPostedPair, aVisit, letter, onPosting, publicityEnd } from '#fixtures/publicity.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { approveApplication, approveDue } from './approve.server.ts'
import { fileObjection } from './file-objection.server.ts'
import {
  acceptObjection,
  investigateObjection,
  refuseObjection,
  revealObjector,
  resolveObjection,
} from './handle-objection.server.ts'

const wan = (amount: number) => BigInt(amount) * 1_000_000n

async function applicationOf(db: Db, id: string) {
  return db.client.application.findUniqueOrThrow({ where: { id } })
}
async function committed(db: Db, id: string) {
  return (await db.client.guideline.findUniqueOrThrow({ where: { id } })).committedFen
}

test('an objection: anonymous, incomplete, late and too many are refused', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const input = { planId, applicationId: first, ...letter }
  expect(await fileObjection(aVisit(db), { ...input, name: '匿名' })).toMatchObject({
    refusal: { code: 'objection_anonymous', fields: [{ path: 'name' }] },
  })
  expect(await fileObjection(aVisit(db), { ...input, facts: '有问题' })).toMatchObject({
    refusal: { code: 'objection_incomplete', fields: [{ path: 'facts' }] },
  })
  expect(await fileObjection(aVisit(db, new Date(publicityEnd.getTime() + 1)), input)).toMatchObject({
    refusal: { code: 'objection_late' },
  })
  expect(await fileObjection(aVisit(db, publicityEnd), input)).toMatchObject({ ok: true })
  const same = aVisit(db)
  for (let n = 0; n < 10; n++) await fileObjection(same, { ...input, facts: '' })
  expect(await fileObjection(same, input)).toMatchObject({
    refusal: { code: 'too_many_objections', status: 429 },
  })
  await expect(fileObjection(aVisit(db), { ...input, planId: 'none' })).rejects.toThrow('not found')
})

eachDialect(
  'who objects is sealed where it lies, masked on the page, and revealed in the log',
  async (db) => {
    const { planId, first } = await aPostedPair(db)
    const files = [{ name: '设备照片.pdf', content: aPdf }]
    held(await fileObjection(aVisit(db), { planId, applicationId: first, ...letter, files }))
    const row = await db.client.objection.findFirstOrThrow()
    expect(row.objectorContact).toMatch(/^v1\./)
    expect(row.objectorContact).not.toContain(letter.contact)

    const supervisor = onPosting(db, 'supervisor')
    const seen = await readObjection(supervisor, row.id)
    expect(seen.objector).toEqual({ name: letter.name, contact: mask(letter.contact) })
    expect(JSON.stringify(seen.evidence)).toContain('设备照片.pdf')
    const [file] = seen.evidence
    expect(await findFile(supervisor, file?.id ?? '')).toMatchObject({ mediaType: 'application/pdf' })
    await expect(findFile(onPosting(db, 'province_handler'), file?.id ?? '')).rejects.toThrow('not found')

    expect(await revealObjector(onPosting(db, 'leader'), row.id)).toMatchObject({
      refusal: { code: 'not_yours' },
    })
    expect(held(await revealObjector(supervisor, row.id))).toEqual({ contact: letter.contact })
    expect(
      await db.client.auditEntry.count({ where: { act: 'objection.reveal', actorId: supervisor.actor.id } }),
    ).toBe(1)
    held(await acceptObjection(supervisor, { objectionId: row.id, version: 0, reason: '' }))
  },
)

test('evidence that is not what its name says leaves nothing behind', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const input = { planId, applicationId: first, ...letter }
  const bad = { name: '照片.pdf', content: Buffer.from('MZ not a pdf') }
  const good = { name: '照片.pdf', content: aPdf }
  expect(await fileObjection(aVisit(db), { ...input, files: [good, bad] })).toMatchObject({
    refusal: { code: 'file_content' },
  })
  expect(await fileObjection(aVisit(db), { ...input, files: [good, good, good, good] })).toMatchObject({
    refusal: { code: 'too_many_files', params: { max: 3 } },
  })
  expect([
    await db.client.objection.count(),
    await db.client.storedFile.count({ where: { slot: 'evidence' } }),
  ]).toEqual([0, 0])
})

eachDialect('an objection stops its own project only; rejected, it goes on (T19, T20)', async (db) => {
  const { planId, first, second } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  expect(
    await db.client.notice.count({ where: { userId: 'user-supervisor', kind: 'objection_filed' } }),
  ).toBe(1)
  const act = { objectionId, reason: '' }
  await expect(acceptObjection(onPosting(db, 'province_handler'), { ...act, version: 0 })).rejects.toThrow(
    'not found',
  )
  held(await acceptObjection(onPosting(db, 'supervisor'), { ...act, version: 0 }))
  expect(await applicationOf(db, first)).toMatchObject({ status: 'objection' })
  expect(await applicationOf(db, second)).toMatchObject({ status: 'publicity' })

  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 1 })
  expect(await applicationOf(db, second)).toMatchObject({ status: 'approved' })
  expect(await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
    status: 'publicity',
  })

  expect(
    await investigateObjection(onPosting(db, 'supervisor', publicityEnd), { ...act, version: 1 }),
  ).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(
    await investigateObjection(onPosting(db, 'supervisor', publicityEnd), {
      ...act,
      version: 1,
      reason: '查无实据。',
    }),
  )
  expect(
    await resolveObjection(onPosting(db, 'leader', publicityEnd), {
      ...act,
      version: 2,
      reason: '同意',
      result: '',
      newAmountWan: '',
    }),
  ).toMatchObject({ refusal: { code: 'objection_result_missing' } })
  held(
    await resolveObjection(onPosting(db, 'leader', publicityEnd), {
      ...act,
      version: 2,
      reason: '异议不成立。',
      result: 'rejected',
      newAmountWan: '',
    }),
  )
  expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity', dueAt: publicityEnd })
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 1 })
})

eachDialect('an objection upheld: not approved, and the money is free', async (db) => {
  const { planId, first, guidelineId } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  held(
    await investigateObjection(onPosting(db, 'supervisor'), {
      objectionId,
      version: 1,
      reason: '情况属实。',
    }),
  )
  held(
    await resolveObjection(onPosting(db, 'leader'), {
      objectionId,
      version: 2,
      reason: '不予立项。',
      result: 'upheld',
      newAmountWan: '',
    }),
  )
  expect(await applicationOf(db, first)).toMatchObject({ status: 'not_approved', proposedFen: null })
  expect(await committed(db, guidelineId)).toBe(wan(600))
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 1 })
})

eachDialect('a changed amount is posted anew for a whole period (invariant 9)', async (db) => {
  const { planId, first, guidelineId } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
  held(await investigateObjection(onPosting(db, 'supervisor'), { objectionId, version: 1, reason: '核减。' }))
  const act = { objectionId, version: 2, reason: '核减为 500 万元。', result: 'amount_changed' }
  const later = new Date('2025-05-06T02:00:00Z')
  const decide = (newAmountWan: string) =>
    resolveObjection(onPosting(db, 'leader', later), { ...act, newAmountWan })
  expect(await decide('')).toMatchObject({ refusal: { fields: [{ path: 'newAmountWan' }] } })
  expect(await decide('600')).toMatchObject({ refusal: { code: 'amount_unchanged' } })
  expect(await decide('700')).toMatchObject({
    refusal: { code: 'above_request', params: { asked: '700.00', limit: '600.00', over: '100.00' } },
  })
  held(await decide('500'))
  const again = new Date('2025-05-13T16:00:00Z')
  expect(await applicationOf(db, first)).toMatchObject({
    status: 'publicity',
    proposedFen: wan(500),
    dueAt: again,
  })
  expect(await committed(db, guidelineId)).toBe(wan(1100))
  expect(await db.client.document.count({ where: { kind: 'proposed_list' } })).toBe(4)
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 1 })
  expect(await applicationOf(db, first)).toMatchObject({ status: 'publicity' })
  expect(await approveDue(onPosting(db, 'system', again))).toEqual({ approved: 1 })
  expect(await db.client.project.findUniqueOrThrow({ where: { applicationId: first } })).toMatchObject({
    amountFen: wan(500),
  })
})

eachDialect(
  'a list posted anew while another objection is open is named by an event of its own',
  async (db) => {
    const { planId, first } = await aPostedPair(db)
    const ids = [await anObjection(db, planId, first), await anObjection(db, planId, first)]
    for (const objectionId of ids)
      held(await acceptObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }))
    const [objectionId = ''] = ids
    held(
      await investigateObjection(onPosting(db, 'supervisor'), { objectionId, version: 1, reason: '核减。' }),
    )
    const act = { objectionId, version: 2, reason: '核减为 500 万元。', result: 'amount_changed' }
    held(await resolveObjection(onPosting(db, 'leader'), { ...act, newAmountWan: '500' }))
    expect(await applicationOf(db, first)).toMatchObject({ status: 'objection', proposedFen: wan(500) })
    const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'publicity.post_anew' } })
    expect(entry.dossier).toBe(`application:${first}`)
    const lists = await db.client.document.findMany({
      where: { entryId: entry.id },
      orderBy: { format: 'asc' },
    })
    expect(lists.map(({ kind, format }) => [kind, format])).toEqual([
      ['proposed_list', 'pdf'],
      ['proposed_list', 'xlsx'],
    ])
    for (const { id } of lists) expect(Buffer.from(entry.bytes).toString()).toContain(`"id":"${id}"`)
  },
)

test('an objection that is only filed holds the approval back; refused, it does not', async () => {
  await using db = await testDb()
  const { planId, first } = await aPostedPair(db)
  const objectionId = await anObjection(db, planId, first)
  expect(
    await approveApplication(onPosting(db, 'province_handler', publicityEnd), {
      applicationId: first,
      version: null,
    }),
  ).toMatchObject({ refusal: { code: 'objection_open' } })
  expect(
    await refuseObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '' }),
  ).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await refuseObjection(onPosting(db, 'supervisor'), { objectionId, version: 0, reason: '与项目无关' }))
  expect(await approveDue(onPosting(db, 'system', publicityEnd))).toEqual({ approved: 2 })
})
