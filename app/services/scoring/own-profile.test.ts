import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findExpert } from '#app/db/scoring/expert.server.ts'
import { ownSheet } from '#app/db/scoring/material.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { TypedProfile } from '#app/domain/scoring/expert.ts'
import { enterprises } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { aDrawnPanel, anOpenPanel, aSheet, expertCtx, scoreAs, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { setDelegation } from '../delegation.server.ts'
import { editExpert } from './expert.server.ts'
import { editOwnProfile } from './own-profile.server.ts'

const at = { now: scoringDay }

/** What the page shows an expert of the own record, to be changed and sent back. */
async function shown(db: Db, expertId: string): Promise<TypedProfile> {
  const { typed } = await findExpert(expertCtx(db, expertId), expertId)
  const { name: _name, kind: _kind, validTo: _validTo, idNo: _idNo, ...own } = typed
  return own
}

async function edit(db: Db, expertId: string, changes: Partial<TypedProfile>) {
  const { version } = await db.client.expert.findUniqueOrThrow({ where: { id: expertId } })
  const typed = { ...(await shown(db, expertId)), ...changes }
  return editOwnProfile(expertCtx(db, expertId), { version, typed })
}

async function told(db: Db, kind: string) {
  const notices = await db.client.notice.findMany({ where: { kind }, orderBy: { userId: 'asc' } })
  return notices.map(({ userId, params }) => ({ userId, ...JSON.parse(params) }))
}

const kunshan = enterprises.kunshan
const post = [{ orgName: kunshan.name, uscc: kunshan.uscc, role: '技术顾问', from: '2024-01', to: '' }]

eachDialect('an expert mends the own record; the log names the fields and keeps no values', async (db) => {
  await seedCast(db)
  const id = 'expert-expert_jin'
  const before = await db.client.expert.findUniqueOrThrow({ where: { id } })
  expect(held(await edit(db, id, {}))).toEqual({ seats: [], sheets: 0 })
  expect(await db.client.auditEntry.count({ where: { act: 'expert.edit_own' } })).toBe(0)

  held(await edit(db, id, { title: '教授', phone: '13800001234', specialties: '34' }))
  const after = await db.client.expert.findUniqueOrThrow({ where: { id } })
  expect(after).toMatchObject({ title: '教授', specialties: '34', email: before.email, version: 1 })
  const kept = ({ name, kind, validTo, idNo, status, joinedOn }: typeof before) => ({
    name,
    kind,
    validTo,
    idNo,
    status,
    joinedOn,
  })
  expect(kept(after)).toEqual(kept(before))
  expect((await shown(db, id)).phone).toBe('138****1234')

  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'expert.edit_own' } })
  const text = Buffer.from(entry.bytes).toString()
  expect(JSON.parse(text).after.fields).toEqual(['title', 'specialties', 'phone'])
  expect(text).not.toMatch(/教授|1380000/)
  const beside = await db.client.auditPersonal.findUniqueOrThrow({
    where: { entryId_field: { entryId: entry.id, field: 'after.changes' } },
  })
  expect(JSON.parse(beside.value)).toEqual({ title: ['正高级', '教授'], specialties: ['34,35', '34'] })
  expect(await told(db, 'expert_changed')).toEqual([
    { userId: 'user-organiser', expert: '金教授', fields: 'title,specialties,phone' },
  ])
  expect(await told(db, 'expert_rechecked')).toEqual([])
})

eachDialect('what is wrong is said at its field; nobody else has a record of their own', async (db) => {
  await seedCast(db)
  const id = 'expert-expert_jin'
  expect(await edit(db, id, { employer: ' ', specialties: '99' })).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: 'employer' }, { path: 'specialties' }] },
  })
  const typed = await shown(db, id)
  const stale = await editOwnProfile(expertCtx(db, id), { version: 7, typed: { ...typed, title: '教授' } })
  expect(stale).toMatchObject({ refusal: { code: 'stale_version' } })
  await expect(editOwnProfile(ctxOf(db, 'organiser', at), { version: 0, typed })).rejects.toThrow('expert')
})

eachDialect(
  'whoever becomes tied to an applicant before scoring loses the seat; the next is called',
  async (db) => {
    const { panelId, drawn } = await aDrawnPanel(db)
    const seat = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, status: 'invited', expert: { kind: 'technical' } },
    })
    const found = held(await edit(db, seat.expertId, { history: post }))
    expect(found).toEqual({ seats: ['智能制造第一组'], sheets: 0 })
    expect(await db.client.panelSeat.findUniqueOrThrow({ where: { id: seat.id } })).toMatchObject({
      status: 'released',
    })
    const called = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, expertId: drawn.substitutes[0] ?? '' },
    })
    expect(called).toMatchObject({ status: 'invited', role: 'member' })
    expect(await told(db, 'seat_tied')).toMatchObject([
      { userId: 'user-organiser', panel: '智能制造第一组', rules: 'C02' },
    ])
    const release = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'seat.release' } })
    expect(release.actorId).toBe('system')
  },
)

eachDialect('whoever stands in for the organiser or for supervision is told as they are', async (db) => {
  const { panelId, applicationIds } = await anOpenPanel(db)
  const period = { startsAt: '2025-04-14 10:00', endsAt: '2025-04-18 18:00', reason: '' }
  const supervisor = ctxOf(db, 'supervisor', at)
  const newcomer = { id: 'user-newcomer', loginName: 'newcomer', name: '新同事', passwordHash: '', roles: '' }
  await db.client.user.create({ data: { ...newcomer, orgId: supervisor.actor.orgId, createdAt: at.now } })
  const standIn = async (absent: 'organiser' | 'supervisor', deputyId: string) => {
    const parties = { absentId: `user-${absent}`, deputyId, roles: [absent] }
    held(await setDelegation(ctxOf(db, absent, at), { ...parties, ...period }))
  }
  await standIn('organiser', 'user-province_approver')
  await standIn('supervisor', newcomer.id)
  const sheet = await db.client.scoreSheet.findFirstOrThrow({
    where: { panelId, applicationId: applicationIds[0] ?? '', expert: { kind: 'technical' } },
  })
  const people = async (kind: string) => (await told(db, kind)).map(({ userId }) => userId)
  held(await edit(db, sheet.expertId, { employer: '东南大学' }))
  const organisers = ['user-organiser', 'user-province_approver']
  expect(await people('expert_changed')).toEqual(organisers)
  expect(await people('expert_rechecked')).toEqual(organisers)
  await scoreAs(db, sheet.id, aSheet(['18', '22', '17', '16.5', '13']))
  held(await edit(db, sheet.expertId, { history: post }))
  expect(await people('sheets_tied')).toEqual([
    'user-newcomer',
    'user-organiser',
    'user-province_approver',
    'user-supervisor',
  ])
})

eachDialect('a substitute who becomes tied stands by no more, and learns nothing by it', async (db) => {
  const { panelId, drawn } = await aDrawnPanel(db)
  const expertId = drawn.substitutes[0] ?? ''
  expect(held(await edit(db, expertId, { history: post }))).toEqual({ seats: [], sheets: 0 })
  const seat = await db.client.panelSeat.findFirstOrThrow({ where: { panelId, expertId } })
  expect(seat.status).toBe('released')
  expect(await told(db, 'seat_tied')).toHaveLength(1)
})

eachDialect(
  'an open sheet of a tied application is recused and another expert comes; one handed in is for supervision',
  async (db) => {
    const { panelId, applicationIds, drawn } = await anOpenPanel(db)
    const [first = '', second = ''] = applicationIds
    const own = await db.client.scoreSheet.findMany({
      where: { panelId, expert: { kind: 'technical' } },
      orderBy: [{ expertId: 'asc' }, { applicationId: 'asc' }],
    })
    const expertId = own[0]?.expertId ?? ''
    const sheetOf = async (applicationId: string) =>
      db.client.scoreSheet.findFirstOrThrow({ where: { panelId, expertId, applicationId } })

    expect(held(await edit(db, expertId, { history: post }))).toEqual({ seats: [], sheets: 1 })
    const recused = await sheetOf(first)
    expect(recused).toMatchObject({ status: 'recused' })
    expect(recused.conflict).toContain('C02: 现在申报单位任职（91320583MADEMX02XQ，技术顾问，2024-01 起）')
    expect(await ownSheet(expertCtx(db, expertId), recused.id)).toMatchObject({ material: null })
    expect((await sheetOf(second)).status).toBe('assigned')
    const called = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, expertId: drawn.substitutes[0] ?? '' },
    })
    expect(called.status).toBe('invited')
    expect(await told(db, 'sheets_tied')).toMatchObject([
      { userId: 'user-organiser', rules: 'C02', recused: '1', late: '0' },
    ])

    await scoreAs(db, (await sheetOf(second)).id, aSheet(['18', '22', '17', '16.5', '13']))
    const { uscc, name } = enterprises.jiangning
    const shares = { history: [], shareholdings: [{ orgName: name, uscc, percent: '3', listed: 'no' }] }
    expect(held(await edit(db, expertId, shares))).toEqual({ seats: [], sheets: 0 })
    expect((await sheetOf(second)).status).toBe('submitted')
    expect((await told(db, 'sheets_tied')).slice(-2)).toMatchObject([
      { userId: 'user-organiser', rules: 'C03', recused: '0', late: '1' },
      { userId: 'user-supervisor', rules: 'C03', late: '1' },
    ])
  },
)

eachDialect('a change that ties nobody is told the organiser with the panels asked', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const seat = await db.client.panelSeat.findFirstOrThrow({ where: { panelId, status: 'committed' } })
  held(await edit(db, seat.expertId, { employer: '东南大学' }))
  expect(await told(db, 'expert_rechecked')).toMatchObject([
    { userId: 'user-organiser', fields: 'employer', panels: '智能制造第一组' },
  ])
  expect(await db.client.scoreSheet.count({ where: { panelId, status: 'recused' } })).toBe(0)
})

eachDialect(
  'what the organiser changes of an expert is checked in the same way, by the system',
  async (db) => {
    const { panelId, applicationIds } = await anOpenPanel(db)
    const { expertId } = await db.client.panelSeat.findFirstOrThrow({
      where: { panelId, status: 'committed', expert: { kind: 'technical' } },
    })
    const organiser = ctxOf(db, 'organiser', at)
    const { typed, version } = await findExpert(organiser, expertId)
    held(await editExpert(organiser, { expertId, version, typed: { ...typed, title: '教授' } }))
    expect(await db.client.scoreSheet.count({ where: { panelId, status: 'recused' } })).toBe(0)
    held(await editExpert(organiser, { expertId, version: version + 1, typed: { ...typed, history: post } }))
    const recused = await db.client.scoreSheet.findMany({ where: { panelId, status: 'recused' } })
    expect(recused).toMatchObject([{ expertId, applicationId: applicationIds[0] }])
    const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'sheet.recuse' } })
    expect(entry.actorId).toBe('system')
    expect(JSON.parse(Buffer.from(entry.bytes).toString()).actor.via).toBe('by:user-organiser')
    expect(await told(db, 'sheets_tied')).toMatchObject([
      { userId: 'user-organiser', recused: '1', late: '0' },
    ])
  },
)
