import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { aDrawnPanel, anOpenPanel, commitAs, expertCtx, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { declineSeat, missSeat } from './answer-seat.server.ts'
import { callFurther } from './call-further.server.ts'
import { recuse } from './declare.server.ts'
import { publishPool } from './publish-pool.server.ts'
import { held } from '#fixtures/held.ts'
import { reasonOf } from '#fixtures/log.ts'

const at = { now: scoringDay }
const reason = '候补专家均已谢绝'

async function techniciansInvited(db: Db, panelId: string) {
  return db.client.panelSeat.findMany({
    where: { panelId, status: 'invited', expert: { kind: 'technical' } },
    orderBy: { order: 'asc' },
  })
}

async function versionOf(db: Db, id: string) {
  return (await db.client.panel.findUniqueOrThrow({ where: { id } })).version
}

/** A technical member declines, and so does the only technical substitute. */
async function usedUp(db: Db, panelId: string) {
  for (let left = 2; left > 0; left--) {
    const [seat] = (await techniciansInvited(db, panelId)).toReversed()
    if (!seat) throw new Error('nobody invited')
    held(
      await declineSeat(expertCtx(db, seat.expertId), {
        seatId: seat.id,
        version: seat.version,
        reason: '出差',
      }),
    )
  }
}

eachDialect('when the substitutes are used up the drawn order goes on, chosen by nobody', async (db) => {
  const { panelId, drawn } = await aDrawnPanel(db)
  const organiser = ctxOf(db, 'organiser', at)
  const call = async (ctx = organiser, why = reason) =>
    callFurther(ctx, { panelId, version: await versionOf(db, panelId), reason: why })
  expect(await call()).toMatchObject({ refusal: { code: 'no_place_open' } })
  await usedUp(db, panelId)
  expect(await techniciansInvited(db, panelId)).toHaveLength(1)
  expect(await call(organiser, ' ')).toMatchObject({ refusal: { code: 'reason_required' } })
  expect(await call(ctxOf(db, 'supervisor', at))).toMatchObject({ refusal: { code: 'not_yours' } })

  const technical = await db.client.expert.findMany({ where: { kind: 'technical' }, select: { id: true } })
  const next = drawn.order.find(
    (id) => technical.some((one) => one.id === id) && ![...drawn.members, ...drawn.substitutes].includes(id),
  )
  const { experts } = held(await call())
  expect(experts).toEqual([next])
  const seat = await db.client.panelSeat.findFirstOrThrow({ where: { panelId, expertId: next ?? '' } })
  expect(seat).toMatchObject({ status: 'invited', role: 'member', order: 5, draw: 1 })
  expect(
    await db.client.notice.count({
      where: { kind: 'seat_invited', userId: `user-${next?.slice('expert-'.length)}` },
    }),
  ).toBe(1)
  const entry = await db.client.auditEntry.findFirstOrThrow({
    where: { act: 'panel.call_further', result: 'done' },
  })
  expect(await reasonOf(db, entry)).toBe(reason)
  const stood = await db.client.auditEntry.findFirstOrThrow({
    where: { act: 'seat.stand_by' },
    orderBy: { n: 'desc' },
  })
  expect(JSON.parse(Buffer.from(stood.bytes).toString())).toMatchObject({
    after: { expert: next, draw: 1, place: drawn.order.indexOf(next ?? '') + 1 },
  })

  expect(await call()).toMatchObject({ refusal: { code: 'no_place_open' } })
  const { version } = seat
  held(await declineSeat(expertCtx(db, seat.expertId), { seatId: seat.id, version, reason: '出国' }))
  expect(await call()).toMatchObject({ refusal: { code: 'drawn_order_ended' } })
  const again = { panelId, version: await versionOf(db, panelId), reason: '增补后仍不足' }
  expect(await publishPool(organiser, again)).toMatchObject({ ok: true })
})

eachDialect('during scoring the newcomer takes over what has too few experts', async (db) => {
  const { panelId } = await anOpenPanel(db)
  const organiser = ctxOf(db, 'organiser', at)
  const sheets = await db.client.scoreSheet.findMany({
    where: { panelId, expert: { kind: 'technical' } },
    orderBy: { id: 'asc' },
  })
  const [first] = sheets
  if (!first) throw new Error('no sheet')
  const conflict = { sheetId: first.id, version: 0, kind: 'C05' as const, text: '曾为该项目提供咨询' }
  held(await recuse(expertCtx(db, first.expertId), conflict))
  const [substitute] = await techniciansInvited(db, panelId)
  if (!substitute) throw new Error('no substitute')
  held(await missSeat(organiser, { seatId: substitute.id, version: substitute.version, reason: '未答复' }))
  const live = () =>
    db.client.scoreSheet.count({ where: { applicationId: first.applicationId, status: 'assigned' } })
  expect(await live()).toBe(2)

  const { experts } = held(
    await callFurther(organiser, { panelId, version: await versionOf(db, panelId), reason }),
  )
  expect(experts).toHaveLength(1)
  const [seat] = await techniciansInvited(db, panelId)
  await commitAs(db, seat?.id ?? '')
  expect(await live()).toBe(3)
  expect(
    await callFurther(organiser, { panelId, version: await versionOf(db, panelId), reason }),
  ).toMatchObject({
    refusal: { code: 'no_place_open' },
  })
})
