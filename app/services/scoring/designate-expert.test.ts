import { expect } from 'vitest'
import { todosOf } from '#app/db/office.server.ts'
import { findPanel } from '#app/db/scoring/panel-record.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { enterprises } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { aDrawnOrderEnded, aDrawnPanel, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import {
  approveDesignation,
  designable,
  designateExpert,
  refuseDesignation,
} from './designate-expert.server.ts'

const at = { now: scoringDay }
const reason = '抽取次序用尽，仍缺一名技术专家'

eachDialect('nobody is designated while no place is open or the drawn order goes on', async (db) => {
  const { panelId, drawn } = await aDrawnPanel(db)
  const organiser = ctxOf(db, 'organiser', at)
  expect(await designable(organiser, panelId)).toBeNull()
  const spare = drawn.order.find((id) => ![...drawn.members, ...drawn.substitutes].includes(id)) ?? ''
  const act = { panelId, expertId: spare, reason }
  expect(await designateExpert(organiser, act)).toMatchObject({ refusal: { code: 'no_place_open' } })
  await db.client.panelSeat.updateMany({
    where: { panelId, expert: { kind: 'technical' } },
    data: { status: 'declined' },
  })
  expect(await designateExpert(organiser, act)).toMatchObject({
    refusal: { code: 'drawn_order_goes_on', params: { count: 1 } },
  })
})

eachDialect('the organiser names, supervision agrees, and the draw record says so', async (db) => {
  const { panelId, expertId } = await aDrawnOrderEnded(db)
  const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
  expect((await designable(organiser, panelId))?.map(({ id }) => id)).toEqual([expertId])
  const act = { panelId, expertId, reason }
  expect(await designateExpert(supervisor, act)).toMatchObject({ refusal: { code: 'not_yours' } })
  expect(await designateExpert(organiser, { ...act, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  const { id: seatId } = held(await designateExpert(organiser, act))
  expect(await designable(organiser, panelId)).toBeNull()
  expect((await todosOf(supervisor)).map(({ link }) => link)).toContain(
    `/scoring/panels/${panelId}?tab=seats`,
  )
  expect(await approveDesignation(organiser, { seatId, version: 0 })).toMatchObject({
    refusal: { code: 'not_yours' },
  })

  held(await approveDesignation(supervisor, { seatId, version: 0 }))
  const seat = (await findPanel(organiser, panelId)).seats.find(({ id }) => id === seatId)
  expect(seat).toMatchObject({
    status: 'invited',
    role: 'member',
    designation: { reason, asker: organiser.actor.name, approver: supervisor.actor.name },
  })
  expect(await db.client.notice.count({ where: { kind: 'seat_invited', userId: 'user-fang' } })).toBe(1)
  const records = await db.client.document.findMany({
    where: { kind: 'draw_record', ownerId: panelId },
    orderBy: { id: 'asc' },
  })
  expect(records).toHaveLength(2)
  expect(records[1]?.model).toContain(`${reason}（${supervisor.actor.name}批准）`)
})

eachDialect('avoidance binds the designated too, when named and when approved', async (db) => {
  const { panelId, expertId } = await aDrawnOrderEnded(db)
  const [organiser, supervisor] = [ctxOf(db, 'organiser', at), ctxOf(db, 'supervisor', at)]
  const act = { panelId, expertId, reason }
  const employ = (employer: string) =>
    db.client.expert.update({ where: { id: expertId }, data: { employer } })
  await employ(enterprises.kunshan.name)
  expect(await designable(organiser, panelId)).toEqual([])
  expect(await designateExpert(organiser, act)).toMatchObject({ refusal: { code: 'avoidance_found' } })
  await employ('东南大学')
  const { id: seatId } = held(await designateExpert(organiser, act))
  await employ(enterprises.kunshan.name)
  expect(await approveDesignation(supervisor, { seatId, version: 0 })).toMatchObject({
    refusal: { code: 'avoidance_found' },
  })
  held(await refuseDesignation(supervisor, { seatId, version: 0, reason: '须回避' }))
  expect(await db.client.panelSeat.findUniqueOrThrow({ where: { id: seatId } })).toMatchObject({
    status: 'released',
  })
})
