import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { aDrawnPanel, scoringDay as now } from '#fixtures/scoring.ts'
import { pageText, testSite } from '../testing.ts'

const person = (key: string) => ({ id: `user-${key}` })

test('the organiser is offered to call further experts, and told when no place is open', async () => {
  await using db = await testDb()
  const { panelId } = await aDrawnPanel(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/scoring/panels/${panelId}`
  const page = async (key: string) => pageText(await requestAs(person(key), path, { now }))
  expect(await page('organiser')).toContain('按抽取次序增补专家')
  expect(await page('supervisor')).not.toContain('按抽取次序增补专家')

  const act = { act: 'call_further', version: '2', reason: '候补专家均已谢绝' }
  const full = await postAs(person('organiser'), path, act, { now })
  expect(full.status).toBe(409)
  expect(await pageText(full)).toContain('没有空缺的席位')
  await db.client.panelSeat.updateMany({
    where: {
      panelId,
      expert: { kind: 'technical' },
      status: { in: ['invited', 'standby'] },
      order: { gt: 1 },
    },
    data: { status: 'declined' },
  })
  const called = await postAs(person('organiser'), path, act, { now })
  expect([called.status, called.headers.get('Location')]).toEqual([302, `${path}?tab=seats`])
  expect(await db.client.auditEntry.count({ where: { act: 'seat.promote', result: 'done' } })).toBe(1)
})
