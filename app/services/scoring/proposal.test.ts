import { expect } from 'vitest'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { findProposal, listProposals } from '#app/db/scoring/proposal.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { typedProposal as typed } from '#fixtures/typed-forms.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { addExpert, editExpert, revealExpert } from './expert.server.ts'
import { acceptProposal, declineProposal, proposeExpert, takeBackProposal } from './proposal.server.ts'

const full = { phone: '13700001234', email: 'wei@example.com', idNo: '320583197505051234' }

eachDialect('an office proposes, the organiser admits, and the office learns that alone', async (db) => {
  await seedCast(db)
  const organiser = ctxOf(db, 'organiser')
  const kunshan = ctxOf(db, 'kunshan_handler')
  const { id } = held(await proposeExpert(kunshan, { typed, consented: true }))
  const row = await db.client.expertProposal.findUniqueOrThrow({ where: { id } })
  for (const sealed of [row.phone, row.email, row.idNo]) expect(sealed).toMatch(/^v1\./)
  expect(await db.client.expert.count({ where: { name: typed.name } })).toBe(0)

  const desk = async (key: CastKey) =>
    (await todosOf(ctxOf(db, key))).filter(({ workflow }) => workflow === 'proposal')
  expect(await desk('organiser')).toMatchObject([
    { id, title: '魏高工', from: '昆山市', link: `/experts/proposals/${id}` },
  ])
  expect((await desk('organiser'))[0]?.dueAt).toBeInstanceOf(Date)
  expect(await countTodos(organiser)).toMatchObject({ scoring: 1 })
  for (const key of ['kunshan_handler', 'leader', 'supervisor'] as const) expect(await desk(key)).toEqual([])

  for (const key of ['leader', 'supervisor', 'kunshan_handler'] as const)
    expect(await acceptProposal(ctxOf(db, key), { id, version: 0, validTo: '2028-01-01' })).toMatchObject({
      refusal: { code: 'not_yours' },
    })
  expect(await acceptProposal(organiser, { id, version: 0, validTo: '' })).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: 'validTo' }] },
  })
  held(await acceptProposal(organiser, { id, version: 0, validTo: '2028-01-01' }))
  const expert = await db.client.expert.findFirstOrThrow({ where: { name: typed.name } })
  expect(expert).toMatchObject({ status: 'in_pool', validTo: '2028-01-01', specialties: '34,35' })
  expect(held(await revealExpert(organiser, expert.id))).toEqual(full)

  held(
    await editExpert(organiser, { expertId: expert.id, version: 0, typed: { ...typedAgain, title: '院士' } }),
  )
  const seen = await findProposal(kunshan, id)
  expect(seen).toMatchObject({ status: 'admitted', title: '高级工程师', phone: '137****1234', actions: [] })
  expect(JSON.stringify(seen)).not.toContain(expert.id)
  const notices = await db.client.notice.findMany({ where: { kind: { startsWith: 'proposal' } } })
  expect(notices.map(({ kind, userId }) => [kind, userId])).toEqual([
    ['proposal_waiting', 'user-organiser'],
    ['proposal_admitted', 'user-kunshan_handler'],
  ])
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'proposal.propose' } })
  expect(Buffer.from(entry.bytes).toString()).not.toContain('魏高工')
})

const { grounds: _grounds, ...typedRecord } = typed
const typedAgain = { ...typedRecord, validTo: '2028-01-01' }

eachDialect('each office sees its own proposals, and whoever keeps or reads the pool all', async (db) => {
  await seedCast(db)
  const { id } = held(await proposeExpert(ctxOf(db, 'kunshan_handler'), { typed, consented: true }))
  const other = { ...typed, name: '蒋研究员', idNo: '', employer: '苏州市计量院' }
  held(await proposeExpert(ctxOf(db, 'suzhou_handler'), { typed: other, consented: true }))
  const names = async (key: CastKey) =>
    (await listProposals(ctxOf(db, key))).map(({ name }) => name).toSorted()
  expect(await names('kunshan_handler')).toEqual(['魏高工'])
  expect(await names('suzhou_handler')).toEqual(['蒋研究员'])
  expect(await names('park_handler')).toEqual([])
  for (const key of ['organiser', 'leader', 'supervisor'] as const) expect(await names(key)).toHaveLength(2)
  for (const key of ['kunshan_approver', 'province_handler', 'auditor', 'expert_jin', 'finance'] as const)
    await expect(listProposals(ctxOf(db, key))).rejects.toThrow('not found')
  await expect(findProposal(ctxOf(db, 'suzhou_handler'), id)).rejects.toThrow('not found')
})

eachDialect('somebody known is refused in one sentence, whether in the pool or proposed', async (db) => {
  await seedCast(db)
  const propose = (key: CastKey, changes: Partial<typeof typed> = {}, consented = true) =>
    proposeExpert(ctxOf(db, key), { typed: { ...typed, ...changes }, consented })
  expect(await propose('kunshan_handler', {}, false)).toMatchObject({
    refusal: { code: 'proposal_consent_missing' },
  })
  expect(await propose('kunshan_handler', { grounds: ' ', employer: '' })).toMatchObject({
    refusal: { fields: [{ path: 'employer' }, { path: 'grounds' }] },
  })
  for (const key of ['organiser', 'yushan_handler', 'province_handler', 'kunshan_approver'] as const)
    expect(await propose(key)).toMatchObject({ refusal: { code: 'not_yours' } })
  const known = { ok: false, refusal: { code: 'expert_known', params: {}, status: 422 } }
  expect(await propose('kunshan_handler', { name: '金教授', employer: '南京理工大学' })).toEqual(known)
  held(await addExpert(ctxOf(db, 'organiser'), { ...typedAgain, name: '魏总', employer: '别处' }))
  expect(await propose('kunshan_handler')).toEqual(known)
  const { id } = held(await propose('kunshan_handler', { idNo: '' }))
  expect(await propose('park_handler', { idNo: '' })).toEqual(known)

  const organiser = ctxOf(db, 'organiser')
  expect(await declineProposal(organiser, { id, version: 0, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await declineProposal(organiser, { id, version: 0, reason: '专业领域已有足够专家' }))
  expect(await findProposal(ctxOf(db, 'kunshan_handler'), id)).toMatchObject({
    status: 'declined',
    declineReason: '专业领域已有足够专家',
  })
  const { id: again } = held(await propose('park_handler', { idNo: '' }))
  held(await addExpert(organiser, { ...typedAgain, idNo: '' }))
  expect(await acceptProposal(organiser, { id: again, version: 0, validTo: '2028-01-01' })).toMatchObject({
    refusal: { code: 'expert_taken' },
  })
})

eachDialect('an office takes its proposal back while nobody has decided', async (db) => {
  await seedCast(db)
  const propose = async () =>
    held(await proposeExpert(ctxOf(db, 'kunshan_handler'), { typed, consented: true }))
  const { id } = await propose()
  const takeBack = (key: CastKey) => takeBackProposal(ctxOf(db, key), { id, version: 0 })
  expect(await takeBack('organiser')).toMatchObject({ refusal: { code: 'not_yours' } })
  await expect(takeBack('suzhou_handler')).rejects.toThrow('not found')
  await expect(takeBack('kunshan_approver')).rejects.toThrow('not found')
  expect((await findProposal(ctxOf(db, 'kunshan_handler'), id)).actions).toEqual(['take_back'])
  expect((await findProposal(ctxOf(db, 'organiser'), id)).actions).toEqual(['accept', 'decline'])
  held(await takeBack('kunshan_handler'))
  const row = await db.client.expertProposal.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ status: 'taken_back', dueAt: null, version: 1 })
  expect((await todosOf(ctxOf(db, 'organiser'))).filter(({ workflow }) => workflow === 'proposal')).toEqual(
    [],
  )
  const organiser = ctxOf(db, 'organiser')
  expect(await declineProposal(organiser, { id, version: 1, reason: '专业不符' })).toMatchObject({
    ok: false,
  })
  const { id: again } = await propose()
  held(await acceptProposal(organiser, { id: again, version: 0, validTo: '2028-01-01' }))
  expect(await takeBackProposal(ctxOf(db, 'kunshan_handler'), { id: again, version: 1 })).toMatchObject({
    ok: false,
  })
})
