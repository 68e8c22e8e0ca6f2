import { expect } from 'vitest'
import { listDisclosures } from '#app/db/admin/disclosure.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { actorAt } from '#app/db/session.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { held } from '#fixtures/held.ts'
import { aPlacedEntry } from '#fixtures/scenes/audit.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { setDelegation } from '../delegation.server.ts'
import { endDelegation } from '../end-delegation.server.ts'
import { remindDue } from '../remind.server.ts'
import { agreeDisclosure, askDisclosure, discloseEntry, refuseDisclosure } from './disclose.server.ts'

const reason = '案件证据，苏审〔2025〕3 号'
const lateOn = (day: string) => ({ now: new Date(`${day}T15:00:00Z`) })

async function asked(db: TestDb) {
  await seedCast(db)
  const entryId = await aPlacedEntry(db)
  return { entryId, ...held(await askDisclosure(ctxOf(db, 'auditor'), { entryId, reason })) }
}

async function todosFor(db: TestDb, key: 'auditor' | 'auditor_two' | 'supervisor' | 'audit_admin') {
  return (await todosOf(ctxOf(db, key))).filter(({ workflow }) => workflow === 'disclosure')
}

eachDialect('two people of an office let a proof with values out, for some days', async (db) => {
  const { id, entryId } = await asked(db)
  expect(await todosFor(db, 'auditor_two')).toMatchObject([
    { id, title: '#0', from: '何审', dueAt: new Date('2025-03-12T16:00:00Z') },
  ])
  expect(await todosFor(db, 'auditor')).toEqual([])
  expect(await todosFor(db, 'supervisor')).toEqual([])
  expect(await askDisclosure(ctxOf(db, 'auditor'), { entryId, reason })).toMatchObject({
    refusal: { code: 'disclosure_open_already' },
  })
  expect(await discloseEntry(ctxOf(db, 'auditor'), { id })).toMatchObject({
    refusal: { code: 'disclosure_not_agreed', status: 409 },
  })
  expect(await agreeDisclosure(ctxOf(db, 'auditor'), { id, version: 0 })).toMatchObject({
    refusal: { code: 'same_person' },
  })
  await expect(agreeDisclosure(ctxOf(db, 'supervisor'), { id, version: 0 })).rejects.toThrow(NotFound)

  held(await agreeDisclosure(ctxOf(db, 'auditor_two'), { id, version: 0 }))
  expect(await listDisclosures(ctxOf(db, 'auditor'))).toMatchObject([
    { status: 'agreed', mayTake: true, index: 0, asked: { name: '何审', reason }, answer: { name: '薛衡' } },
  ])
  expect(await listDisclosures(ctxOf(db, 'auditor_two'))).toMatchObject([{ mayTake: false, actions: [] }])
  expect(await listDisclosures(ctxOf(db, 'supervisor'))).toEqual([])
  await expect(discloseEntry(ctxOf(db, 'auditor_two'), { id })).rejects.toThrow(NotFound)
  const { file, name } = held(await discloseEntry(ctxOf(db, 'auditor', lateOn('2025-03-13')), { id }))
  const extra = Buffer.from(/^extra (\S+)$/m.exec(file)?.[1] ?? '', 'base64').toString()
  expect([name, extra.includes('127.0.0.1')]).toEqual(['entry-0-values.tlog-proof', true])
  expect(await discloseEntry(ctxOf(db, 'auditor', lateOn('2025-03-14')), { id })).toMatchObject({
    refusal: { code: 'disclosure_over', status: 409 },
  })
  const entries = await db.client.auditEntry.findMany({
    where: { dossier: `disclosure:${id}`, result: 'done' },
    orderBy: { n: 'asc' },
    select: { act: true },
  })
  expect(entries.map(({ act }) => act)).toEqual(['disclosure.ask', 'disclosure.agree', 'audit.disclose'])
  const notices = await db.client.notice.findMany({ where: { kind: { startsWith: 'disclosure' } } })
  expect(notices.map(({ userId, kind }) => `${userId} ${kind}`).toSorted()).toEqual([
    'user-auditor disclosure_agreed',
    'user-auditor_two disclosure_asked',
  ])
})

eachDialect('a refusal has a reason, which stands in the log alone', async (db) => {
  const { id, entryId } = await asked(db)
  const refuse = (text: string) =>
    refuseDisclosure(ctxOf(db, 'auditor_two'), { id, version: 0, reason: text })
  expect(await refuse(' ')).toMatchObject({ refusal: { code: 'reason_required' } })
  held(await refuse('请写明案号'))
  expect(await listDisclosures(ctxOf(db, 'auditor'))).toMatchObject([
    { status: 'refused', mayTake: false, answer: { reason: '请写明案号' } },
  ])
  await db.client.auditPersonal.deleteMany()
  expect(await listDisclosures(ctxOf(db, 'auditor'))).toMatchObject([{ asked: { reason: '' } }])
  held(await askDisclosure(ctxOf(db, 'auditor'), { entryId, reason }))
})

eachDialect('who is alone in an office asks nobody, and others do not find the log', async (db) => {
  await seedCast(db)
  const entryId = await aPlacedEntry(db)
  expect(await askDisclosure(ctxOf(db, 'supervisor'), { entryId, reason })).toMatchObject({
    refusal: { code: 'no_colleague' },
  })
  for (const key of ['leader', 'sec_admin', 'kunshan_applicant'] as const)
    await expect(askDisclosure(ctxOf(db, key), { entryId, reason })).rejects.toThrow(NotFound)
  await expect(askDisclosure(ctxOf(db, 'auditor'), { entryId: 'none', reason })).rejects.toThrow(NotFound)
})

eachDialect('a deputy does not agree in the place of whoever asked', async (db) => {
  const { id } = await asked(db)
  const {
    id: _,
    expertId: _expert,
    ...user
  } = await db.client.user.findUniqueOrThrow({
    where: { id: 'user-auditor' },
  })
  const newcomer = { ...user, id: 'user-newcomer', loginName: 'newcomer', roles: '' }
  await db.client.user.create({ data: newcomer })
  const period = { startsAt: '2025-03-10 10:00', endsAt: '2025-03-14 18:00', reason: '' }
  const agreeAs = async (absent: 'auditor' | 'auditor_two') => {
    const parties = { absentId: `user-${absent}`, deputyId: newcomer.id, roles: ['auditor'] }
    const set = held(await setDelegation(ctxOf(db, absent), { ...parties, ...period }))
    const actor = await actorAt(db, newcomer.id, ctxOf(db, absent).now, 'test')
    if (!actor) throw new Error('nobody')
    const agreed = await agreeDisclosure({ ...ctxOf(db, absent), actor }, { id, version: 0 })
    if (!agreed.ok) held(await endDelegation(ctxOf(db, absent), { id: set.id, reason: '' }))
    return agreed
  }
  expect(await agreeAs('auditor')).toMatchObject({ refusal: { code: 'same_person' } })
  held(await agreeAs('auditor_two'))
  expect(await listDisclosures(ctxOf(db, 'auditor'))).toMatchObject([
    { status: 'agreed', answer: { name: '何审', inPlaceOf: ['薛衡'] } },
  ])
})

eachDialect('the office is reminded of what waits', async (db) => {
  await asked(db)
  await remindDue(ctxOf(db, 'system', lateOn('2025-03-12')))
  const told = await db.client.notice.findMany({ where: { kind: 'due_soon' } })
  expect(told.map(({ userId }) => userId).toSorted()).toEqual(['user-auditor', 'user-auditor_two'])
})
