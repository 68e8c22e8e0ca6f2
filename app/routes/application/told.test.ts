import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { draftPlan } from '#app/services/approval/draft-plan.server.ts'
import { proposePlan, sendBackPlan } from '#app/services/approval/propose-plan.server.ts'
import { reserveApplication } from '#app/services/approval/reserve.server.ts'
import { exportApplications } from '#app/services/application/export-list.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { aReviewed } from '#fixtures/approval.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { testSite } from '../testing.ts'

const now = new Date('2025-04-21T02:00:00Z')
const applicant = { id: 'user-kunshan_applicant' }

/** Where two answers part, with what stands there in each. */
function parted(one: readonly string[], other: readonly string[]): string[] {
  return one.flatMap((text, i) => {
    const again = other[i] ?? ''
    if (text === again) return []
    const at = [...text].findIndex((_, place) => text[place] !== again[place])
    return [`${text.slice(0, 80)}: ${text.slice(at - 60, at + 30)} \u2260 ${again.slice(at - 60, at + 30)}`]
  })
}

test('an applicant receives the same before, while and after the province proposes: data as well as words', async () => {
  await using db = await testDb()
  await seedCast(db)
  const rules = [{ code: 'R10', severity: 'block', params: {} }] as const
  const guidelineId = await anOpenGuideline(db, aConfiguration({ rules: [...rules] }))
  const ids: string[] = []
  for (const rank of [1, 2, 3])
    ids.push(
      await aReviewed(db, guidelineId, 'kunshan', { rank, scoreCenti: 9300 - rank, equipmentWan: 3000 }),
    )
  const [first = '', , reserved = ''] = ids
  // one that nobody proposes lies between them, by the date of its last change
  const other = await aReviewed(db, await anOpenGuideline(db, aConfiguration({ code: 'OTHER' })), 'kunshan', {
    rank: 1,
    scoreCenti: 9000,
  })
  for (const [at, id] of [reserved, other, first].entries())
    await db.client.application.update({
      where: { id },
      data: { updatedAt: new Date(Date.UTC(2025, 3, 1 + at)) },
    })
  const [handler, leader] = [ctxOf(db, 'province_handler', { now }), ctxOf(db, 'leader', { now })]
  held(
    await reserveApplication(handler, {
      applicationId: reserved,
      version: 0,
      reason: 'no money left',
      years: '2',
    }),
  )
  const { requestAs, postAs } = await testSite(db)

  async function received(): Promise<string[]> {
    const paths = [
      '/work.data',
      '/acts.data',
      ...['application.propose', 'application.reserve', 'payment.list'].map((act) => `/acts.data?act=${act}`),
      '/notices.data',
      '/applications.data',
      '/applications.data?sort=dueAt',
      '/applications.data?view=overdue',
      ...['reviewed', 'proposed', 'reserved', 'in_review'].map(
        (status) => `/applications.data?status=${status}`,
      ),
      `/search.data?q=${encodeURIComponent('智能工厂')}`,
      '/enterprises/enterprise-kunshan.data',
      ...ids.flatMap((id) => [
        `/applications/${id}.data`,
        `/applications/${id}/form.data`,
        `/applications/${id}/submit.data`,
        `/approval/applications/${id}.data`,
      ]),
    ]
    const answers: string[] = []
    for (const path of paths) {
      const answer = await requestAs(applicant, path, { now })
      answers.push(`${path} ${answer.status} ${await answer.text()}`)
    }
    for (const id of ids)
      for (const [act, version] of [
        ['recall', '0'],
        ['recall', '1'],
        ['withdraw', '7'],
      ] as const) {
        const fields = { act, version, reason: 'no more' }
        const answer = await postAs(applicant, `/applications/${id}.data`, fields, { now })
        answers.push(`${act} ${answer.status} ${await answer.text()}`)
      }
    const { documentId } = held(
      await exportApplications(ctxOf(db, 'kunshan_applicant', { now }), {
        view: 'all',
        filters: {},
        sort: { by: 'updatedAt', descending: true },
        page: 1,
      }),
    )
    const { model } = await db.client.document.findUniqueOrThrow({ where: { id: documentId } })
    return [...answers, model]
  }

  const before = await received()
  const { id: planId } = held(await draftPlan(handler, { guidelineId }))
  expect(parted(before, await received())).toEqual([])
  // what an office does not do in time is its own affair
  await db.client.application.updateMany({
    where: { status: 'reviewed' },
    data: { dueAt: new Date(now.getTime() - 1) },
  })
  expect(parted(before, await received())).toEqual([])
  held(await proposePlan(handler, { planId, version: 0 }))
  expect(await db.client.application.count({ where: { status: 'proposed' } })).toBe(3)
  expect(parted(before, await received())).toEqual([])
  held(await sendBackPlan(leader, { planId, version: 1, reason: 'look at it again' }))
  expect(parted(before, await received())).toEqual([])
  const done = await postAs(
    applicant,
    `/applications/${first}`,
    { act: 'withdraw', version: '0', reason: 'no more' },
    { now },
  )
  expect(done.status).toBe(302)
}, 60_000)
