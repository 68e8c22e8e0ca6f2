import { expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { CastKey } from '#fixtures/cast.ts'
import { withFinance, withoutFinance } from '#fixtures/application.ts'
import { aDraft, now, readyParts } from '#fixtures/guideline.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf } from '#fixtures/world.ts'
import { remindDue } from '../remind.server.ts'
import { amendGuideline, proposeAmendment } from './amend.server.ts'
import { coSignGuideline, declineCoSign } from './co-sign.server.ts'
import { saveGuidelineDraft } from './draft.server.ts'
import { publishGuideline, sendBackGuideline, submitGuideline } from './publish.server.ts'

async function aSubmitted(db: Db) {
  const draft = await aDraft(db, { ...readyParts(), finance: withFinance })
  held(await submitGuideline(ctxOf(db, 'province_handler', { now }), draft))
  return draft.id
}

async function toDo(db: Db, key: CastKey) {
  const todos = await todosOf(ctxOf(db, key, { now }))
  return todos.map(({ id, decision, dueAt }) => [id, decision, dueAt?.toISOString()])
}

async function toldTo(db: Db, kind: string) {
  const notices = await db.client.notice.findMany({ where: { kind }, orderBy: { id: 'asc' } })
  return notices.map(({ userId }) => userId).toSorted()
}

/** Acts on the guideline as it is now. */
function actsOn(db: Db, id: string) {
  return async (reason = '') => {
    const { version } = await db.client.guideline.findUniqueOrThrow({ where: { id } })
    return { id, version, reason }
  }
}

eachDialect('a call is published only once finance has co-signed this very text', async (db) => {
  const id = await aSubmitted(db)
  const act = actsOn(db, id)
  const handler = ctxOf(db, 'province_handler', { now })
  const leader = ctxOf(db, 'leader', { now })
  const finance = ctxOf(db, 'finance', { now })
  expect(await toldTo(db, 'co_sign_asked')).toEqual(['user-finance'])
  expect(await toDo(db, 'finance')).toEqual([[id, 'coSign', '2025-02-25T16:00:00.000Z']])
  expect(await toDo(db, 'suzhou_finance')).toEqual([])
  expect(await publishGuideline(leader, await act())).toMatchObject({ refusal: { code: 'co_sign_missing' } })
  expect(await declineCoSign(finance, await act(' '))).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  await expect(coSignGuideline(ctxOf(db, 'suzhou_finance', { now }), await act())).rejects.toThrow(
    'not found',
  )

  held(await declineCoSign(finance, await act('预算未列入年度安排')))
  expect(await publishGuideline(leader, await act())).toMatchObject({ refusal: { code: 'co_sign_against' } })
  expect(await toldTo(db, 'co_sign_declined')).toEqual(['user-leader', 'user-province_handler'])
  expect(await toDo(db, 'finance')).toEqual([])

  held(await sendBackGuideline(leader, await act('财政不同意')))
  held(await saveGuidelineDraft(handler, { ...(await act()), changes: { budgetWan: '2500' } }))
  held(await submitGuideline(handler, await act()))
  expect(await toDo(db, 'finance')).toHaveLength(1)
  held(await coSignGuideline(finance, await act('同意')))
  expect(await toDo(db, 'finance')).toEqual([])
  held(await publishGuideline(leader, await act()))
  expect(await coSignGuideline(finance, await act())).toMatchObject({
    refusal: { code: 'co_sign_not_asked' },
  })
  const { sha256 } = await db.client.guidelineVersion.findFirstOrThrow({ where: { guidelineId: id } })
  expect(await db.client.financeOpinion.findMany({ where: { closedAt: null } })).toMatchObject([
    { sha256, conclusion: 'pass', text: '同意', planId: null },
  ])
})

eachDialect(
  'a disagreement is answered by sending the same text again; an agreement to it holds',
  async (db) => {
    const id = await aSubmitted(db)
    const act = actsOn(db, id)
    const at = (key: CastKey) => ctxOf(db, key, { now })
    const again = async () => {
      held(await sendBackGuideline(at('leader'), await act('核对')))
      held(await submitGuideline(at('province_handler'), await act()))
    }
    held(await declineCoSign(at('finance'), await act('请说明资金来源')))
    await again()
    expect(await publishGuideline(at('leader'), await act())).toMatchObject({
      refusal: { code: 'co_sign_missing' },
    })
    held(await coSignGuideline(at('finance'), await act()))
    await again()
    expect(await toldTo(db, 'co_sign_asked')).toEqual(['user-finance', 'user-finance'])
    held(await publishGuideline(at('leader'), await act()))
  },
)

eachDialect('an amendment needs a co-signature of its own, also one that would do without', async (db) => {
  const id = await aSubmitted(db)
  const act = actsOn(db, id)
  const at = (key: CastKey) => ctxOf(db, key, { now })
  held(await coSignGuideline(at('finance'), await act()))
  held(await publishGuideline(at('leader'), await act()))
  const changes = { finance: withoutFinance, budgetWan: '2700' }
  held(await saveGuidelineDraft(at('province_handler'), { ...(await act()), changes }))
  expect(await coSignGuideline(at('finance'), await act())).toMatchObject({
    refusal: { code: 'co_sign_not_asked' },
  })
  held(await proposeAmendment(at('province_handler'), await act('追加预算')))
  expect(await toDo(db, 'finance')).toEqual([[id, 'coSign', '2025-02-25T16:00:00.000Z']])
  expect(await amendGuideline(at('leader'), await act('追加预算'))).toMatchObject({
    refusal: { code: 'co_sign_missing' },
  })
  held(await coSignGuideline(at('finance'), await act()))
  held(await amendGuideline(at('leader'), await act('追加预算')))
})

eachDialect('finance is reminded before its days are over, and once they are', async (db) => {
  await aSubmitted(db)
  const told = async (time: string) => {
    await remindDue(ctxOf(db, 'system', { now: new Date(time) }))
    const rows = await db.client.notice.findMany({
      where: { userId: 'user-finance', kind: { not: 'co_sign_asked' } },
    })
    return rows.map(({ kind }) => kind).toSorted()
  }
  expect(await told('2025-02-20T03:00:00Z')).toEqual([])
  expect(await told('2025-02-24T03:00:00Z')).toEqual(['due_soon'])
  expect(await told('2025-02-26T03:00:00Z')).toEqual(['due_soon', 'overdue'])
})
