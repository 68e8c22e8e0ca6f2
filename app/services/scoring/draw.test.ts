import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import { conditionsOf } from '#app/db/scoring/pool.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { aDrawnPanel, aPlannedPanel, commitAs, expertCtx, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { acceptSeat, commitSeat, declineSeat } from './answer-seat.server.ts'
import { drawPanel, repeatDraw } from './draw-panel.server.ts'
import { openScoring } from './open-scoring.server.ts'
import { publishPool } from './publish-pool.server.ts'
import { held } from '#fixtures/held.ts'

const at = { now: scoringDay }

eachDialect('the pool and the nonce are committed to in the log before the salt is known', async (db) => {
  const { panelId } = await aPlannedPanel(db)
  const published = held(await publishPool(ctxOf(db, 'organiser', at), { panelId, version: 0, reason: '' }))
  const draw = await db.client.draw.findFirstOrThrow({ where: { panelId } })
  expect(draw).toMatchObject({ ...published, number: 1, salt: null, drawnAt: null })
  expect(createHash('sha256').update(draw.serverNonce).digest('hex')).toBe(published.nonceSha256)
  const entry = await db.client.auditEntry.findFirstOrThrow({ where: { act: 'panel.publish_pool' } })
  const logged = Buffer.from(entry.bytes).toString()
  expect(logged).toContain(published.poolSha256)
  expect(logged).toContain(published.nonceSha256)
  expect(logged).not.toContain(draw.serverNonce)
  const seen = await findPanel(ctxOf(db, 'organiser', at), panelId)
  expect(JSON.stringify(seen.draws)).not.toContain(draw.serverNonce)
})

eachDialect('hard blocks keep an expert out of the pool, with rule and evidence', async (db) => {
  const { panelId, applicationIds } = await aPlannedPanel(db)
  const { client } = db
  await client.expert.update({
    where: { id: 'expert-expert_jin' },
    data: { employer: '昆山精锐数控装备有限公司' },
  })
  await client.expert.update({
    where: { id: 'expert-expert_bai' },
    data: {
      history: JSON.stringify([
        { orgName: '南京江宁智能传感有限公司', uscc: '', role: '技术顾问', from: '2021', to: '2023-06' },
      ]),
    },
  })
  const office = await client.orgUnit.findFirstOrThrow({ where: { code: '320500' } })
  await client.expert.update({ where: { id: 'expert-expert_yan' }, data: { employer: office.name } })
  held(await publishPool(ctxOf(db, 'organiser', at), { panelId, version: 0, reason: '' }))
  const { draws } = await findPanel(ctxOf(db, 'organiser', at), panelId)
  const found = draws[0]?.excluded ?? []
  const of = (id: string) => found.filter(({ expertId }) => expertId === `expert-${id}`)
  expect(of('expert_jin').map(({ rule }) => rule)).toEqual(expect.arrayContaining(['C01', 'C08']))
  expect(of('expert_jin')[0]).toMatchObject({
    applicationId: expect.stringMatching(new RegExp(applicationIds.join('|'))),
    evidence: { code: 'avoid_c01', params: { uscc: '91320583MADEMX02XQ' } },
  })
  expect(of('expert_bai').map(({ rule }) => rule)).toEqual(['C02'])
  expect(of('expert_yan').map(({ rule }) => rule)).toEqual(['C06'])
  expect(draws[0]?.pool).not.toMatch(/expert_jin|expert_bai|expert_yan/)
})

eachDialect(
  'the draw repeats from what was published, and not from another list (invariant 6)',
  async (db) => {
    const { panelId, drawn } = await aDrawnPanel(db)
    const row = await db.client.draw.findFirstOrThrow({ where: { panelId } })
    const panel = await db.client.panel.findUniqueOrThrow({ where: { id: panelId } })
    const facts = { ...row, salt: row.salt ?? '' }
    const conditions = conditionsOf(panel.conditions)
    expect(held(repeatDraw(facts, conditions))).toEqual(drawn)
    const forged = facts.pool.replace('expert_jin', 'expert_xin')
    expect(repeatDraw({ ...facts, pool: forged }, conditions)).toMatchObject({
      refusal: { code: 'pool_changed' },
    })
    const other = held(repeatDraw({ ...facts, salt: '271828' }, conditions))
    expect(other.seed).not.toBe(drawn.seed)
    expect(await db.client.document.count({ where: { kind: 'draw_record', ownerId: panelId } })).toBe(1)
    const invitations = await db.client.notice.findMany({ where: { kind: 'seat_invited' } })
    expect(invitations.map(({ params }) => JSON.parse(params) as unknown)).toEqual(
      Array.from({ length: 3 }, () => ({ panel: '智能制造第一组', deadline: '2025-04-15 24:00' })),
    )
  },
)

eachDialect('only supervision draws, with digits', async (db) => {
  const { panelId } = await aPlannedPanel(db)
  held(await publishPool(ctxOf(db, 'organiser', at), { panelId, version: 0, reason: '' }))
  const input = { panelId, version: 1, salt: '314159' }
  expect(await drawPanel(ctxOf(db, 'organiser', at), input)).toMatchObject({ refusal: { code: 'not_yours' } })
  const supervisor = ctxOf(db, 'supervisor', at)
  expect(await drawPanel(supervisor, { ...input, salt: '' })).toMatchObject({
    refusal: { code: 'salt_missing' },
  })
  expect(await drawPanel(supervisor, { ...input, salt: '12ab56' })).toMatchObject({
    refusal: { code: 'salt_format' },
  })
  expect(await db.client.panelSeat.count()).toBe(0)
  held(await drawPanel(supervisor, { ...input, salt: '３１４ １５９' }))
})

eachDialect('a repeated draw has the next number and a reason, and releases the seats', async (db) => {
  const { panelId } = await aDrawnPanel(db)
  const organiser = ctxOf(db, 'organiser', at)
  expect(await publishPool(organiser, { panelId, version: 2, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  // a window that still shows the panel as planned asks for no reason
  expect(await publishPool(organiser, { panelId, version: 0, reason: '' })).toMatchObject({
    refusal: { code: 'stale_version' },
  })
  const again = await publishPool(organiser, { panelId, version: 2, reason: '会议改期，多数专家不能参加' })
  expect(again).toMatchObject({ ok: true, value: { number: 2 } })
  const seats = await db.client.panelSeat.groupBy({ by: ['status'], _count: true })
  expect(seats).toEqual([{ status: 'released', _count: 4 }])
  held(await drawPanel(ctxOf(db, 'supervisor', at), { panelId, version: 3, salt: '161803' }))
  expect(await db.client.panelSeat.count({ where: { panelId, draw: 2 } })).toBe(4)
})

eachDialect('whoever declines is followed by the next substitute of the kind', async (db) => {
  const { panelId, drawn } = await aDrawnPanel(db)
  const seats = await db.client.panelSeat.findMany({
    where: { panelId },
    include: { expert: true },
    orderBy: { order: 'asc' },
  })
  const leaving = seats.find(({ expert, status }) => expert.kind === 'technical' && status === 'invited')
  if (!leaving) throw new Error('no technical seat')
  const ctx = expertCtx(db, leaving.expertId)
  expect(await declineSeat(ctx, { seatId: leaving.id, version: 0, reason: '' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await declineSeat(ctx, { seatId: leaving.id, version: 0, reason: '出差' }))
  const next = await db.client.panelSeat.findFirstOrThrow({
    where: { panelId, expertId: drawn.substitutes[0] ?? '' },
  })
  expect(next).toMatchObject({ status: 'invited', role: 'member' })
  expect(await db.client.auditEntry.count({ where: { act: 'seat.promote' } })).toBe(1)
  expect(await acceptSeat(ctx, { seatId: leaving.id, version: 1 })).toMatchObject({
    refusal: { code: 'wrong_state' },
  })
  await expect(acceptSeat(ctx, { seatId: next.id, version: 1 })).rejects.toThrow('not found')
})

eachDialect('scoring opens when every member has signed the commitment', async (db) => {
  const { panelId, applicationIds } = await aDrawnPanel(db)
  const organiser = ctxOf(db, 'organiser', at)
  const open = { panelId, version: 2, scoringEnd: '2025-04-18 17:00' }
  expect(await openScoring(organiser, open)).toMatchObject({ refusal: { code: 'seats_open' } })
  const seats = await db.client.panelSeat.findMany({ where: { panelId, status: 'invited' } })
  const [first, ...others] = seats
  for (const seat of others) await commitAs(db, seat.id)
  const ctx = expertCtx(db, first?.expertId ?? '')
  held(await acceptSeat(ctx, { seatId: first?.id ?? '', version: 0 }))
  expect(await openScoring(organiser, open)).toMatchObject({ refusal: { code: 'commitments_open' } })
  const commit = { seatId: first?.id ?? '', version: 1 }
  expect(await commitSeat(ctx, { ...commit, confirmed: false })).toMatchObject({
    refusal: { code: 'commitment_unread' },
  })
  held(await commitSeat(ctx, { ...commit, confirmed: true }))
  expect(await openScoring(organiser, { ...open, scoringEnd: '2025-04-01 17:00' })).toMatchObject({
    refusal: { code: 'scoring_end_missing' },
  })
  held(await openScoring(organiser, open))
  expect(await db.client.scoreSheet.count({ where: { panelId, status: 'assigned' } })).toBe(6)
  const rows = await db.client.application.findMany({ where: { id: { in: applicationIds } } })
  expect(rows.map(({ status }) => status)).toEqual(['in_review', 'in_review'])
  expect(rows[0]?.dueAt).toEqual(new Date('2025-04-18T09:00:00Z'))
})
