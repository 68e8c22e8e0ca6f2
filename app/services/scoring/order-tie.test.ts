import { expect } from 'vitest'
import { todosOf } from '#app/db/office.server.ts'
import { rankingOf, tiesOf } from '#app/db/scoring/ranking.server.ts'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { enterprises } from '#fixtures/cast.ts'
import { held } from '#fixtures/held.ts'
import { anOpenPanel, aTie, expertCtx, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { orderTie } from './order-tie.server.ts'

const at = { now: scoringDay }
const words = { minutesNo: '厅办纪〔2025〕9号', reason: '项目填补省内空白' }

async function ranksOf(db: Db, ids: readonly string[]) {
  const rows = await db.client.application.findMany({ where: { id: { in: [...ids] } } })
  return ids.map((id) => rows.find((row) => row.id === id)?.rank)
}

eachDialect('equals share a rank until the leader records the order that was decided', async (db) => {
  const { guidelineId, first, second, applicationIds, panelId } = await aTie(db)
  const [leader, handler] = [ctxOf(db, 'leader', at), ctxOf(db, 'province_handler', at)]
  expect(await ranksOf(db, applicationIds)).toEqual([1, 1])
  expect((await tiesOf(leader, guidelineId)).shared).toMatchObject([{ rank: 1, open: true }])
  expect((await tiesOf(handler, guidelineId)).shared).toMatchObject([{ rank: 1, open: false }])

  const tie = { guidelineId, rank: 1, places: { [first]: '2', [second]: '１' }, ...words }
  expect(await orderTie(handler, tie)).toMatchObject({ refusal: { code: 'not_yours', status: 403 } })
  expect(await orderTie(leader, { ...tie, reason: ' ' })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  expect(await orderTie(leader, { ...tie, minutesNo: '' })).toMatchObject({
    refusal: { code: 'form_has_problems', fields: [{ path: 'minutesNo' }] },
  })
  for (const places of [
    { [first]: '1', [second]: '1' },
    { [first]: '1', [second]: '' },
  ])
    expect(await orderTie(leader, { ...tie, places })).toMatchObject({
      refusal: { code: 'tie_order_incomplete' },
    })
  expect(await orderTie(leader, { ...tie, places: { [first]: '1' } })).toMatchObject({
    refusal: { code: 'tie_changed' },
  })

  held(await orderTie(leader, tie))
  expect(await ranksOf(db, [first, second])).toEqual([2, 1])
  const after = await tiesOf(leader, guidelineId)
  expect(after.shared).toEqual([])
  expect(after.decided).toMatchObject([{ rank: 1, ...words, decidedBy: leader.actor.name }])
  expect(await orderTie(leader, tie)).toMatchObject({ refusal: { code: 'tie_changed' } })

  const lines = (await rankingOf(leader, panelId))?.lines
  expect(lines?.map(({ rank, decidedBy }) => [rank, decidedBy])).toEqual([
    [1, 'score'],
    [1, 'equal'],
  ])
  const printed = await db.client.document.findFirstOrThrow({
    where: { ownerType: 'guideline', ownerId: guidelineId, format: 'pdf' },
  })
  expect(printed.model.indexOf(enterprises.jiangning.name)).toBeLessThan(
    printed.model.indexOf(enterprises.kunshan.name),
  )
})

eachDialect('those already proposed keep their rank', async (db) => {
  const { guidelineId, first, second } = await aTie(db)
  await db.client.application.update({ where: { id: first }, data: { status: 'proposed' } })
  const leader = ctxOf(db, 'leader', at)
  const tie = { guidelineId, rank: 1, places: { [first]: '1', [second]: '2' }, ...words }
  expect(await orderTie(leader, tie)).toMatchObject({ refusal: { code: 'tie_changed', status: 409 } })
  expect((await tiesOf(leader, guidelineId)).shared).toMatchObject([{ open: false }])
})

for (const blindMode of ['single', 'double'] as const)
  eachDialect(
    `the desk of an expert names the project as far as ${blindMode} blindness allows`,
    async (db) => {
      const { panelId } = await anOpenPanel(db, { blindMode })
      const sheet = await db.client.scoreSheet.findFirstOrThrow({ where: { panelId } })
      const rows = (await todosOf(expertCtx(db, sheet.expertId))).map(({ title, from }) => [title, from])
      const name = blindMode === 'double' ? '■■■' : enterprises.kunshan.name
      expect(rows).toContainEqual([`${name}智能工厂改造项目`, '智能制造第一组'])
    },
  )
