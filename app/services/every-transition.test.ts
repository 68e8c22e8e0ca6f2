import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { testDb } from '#app/db/testing.ts'
import { ownEvents } from '#app/domain/audit/events.ts'
import type { Workflow } from '#app/domain/kernel/workflow.ts'
import { isWorkflowName, workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import * as applicationScenes from '#fixtures/scenes/application.ts'
import { aNewEpoch, twoDisclosures } from '#fixtures/scenes/audit.ts'
import * as approvalScenes from '#fixtures/scenes/approval.ts'
import * as fundingScenes from '#fixtures/scenes/funding.ts'
import * as guidelineScenes from '#fixtures/scenes/guideline.ts'
import * as scoringScenes from '#fixtures/scenes/scoring.ts'
import * as trackingScenes from '#fixtures/scenes/tracking.ts'
import { seedCast } from '#fixtures/world.ts'
import { seedPopulation } from '#prisma/demo/population.ts'
import { recordAccounts } from '#prisma/demo/accounts.ts'
import { playSeason } from '#prisma/demo/season.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const keepsTyping = 'keeps what is being typed, every few seconds; the event is that of the submission'

/** Transitions that leave no event yet, and why. A line whose transition is played is a mistake. */
const without: Record<string, string> = {
  'application.save': keepsTyping,
  'sheet.save': keepsTyping,
  'report.save': keepsTyping,
  'evaluation.save': keepsTyping,
}

/** It is made by services alone, so that what `npm run invariants` asks holds of it too. */
async function theDemoSeason(db: Db): Promise<void> {
  await seedCast(db)
  await seedPopulation(db)
  await recordAccounts(db)
  await playSeason(db, new Date('2026-06-10T02:00:00Z'))
  expect(await findBreaches(db)).toEqual([])
}

const scenes: Record<string, (db: Db) => Promise<void>> = {
  theDemoSeason,
  ...guidelineScenes,
  ...applicationScenes,
  ...scoringScenes,
  ...approvalScenes,
  ...fundingScenes,
  ...trackingScenes,
  aNewEpoch,
  twoDisclosures,
}

const tables: Record<string, Workflow<never>> = workflows
const named = Object.entries(tables).flatMap(([workflow, { transitions }]) =>
  Object.keys(transitions).map((transition) => `${workflow}.${transition}`),
)
const seen = new Set<string>()

type Event = {
  act: string
  result: string
  object: { type: string; id: string }
  after: { version?: number } | null
}

async function eventsOf(db: Db): Promise<Event[]> {
  const entries = await db.client.auditEntry.findMany({
    select: { bytes: true },
    orderBy: [{ dossier: 'asc' }, { n: 'asc' }],
  })
  return entries.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()))
}

/** Version of every row that has a status: it counts the transitions since the row was made. */
async function versionsOf({ client }: Db): Promise<Map<string, number>> {
  const select = { id: true, version: true }
  const rows: Record<WorkflowName, { id: string; version: number }[]> = {
    guideline: await client.guideline.findMany({ select }),
    application: await client.application.findMany({ select }),
    recommendation: await client.recommendationSheet.findMany({ select }),
    split: await client.quotaSplit.findMany({ select }),
    proposal: await client.expertProposal.findMany({ select }),
    expert: await client.expert.findMany({ select }),
    panel: await client.panel.findMany({ select }),
    seat: await client.panelSeat.findMany({ select }),
    sheet: await client.scoreSheet.findMany({ select }),
    plan: await client.allocationPlan.findMany({ select }),
    objection: await client.objection.findMany({ select }),
    issue: await client.fundIssue.findMany({ select }),
    payment: await client.payment.findMany({ select }),
    clawback: await client.clawback.findMany({ select }),
    credit: await client.creditRecord.findMany({ select }),
    project: await client.project.findMany({ select }),
    contract: await client.contract.findMany({ select }),
    report: await client.progressReport.findMany({ select }),
    evaluation: await client.evaluation.findMany({ select }),
    consultation: await client.consultation.findMany({ select }),
    alert: await client.alert.findMany({ select }),
    epoch: await client.epochRequest.findMany({ select }),
    disclosure: await client.disclosureRequest.findMany({ select }),
  }
  return new Map(
    Object.entries(rows).flatMap(([type, found]) =>
      found.map(({ id, version }): [string, number] => [`${type}:${id}`, version]),
    ),
  )
}

test.each(Object.entries(scenes))(
  '%s: each transition leaves exactly one event',
  { timeout: 120_000 },
  async (_name, play) => {
    await using db = await testDb()
    await play(db)
    const events = (await eventsOf(db)).filter(
      ({ result, object }) => result === 'done' && isWorkflowName(object.type),
    )
    const numbers = new Map<string, number[]>()
    const begun: string[] = []
    for (const { act, object, after } of events) {
      if (!named.includes(act)) continue
      seen.add(act)
      const key = `${object.type}:${object.id}`
      const [workflow = '', transition = ''] = act.split('.')
      if (tables[workflow]?.transitions[transition]?.from === 'nothing') begun.push(key)
      else numbers.set(key, [...(numbers.get(key) ?? []), after?.version ?? 0])
    }
    const rows = await versionsOf(db)
    expect([...numbers.keys()].filter((key) => !rows.has(key))).toEqual([])
    for (const [key, version] of rows)
      expect([key, ...(numbers.get(key) ?? [])]).toEqual([
        key,
        ...Array.from({ length: version }, (_, index) => index + 1),
      ])
    expect(begun).toHaveLength(new Set(begun).size)
  },
)

test('every transition of every workflow is played above, or says why not', () => {
  expect(named.filter((act) => !seen.has(act) && !Object.hasOwn(without, act))).toEqual([])
  expect(Object.keys(without).filter((act) => seen.has(act) || !named.includes(act))).toEqual([])
})

test('the table of events gives a shape of its own to no transition that never leaves one', () => {
  const own = Object.keys(ownEvents).filter((act) => named.includes(act))
  expect(own.filter((act) => !seen.has(act))).toEqual([])
})
