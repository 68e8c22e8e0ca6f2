import { expect, test } from 'vitest'
import { mayDo } from '#app/domain/kernel/decide.ts'
import type { WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import { cast, type CastKey } from '#fixtures/cast.ts'
import { actorOf } from '#fixtures/world.ts'
import { subjectNames } from './ability.ts'
import { doing } from './actor.ts'
import { scope } from './scope.ts'

const people = Object.keys(cast).filter((key): key is CastKey => key in cast)

test('the cast may do in every state exactly what was approved', async () => {
  const lines: string[] = []
  for (const [name, workflow] of Object.entries<WorkflowTable>(workflows)) {
    for (const [act, row] of Object.entries(workflow.transitions)) {
      for (const state of row.from === 'nothing' ? [null] : row.from) {
        const owner = state === null ? 'nobody' : (workflow.states[state]?.owner ?? 'nobody')
        const doers = people.filter((key) =>
          row.by.some((doer) => mayDo(doing(actorOf(key), true), doer, owner)),
        )
        lines.push(
          `${name} | ${state ?? '-'} | ${act} | ${doers.join(' ') || (row.by.includes('system') ? '(system)' : '-')}`,
        )
      }
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/golden/permissions/acts.txt')
})

test('the cast sees exactly the approved rows', async () => {
  const lines = people.flatMap((key) =>
    subjectNames.map((subject) => `${key} | ${subject} | ${rows(scope(actorOf(key), subject))}`),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/golden/permissions/rows.txt')
})

test('the cast acts outside workflows on exactly the approved rows', async () => {
  const lines = people.flatMap((key) =>
    subjectNames.flatMap((subject) =>
      (['manage', 'help'] as const)
        .map((action) => ({ action, may: rows(scope(actorOf(key), subject, action)) }))
        .filter(
          ({ action, may }, _, [manage]) => may !== 'none' && (action === 'manage' || may !== manage?.may),
        )
        .map(({ action, may }) => `${key} | ${action} ${subject} | ${may}`),
    ),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/golden/permissions/manages.txt')
})

function rows(where: object): string {
  const text = JSON.stringify(where)
  return text === '{"id":{"in":[]}}' ? 'none' : text === '{}' ? 'all' : text
}
