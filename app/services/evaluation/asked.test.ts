import { beforeAll, expect } from 'vitest'
import { usualHandling } from '#app/domain/guideline/usual-handling.ts'
import type { Db } from '#app/db/client.server.ts'
import { opinionsAwaited } from '#app/db/evaluation-asked.server.ts'
import { countTodos, todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { withFinance } from '#fixtures/application.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { aSentEvaluation, evaluatedOn as now } from '#fixtures/evaluation.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { adviseEvaluation } from './advise.server.ts'
import { declineCoConfirm } from './co-confirm.server.ts'
import { askCoConfirm } from './confirm.server.ts'
import { reviewEvaluation } from './review.server.ts'
import { submitEvaluation } from './self-evaluation.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

/** Ten working days from 2 February 2026, over the Spring Festival. */
const until = '2026-02-14T16:00:00.000Z'

function evaluating(db: Db, id: string) {
  const as = (key: CastKey) => ctxOf(db, key, { now })
  const row = async () => db.client.evaluation.findUniqueOrThrow({ where: { id } })
  const act = async (reason = '') => ({ id, version: (await row()).version, reason })
  const advise = async (key: CastKey) =>
    held(await adviseEvaluation(as(key), { ...(await act()), score: '95', text: '资料齐全。' }))
  const toDo = async (key: CastKey) =>
    (await todosOf(as(key)))
      .filter(({ workflow }) => workflow === 'evaluation')
      .map(({ status, decision, dueAt }) => [status, decision ?? null, dueAt?.toISOString() ?? null])
  const awaited = async (key: CastKey) =>
    (await opinionsAwaited(as(key), await row())).map(({ office }) => office)
  return { as, row, act, advise, toDo, awaited }
}

eachDialect(
  'an opinion stands on the desks of city, finance and third party until given or no longer asked',
  async (db) => {
    const id = await aSentEvaluation(db)
    const { as, row, act, advise, toDo, awaited } = evaluating(db, id)
    const asked = [['county_review', 'advise', until]]
    for (const key of ['suzhou_handler', 'finance', 'auditor'] as const) {
      expect([key, await toDo(key)]).toEqual([key, asked])
      expect([key, (await countTodos(as(key))).evaluation]).toEqual([key, 1])
    }
    for (const key of ['nanjing_handler', 'suzhou_approver', 'suzhou_finance', 'leader'] as const)
      expect([key, await toDo(key)]).toEqual([key, []])
    expect(await toDo('kunshan_handler')).toMatchObject([['county_review', null, expect.any(String)]])

    const all = ['city', 'finance', 'third_party']
    expect(await awaited('province_handler')).toEqual(all)
    expect(await awaited('suzhou_handler')).toEqual(['city'])
    expect(await awaited('finance')).toEqual(all)
    for (const key of ['kunshan_applicant', 'kunshan_handler', 'suzhou_approver', 'expert_jin'] as const)
      expect([key, await awaited(key)]).toEqual([key, []])

    await advise('suzhou_handler')
    expect(await toDo('suzhou_handler')).toEqual([])
    expect((await countTodos(as('suzhou_handler'))).evaluation ?? 0).toBe(0)
    expect(await awaited('suzhou_handler')).toEqual([])
    expect(await awaited('province_handler')).toEqual(['finance', 'third_party'])

    held(await reviewEvaluation(as('kunshan_handler'), { ...(await act()), act: 'pass' }))
    expect(await toDo('auditor')).toEqual([['province_review', 'advise', until]])
    expect(await toDo('province_handler')).toMatchObject([['province_review', null, expect.any(String)]])
    held(
      await reviewEvaluation(as('province_handler'), { ...(await act()), act: 'return', reason: '请附佐证' }),
    )
    for (const key of ['suzhou_handler', 'finance', 'auditor'] as const) expect(await toDo(key)).toEqual([])
    expect(await awaited('province_handler')).toEqual([])

    await db.client.evaluation.update({ where: { id }, data: { revision: (await row()).revision + 1 } })
    held(await submitEvaluation(as('kunshan_applicant'), await act()))
    expect(await toDo('suzhou_handler')).toEqual(asked)
    expect(await awaited('province_handler')).toEqual(all)
  },
)

eachDialect(
  'the days are those of the call, and finance that spoke of the grade is not asked again',
  async (db) => {
    const configuration = { finance: withFinance, handling: { ...usualHandling, opinionDays: 2 } }
    const id = await aSentEvaluation(db, { configuration })
    const { as, act, toDo, awaited } = evaluating(db, id)
    held(await reviewEvaluation(as('kunshan_handler'), { ...(await act()), act: 'pass' }))
    const asked = [['province_review', 'advise', '2026-02-04T16:00:00.000Z']]
    expect(await toDo('finance')).toEqual(asked)
    held(await askCoConfirm(as('province_handler'), await act()))
    expect(await toDo('finance')).toMatchObject([['finance_confirm', null, expect.any(String)]])
    expect(await toDo('auditor')).toEqual([])
    held(await declineCoConfirm(as('finance'), await act('请补充佐证')))
    expect(await toDo('finance')).toEqual([])
    expect(await toDo('auditor')).toEqual(asked)
    expect(await awaited('province_handler')).toEqual(['city', 'third_party'])
  },
)
