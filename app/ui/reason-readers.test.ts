import { expect, test } from 'vitest'
import { reasonsInLog, toldAs, toldFamilies } from '#app/domain/application/told-acts.ts'
import type { TransitionRow } from '#app/domain/kernel/workflow.ts'
import { workflows } from '#app/domain/workflows.ts'
import { reasonReaders } from './reason-readers.ts'

const reasoned = Object.entries(workflows).flatMap(([workflow, { transitions }]) =>
  Object.entries<TransitionRow>(transitions)
    .filter(([, { reason }]) => reason)
    .map(([name]) => `${workflow}.${name}`),
)

/** The ground of a clawback is in the notice that the enterprise gets, though nobody below is told of the proposal. */
const inTheNotice = 'clawback.propose'

function readersOf(act: string): ReturnType<typeof reasonReaders> {
  if (!toldFamilies.some((family) => act.startsWith(`${family}.`))) return 'record'
  if (reasonsInLog.includes(act)) return 'log'
  if (act === inTheNotice || toldAs('applicant', act) === 'whole') return 'enterprise'
  return toldAs('local', act) === 'whole' ? 'offices' : 'province'
}

test.each(reasoned)('whoever writes the reason of %s is told who reads it', (act) => {
  expect(reasonReaders(act)).toBe(readersOf(act))
})
