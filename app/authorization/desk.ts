import { openTransitions } from '#app/domain/kernel/decide.ts'
import type { Owner, StateRow, WorkflowTable } from '#app/domain/kernel/workflow.ts'
import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { type Actor, doing, type Role } from './actor.ts'

const personalOwners = [
  'applicant',
  'leader',
  'organiser',
  'expert',
  'finance',
  'supervisor',
  'auditor',
  'audit_admin',
] as const

/** The owners of states that this person acts for. */
function ownersOf(actor: Actor): Owner[] {
  const owners: Owner[] = personalOwners.filter((role) => actor.roles.includes(role))
  const officer = actor.roles.includes('handler') || actor.roles.includes('approver')
  return officer && actor.level ? [...owners, actor.level] : owners
}

/** The finance of this level can be asked beside whoever holds this state: of the level that holds it, or of one that the table names. */
function asksFinance({ states, transitions }: WorkflowTable, state: string, level: Actor['level']): boolean {
  return Object.values(transitions).some(
    ({ from, by }) =>
      from !== 'nothing' &&
      from.includes(state) &&
      ((by.includes('node.finance') && states[state]?.owner === level) ||
        (level !== null && by.includes(`${level}.finance`))),
  )
}

export type DeskStates = { workflow: WorkflowName; states: string[] }

/** The states of a workflow in which this person acts for whoever holds it. */
export function statesHeldBy(actor: Actor, { states }: WorkflowTable): string[] {
  const owners = ownersOf(actor)
  return Object.entries(states)
    .filter(([, { owner, also = [] }]) => [owner, ...also].some((holder) => owners.includes(holder)))
    .map(([state]) => state)
}

/** Somebody else holds this state, and the table asks this person for something beside them. */
function asksBeside(workflow: WorkflowTable, state: string, actor: Actor): boolean {
  return openTransitions(workflow, state, doing(actor, false)).some(
    (name) => workflow.transitions[name]?.beside,
  )
}

/** Per workflow, the states in which something is asked of this person. Workflows without such a state are left out. */
export function deskOf(actor: Actor): DeskStates[] {
  const owners = ownersOf(actor)
  const owes = (state?: StateRow) => state?.owed !== undefined && owners.includes(state.owed)
  return Object.entries<WorkflowTable>(workflows).flatMap(([name, workflow]) => {
    const states = Object.entries(workflow.states)
      .filter(
        ([state, { owner, also = [], owed, quiet }]) =>
          !quiet &&
          ([owner, ...also, owed].some((holder) => holder && owners.includes(holder)) ||
            (actor.roles.includes('finance') && asksFinance(workflow, state, actor.level)) ||
            asksBeside(workflow, state, actor)),
      )
      .map(([state]) => state)
      .filter(
        (state) =>
          openTransitions(workflow, state, doing(actor, true)).some(
            (name) => !workflow.transitions[name]?.unasked,
          ) || owes(workflow.states[state]),
      )
    return states.length > 0 ? [{ workflow: name as WorkflowName, states }] : []
  })
}

/**
 * Of the desk of somebody with one role in a unit, the states with an act that nobody there could do whose roles are
 * `held`: what waits in them waits for this role.
 */
export function needing(actor: Actor, held: readonly Role[]): DeskStates[] {
  const others: Actor = { ...actor, roles: held }
  return deskOf(actor).flatMap(({ workflow, states }) => {
    const table: WorkflowTable = workflows[workflow]
    const left = states.filter((state) => {
      const covered = openTransitions(table, state, doing(others, true))
      return openTransitions(table, state, doing(actor, true)).some((act) => !covered.includes(act))
    })
    return left.length > 0 ? [{ workflow, states: left }] : []
  })
}
