import { done, refuse, type Result } from './refusal.ts'
import { type Doer, type Level, type Owner, targets, type Workflow, type WorkflowTable } from './workflow.ts'

/** What the decision needs to know of a person: no name, only offices. */
export type Doing = { roles: readonly string[]; level: Level | null; owns: boolean }

export type Decision = { to: string }

/** May a person of these roles and this level do an act of `doer`, in a state owned by `owner`? */
export function mayDo(doing: Doing, doer: Doer, owner: Owner): boolean {
  if (doer === 'applicant') return doing.roles.includes('applicant') && doing.owns
  const [where, role] = doer.includes('.') ? doer.split('.') : [null, doer]
  if (!doing.roles.includes(role ?? '')) return false
  if (where === null) return true
  return doing.level === (where === 'node' ? owner : where)
}

/**
 * Decides one transition, purely. Order: state, person, reason, rules in the order of the row.
 * Refusals: `wrong_state`, `not_yours` (403), `reason_required`, or the rule's own code.
 */
export function decide<F extends { next?: string | null }>(
  workflow: Workflow<F>,
  act: { transition: string; from: string | null; doing: Doing; reason?: string | null; facts: F },
): Result<Decision> {
  const row = workflow.transitions[act.transition]
  if (!row) throw new Error(`${workflow.name} has no transition ${act.transition}`)
  const fits = row.from === 'nothing' ? act.from === null : act.from !== null && row.from.includes(act.from)
  if (!fits) return refuse('wrong_state', {}, { status: 409 })

  const owner = act.from === null ? 'nobody' : (workflow.states[act.from]?.owner ?? 'nobody')
  if (!row.by.some((doer) => mayDo(act.doing, doer, owner))) return refuse('not_yours', {}, { status: 403 })
  if (row.reason === 'required' && !act.reason?.trim()) return refuse('reason_required')

  for (const name of row.requires ?? []) {
    const verdict = workflow.rules[name]?.(act.facts)
    if (verdict !== true) return refuse(verdict?.code ?? name, verdict?.params)
  }
  const to = row.to === 'same' ? act.from : typeof row.to === 'object' ? act.facts.next : row.to
  if (!to || (row.to !== 'same' && !targets(row).includes(to)))
    return refuse('no_next_state', {}, { status: 409 })
  return done({ to })
}

export const officers = ['handler', 'approver'] as const
export type Officer = (typeof officers)[number]

/** Of a level that holds a state: the officers for whom it has an act; both where it has none for either. */
export function officersAsked(workflow: WorkflowTable, state: string, owner: Owner): readonly Officer[] {
  const doers = Object.values(workflow.transitions)
    .filter(({ from }) => from !== 'nothing' && from.includes(state))
    .flatMap(({ by }) => by)
  const asked = officers.filter((officer) =>
    doers.some((doer) => doer === `${owner}.${officer}` || doer === `node.${officer}`),
  )
  return asked.length > 0 ? asked : officers
}

/** The transitions whose state and person fit now; rules are asked only when the act is done or previewed. */
export function openTransitions(workflow: WorkflowTable, from: string, doing: Doing): string[] {
  const owner = workflow.states[from]?.owner ?? 'nobody'
  return Object.entries(workflow.transitions)
    .filter(([, row]) => row.from !== 'nothing' && row.from.includes(from))
    .filter(([, row]) => row.by.some((doer) => doer !== 'system' && mayDo(doing, doer, owner)))
    .map(([name]) => name)
}
