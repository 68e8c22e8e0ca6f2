import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { eventKindOf, everyAct } from '#app/domain/audit/events.ts'
import type { Workflow } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { applicationWritings } from '#fixtures/scenes/application-writings.ts'
import { listWritings } from '#fixtures/scenes/list-writings.ts'
import { officeWritings } from '#fixtures/scenes/office-writings.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const writings = { ...officeWritings, ...applicationWritings, ...listWritings }

/** Left with a transition, by the middleware (attempts.test.ts), by the sequencer. */
const elsewhere = [
  'panel.substitutes_used_up',
  'ranking.complete',
  'publicity.post_anew',
  'session.request',
  'log.key_rotated',
]

test('every act that a service names is in the table of events', async () => {
  const folder = import.meta.dirname
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.server.ts'))
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const named = sources.flatMap((source) =>
    [...source.matchAll(/(?:act: |entry\(|recordUser\(tx, ctx, |\? |(?<!refusal): )'(\w+\.\w+)'/g)].map(
      ([, act]) => act ?? '',
    ),
  )
  expect(named.length).toBeGreaterThan(30)
  expect([...new Set(named)].filter((act) => eventKindOf(act) === null)).toEqual([])
})

test('the table of events has a transition, or one of these, for each of its acts', () => {
  const transitions = Object.entries<Workflow<never>>(workflows).flatMap(([workflow, table]) =>
    Object.keys(table.transitions).map((transition) => `${workflow}.${transition}`),
  )
  const left = [...transitions, ...Object.keys(writings), ...elsewhere]
  expect(everyAct().toSorted()).toEqual([...new Set(left)].toSorted())
})

test.each(Object.entries(writings))('%s is left once by its service', async (act, { given, write }) => {
  await using db = await testDb()
  const id = (await given?.(db)) ?? ''
  const before = await db.client.auditEntry.findMany({ select: { id: true } })
  await write(db, id)
  const left = await db.client.auditEntry.findMany({
    where: { id: { notIn: before.map((entry) => entry.id) } },
    select: { act: true, result: true },
  })
  expect(left).toEqual([{ act, result: 'done' }])
})
