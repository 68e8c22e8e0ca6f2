import { openTransitions } from '#app/domain/kernel/decide.ts'
import type { Owner, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { type Actor, doing } from './actor.ts'

const personalOwners = [
  'applicant',
  'leader',
  'organiser',
  'expert',
  'finance',
  'supervisor',
  'audit_admin',
] as const

/** The owners of states that this person acts for. */
function ownersOf(actor: Actor): Owner[] {
  const owners: Owner[] = personalOwners.filter((role) => actor.roles.includes(role))
  const officer = actor.roles.includes('handler') || actor.roles.includes('approver')
  return officer && actor.level ? [...owners, actor.level] : owners
}

/** The finance of the level that holds this state can be asked beside it. */
function asksFinance({ transitions }: WorkflowTable, state: string): boolean {
  return Object.values(transitions).some(
    ({ from, by }) => from !== 'nothing' && from.includes(state) && by.includes('node.finance'),
  )
}

/** Per workflow, the states in which something is asked of this person. Workflows without such a state are left out. */
export function deskOf(actor: Actor): { workflow: WorkflowName; states: string[] }[] {
  const owners = ownersOf(actor)
  return Object.entries<WorkflowTable>(workflows).flatMap(([name, workflow]) => {
    const states = Object.entries(workflow.states)
      .filter(
        ([state, { owner, also = [], quiet }]) =>
          !quiet &&
          ([owner, ...also].some((holder) => owners.includes(holder)) ||
            (owner === actor.level && asksFinance(workflow, state) && actor.roles.includes('finance'))),
      )
      .map(([state]) => state)
      .filter((state) => openTransitions(workflow, state, doing(actor, true)).length > 0)
    return states.length > 0 ? [{ workflow: name as WorkflowName, states }] : []
  })
}
