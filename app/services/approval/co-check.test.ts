import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { withFinance } from '#fixtures/application.ts'
import { held } from '#fixtures/held.ts'
import { aProposedPair, minutes, onPosting } from '#fixtures/publicity.ts'
import { adjustItem } from './adjust-item.server.ts'
import { coCheckPlan, declineCoCheck } from './co-check.server.ts'
import { decidePlan } from './decide-plan.server.ts'
import { proposePlan, sendBackPlan } from './propose-plan.server.ts'

async function toDo(db: Db, key: CastKey) {
  const todos = await todosOf(onPosting(db, key))
  return todos.map(({ id, decision, dueAt }) => [id, decision, dueAt?.toISOString()])
}

eachDialect('a plan is decided only once finance has agreed to these very amounts', async (db) => {
  const { planId } = await aProposedPair(db, { finance: withFinance })
  const act = async (reason = '') => {
    const { version } = await db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })
    return { planId, version, reason }
  }
  const [handler, leader, finance] = [
    onPosting(db, 'province_handler'),
    onPosting(db, 'leader'),
    onPosting(db, 'finance'),
  ]
  expect(await toDo(db, 'finance')).toEqual([[planId, 'coCheck', '2025-04-29T16:00:00.000Z']])
  expect(await decidePlan(leader, { ...(await act()), ...minutes })).toMatchObject({
    refusal: { code: 'co_check_missing' },
  })
  expect(await declineCoCheck(finance, await act())).toMatchObject({ refusal: { code: 'reason_required' } })
  expect(await coCheckPlan(handler, await act())).toMatchObject({ refusal: { code: 'not_yours' } })

  held(await declineCoCheck(finance, await act('超出年度额度')))
  expect(await toDo(db, 'finance')).toEqual([])
  expect(await decidePlan(leader, { ...(await act()), ...minutes })).toMatchObject({
    refusal: { code: 'co_check_against' },
  })
  held(await coCheckPlan(finance, await act('经核实，额度充足')))
  held(await sendBackPlan(leader, await act('调减第二名')))
  const item = await db.client.allocationItem.findFirstOrThrow({
    where: { planId },
    orderBy: { rank: 'desc' },
  })
  held(await adjustItem(handler, { ...(await act('压减')), itemId: item.id, amountWan: '500' }))
  held(await proposePlan(handler, await act()))
  expect(await decidePlan(leader, { ...(await act()), ...minutes })).toMatchObject({
    refusal: { code: 'co_check_missing' },
  })
  expect(await toDo(db, 'finance')).toHaveLength(1)
  held(await coCheckPlan(finance, await act()))
  held(await decidePlan(leader, { ...(await act()), ...minutes }))
  expect(await toDo(db, 'finance')).toEqual([])
})

eachDialect('a call without finance in it is decided without', async (db) => {
  const { planId } = await aProposedPair(db)
  expect(await toDo(db, 'finance')).toEqual([])
  expect(await coCheckPlan(onPosting(db, 'finance'), { planId, version: 1, reason: '' })).toMatchObject({
    refusal: { code: 'co_check_not_asked' },
  })
  held(await decidePlan(onPosting(db, 'leader'), { planId, version: 1, ...minutes }))
})
