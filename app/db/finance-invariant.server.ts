import { z } from 'zod'
import { type Breach, breach } from './breach.ts'
import type { Db } from './client.server.ts'

const decision = z.object({ object: z.object({ id: z.string() }) })

/** Older calls have no word of finance. */
const configured = z.object({
  finance: z
    .object({ coSigns: z.boolean(), coChecks: z.boolean(), coConfirms: z.boolean().default(false) })
    .default({ coSigns: false, coChecks: false, coConfirms: false }),
})

/**
 * What needed finance had its agreement: every published text of a call that finance co-signs, be it that the text before asked for
 * it, every plan that was decided under a text that has finance check plans, and every evaluation that was confirmed under one that
 * has it confirm them.
 */
export async function financeAgreed({ client }: Db): Promise<Breach[]> {
  const [rows, plans, evaluations, decisions, agreed] = await Promise.all([
    client.guidelineVersion.findMany({
      select: {
        id: true,
        guidelineId: true,
        number: true,
        sha256: true,
        publishedAt: true,
        configuration: true,
      },
      orderBy: [{ guidelineId: 'asc' }, { number: 'asc' }],
    }),
    client.allocationPlan.findMany({
      where: { decidedAt: { not: null } },
      select: { id: true, guidelineId: true },
    }),
    client.evaluation.findMany({
      where: { status: 'confirmed' },
      select: {
        id: true,
        project: { select: { application: { select: { guidelineId: true, guidelineVersion: true } } } },
      },
    }),
    client.auditEntry.findMany({
      where: { act: 'plan.decide', result: 'done' },
      select: { at: true, bytes: true },
    }),
    client.financeOpinion.findMany({
      where: { conclusion: 'pass' },
      select: { guidelineId: true, planId: true, evaluationId: true, sha256: true, createdAt: true },
    }),
  ])
  const versions = rows.map(({ configuration, ...row }) => ({
    ...row,
    ...configured.parse(JSON.parse(configuration)).finance,
  }))
  const unsigned = versions.filter((version, at) => {
    const before = versions[at - 1]
    const asked = version.coSigns || (before?.guidelineId === version.guidelineId && before.coSigns)
    return (
      asked &&
      !agreed.some((word) => word.planId === null && word.evaluationId === null && isAbout(word, version))
    )
  })
  const decided = new Map(
    decisions.map(({ at, bytes }) => [
      decision.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).object.id,
      at,
    ]),
  )
  const unchecked = plans.filter(({ id, guidelineId }) => {
    const decidedAt = decided.get(id)
    const by = (at: Date) => decidedAt !== undefined && at <= decidedAt
    const text = versions.findLast((one) => one.guidelineId === guidelineId && by(one.publishedAt))
    return text?.coChecks && !agreed.some(({ planId, createdAt }) => planId === id && by(createdAt))
  })
  const unconfirmed = evaluations.filter(({ id, project: { application } }) => {
    const text = versions.find(
      (one) => one.guidelineId === application.guidelineId && one.number === application.guidelineVersion,
    )
    return text?.coConfirms && !agreed.some(({ evaluationId }) => evaluationId === id)
  })
  return [
    ...unsigned.map(({ id }) => breach('finance_agreed', `GuidelineVersion ${id}`, 'co-signed', 'nothing')),
    ...unchecked.map(({ id }) => breach('finance_agreed', `AllocationPlan ${id}`, 'checked', 'nothing')),
    ...unconfirmed.map(({ id }) =>
      breach('finance_agreed', `Evaluation ${id}`, 'confirmed by finance', 'nothing'),
    ),
  ]
}

type About = { guidelineId: string; sha256: string }

function isAbout(word: About, text: About): boolean {
  return word.guidelineId === text.guidelineId && word.sha256 === text.sha256
}
