import { expect, test } from 'vitest'
import type { WorkflowTable } from '../kernel/workflow.ts'
import { workflows } from '../workflows.ts'
import { rolesOfActs } from './doers.ts'
import { everyAct } from './events.ts'

/** With one's own account, by reading, by applicants, by the system; with a transition that names the place itself. */
const inNobodysPlace = [
  'session.opened',
  'session.closed',
  'session.passwordChanged',
  'session.request',
  'user.contact',
  'delegation.end',
  'staff.open',
  'staff.close',
  'staff.reopen',
  'staff.reset_password',
  'staff.step_down',
  'field_key.reseal',
  'audit.disclose',
  'audit.export',
  'audit.erase_again',
  'log.key_rotated',
  'enterprise.register',
  'enterprise.reveal',
  'enterprise.save_profile',
  'enterprise.export',
  'application.commit',
  'application.attach',
  'application.detach',
  'application.withdrawal_request',
  'application.export',
  'application.appeal',
  'panel.substitutes_used_up',
  'payment.export',
  'clawback.export',
  'credit.export',
  'project.export',
  'alert.export',
  'acceptance.attach',
  'acceptance.detach',
  'report.attach',
  'report.detach',
]

test('of every act that is no transition it is known by which roles it is done, or that nobody’s place is taken', () => {
  const transitions = Object.entries<WorkflowTable>(workflows).flatMap(([workflow, table]) =>
    Object.keys(table.transitions).map((transition) => `${workflow}.${transition}`),
  )
  const others = everyAct().filter((act) => !transitions.includes(act))
  expect([...Object.keys(rolesOfActs), ...inNobodysPlace].toSorted()).toEqual(others.toSorted())
})
