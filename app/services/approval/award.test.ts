import { beforeAll, expect } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import { stepsFrom } from '#app/domain/approval/steps.ts'
import { env } from '#app/platform/env.server.ts'
import { addAttachment } from '#app/services/application/attach.server.ts'
import { checkBeforehand } from '#app/services/application/check.server.ts'
import { confirmCommitment } from '#app/services/application/commit.server.ts'
import { saveDraft } from '#app/services/application/save-draft.server.ts'
import { startApplication } from '#app/services/application/start.server.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { createProject } from '#app/services/tracking/create-project.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { awardValues } from '#fixtures/form-values.ts'
import { anArrivedPayment } from '#fixtures/funding.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { held } from '#fixtures/held.ts'
import { onPosting } from '#fixtures/publicity.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { approvedOn } from '#fixtures/tracking.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { draftPlan } from './draft-plan.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const wan = (amount: number) => BigInt(amount) * 1_000_000n

/** A draft of Kunshan under the call for 2023, as it would be open in 2025. */
async function aDraft(db: Db, form: FormValues): Promise<string> {
  await seedCast(db)
  const { deadlines } = aConfiguration()
  const guidelineId = await anOpenGuideline(db, { ...guidelines.jiangsu2023, deadlines, reviewSkipped: true })
  const ctx = ctxOf(db, 'kunshan_applicant')
  const { id } = held(await startApplication(ctx, { guidelineId, channel: 'local' }))
  held(await saveDraft(ctx, { id, patch: form, baseRevision: 0, editor: 'test' }))
  for (const slot of ['proposal', 'business_licence', 'commitment', 'audit_report'])
    held(await addAttachment(ctx, { applicationId: id, slot, name: `${slot}.pdf`, content: aPdf }))
  held(await confirmCommitment(ctx, { id }))
  return id
}

eachDialect(
  'an award goes from the form to the payment without a machine, a contract or a report',
  async (db) => {
    const applicationId = await aDraft(db, awardValues({ direction: 'award', requestedWan: 100 }))
    held(await submitApplication(ctxOf(db, 'kunshan_applicant'), { id: applicationId, version: 0 }))
    await db.client.application.update({ where: { id: applicationId }, data: { status: 'reviewed' } })
    const { guidelineId } = await db.client.application.findUniqueOrThrow({ where: { id: applicationId } })
    held(await draftPlan(onPosting(db, 'province_handler'), { guidelineId }))
    const item = await db.client.allocationItem.findFirstOrThrow({ where: { applicationId } })
    expect(item.amountFen).toBe(wan(100))
    expect(stepsFrom(item.steps).map(({ step }) => step)).toContain('fixed')

    await db.client.application.update({ where: { id: applicationId }, data: { status: 'approved' } })
    await db.client.guideline.update({ where: { id: guidelineId }, data: { committedFen: wan(100) } })
    const leader = ctxOf(db, 'leader', { now: approvedOn })
    const { id } = held(
      await db.transact((tx) => createProject(tx, leader, { applicationId, amountFen: wan(100) })),
    )
    expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
      award: true,
      supportMode: 'post_reward',
      status: 'approved',
    })
    expect(await db.client.contract.count()).toBe(0)
    await anArrivedPayment(db, id)
    expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'paid',
      paidFen: wan(100),
    })
  },
)

eachDialect('an amount that is no award is refused with those that are', async (db) => {
  const id = await aDraft(db, awardValues({ direction: 'award', requestedWan: 120 }))
  const sent = await submitApplication(ctxOf(db, 'kunshan_applicant'), { id, version: 0 })
  expect(sent).toMatchObject({ refusal: { code: 'rules_block', params: { codes: 'R22' } } })
  const { results } = held(await checkBeforehand(ctxOf(db, 'kunshan_applicant'), { id }))
  expect(results.find(({ code }) => code === 'R22')?.messages).toEqual([
    {
      key: 'R22.award',
      params: { requested: '120', awards: { zh: '50、100、300', en: '50, 100, 300' } },
    },
  ])
})

eachDialect('a project under the same call is still asked for its machines', async (db) => {
  const id = await aDraft(db, awardValues({ direction: 'digital' }))
  const sent = await submitApplication(ctxOf(db, 'kunshan_applicant'), { id, version: 0 })
  expect(sent).toMatchObject({ refusal: { code: 'form_has_problems' } })
})
