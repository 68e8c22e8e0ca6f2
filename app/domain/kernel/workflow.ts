/** Workflow as data: two literals whose rows read as sentences. Everything else is derived from them. */
import type { DocumentKind } from '../documents.ts'
import type { NoticeKind } from '../notices.ts'
import type { RefusalParams } from './refusal.ts'

export type Level = 'province' | 'city' | 'county' | 'town'

/** Who is to act in a state. A level means the unit of that level in the record's own chain. */
export type Owner =
  | Level
  | 'applicant'
  | 'leader'
  | 'organiser'
  | 'expert'
  | 'finance'
  | 'supervisor'
  | 'auditor'
  | 'audit_admin'
  | 'system'
  | 'nobody'

/** Who may act. `node.*` means: of the level that owns the present state. */
export type Doer =
  | 'applicant'
  | 'node.handler'
  | 'node.approver'
  | 'node.finance'
  | `${Level}.handler`
  | `${Level}.approver`
  | `${Level}.finance`
  | 'leader'
  | 'organiser'
  | 'finance'
  | 'expert'
  | 'supervisor'
  | 'auditor'
  | 'province.sec_admin'
  | 'audit_admin'
  | 'system'

/**
 * A working-day period counted from entry into the state, such a period as the guideline's configuration sets it, or
 * another instant that the act names.
 */
export type Deadline =
  | { workingDays: number }
  | {
      handling:
        | 'startDays'
        | 'concludeDays'
        | 'siteDays'
        | 'decideDays'
        | 'objectionDays'
        | 'reopenDays'
        | 'withdrawDays'
        | 'opinionDays'
        | 'appealDays'
        | 'appealAnswerDays'
    }
  | {
      of:
        | 'applyEnd'
        | 'townEnd'
        | 'countyEnd'
        | 'cityEnd'
        | 'provinceCheckEnd'
        | 'correction'
        | 'publicity'
        | 'reserve'
        | 'scoring'
        | 'receive'
        | 'pay'
        | 'confirm'
        | 'alert'
        | 'coConfirm'
        | 'repay'
        | 'opinion'
    }

export type StateRow = {
  owner: Owner
  /** further owners, who have records of their own in this state */
  also?: readonly Owner[]
  /** has to end it by a deed outside the system, such as paying: it stands in their to-do list without an act of theirs */
  owed?: Owner
  deadline?: Deadline
  /** nothing is asked of the owner by being in it: it stands in no to-do list */
  quiet?: true
  /** nothing leaves it but an extraordinary reopening */
  final?: true
}

/** `same` keeps the state; `next` lets the facts choose among the listed ones (the chain is data). */
export type Target<S extends string> = S | 'same' | { next: readonly S[] }

export type TransitionRow<S extends string = string, R extends string = string> = {
  /** clause of the source table, e.g. T05 */
  id?: string
  from: readonly S[] | 'nothing'
  to: Target<S>
  by: readonly Doer[]
  requires?: readonly R[]
  reason?: 'required'
  notify?: readonly NoticeKind[]
  produces?: readonly DocumentKind[]
  /**
   * Weighs so much that whoever does it gets a receipt: the answer waits until the log has published the act, and it is
   * refused while the log stands still.
   */
  receipt?: true
  /** whoever may do it is asked to, though the state is another's: it stands in their to-do list until they have */
  beside?: true
  /** nobody waits for it, such as a conflict to declare: by itself it puts nothing into a to-do list */
  unasked?: true
  /** nothing that whoever applied receives shows that it happened: no line, no number, no date of change */
  untold?: true
}

/** True, or why not: a code under `refusal.` with its parameters. */
export type Verdict = true | { code: string; params?: RefusalParams }
export type Rule<F> = (facts: F) => Verdict

/** A verdict from a condition. A fact that was not gathered is `undefined` and says no. */
export function when(holds: boolean | null | undefined, code: string, params?: RefusalParams): Verdict {
  if (holds === true) return true
  return params ? { code, params } : { code }
}

export type Workflow<F, S extends string = string, R extends string = string, T extends string = string> = {
  name: string
  version: number
  states: Record<S, StateRow>
  rules: Record<R, Rule<F>>
  transitions: Record<T, TransitionRow<S, R>>
}

/**
 * Declares a workflow. A state, rule, notice or document name that does not exist is a type error.
 * `rules` are pure functions of the workflow's facts.
 */
export function defineWorkflow<
  F,
  const S extends string,
  const R extends string,
  const T extends string,
>(workflow: {
  name: string
  version: number
  states: Record<S, StateRow>
  rules: Record<R, Rule<F>>
  transitions: Record<T, TransitionRow<NoInfer<S>, NoInfer<R>>>
}): Workflow<F, S, R, T> {
  return workflow
}

export type StateOf<W> = W extends Workflow<infer _F, infer S, infer _R, infer _T> ? S : never
export type TransitionOf<W> = W extends Workflow<infer _F, infer _S, infer _R, infer T> ? T : never

/** The parts of a workflow that do not depend on facts: for walkers, buttons, diagrams. */
export type WorkflowTable = {
  name: string
  version: number
  states: Record<string, StateRow>
  transitions: Record<string, TransitionRow>
}

/** States a transition may end in, `same` resolved against its sources. */
export function targets(row: TransitionRow): readonly string[] {
  if (row.to === 'same') return row.from === 'nothing' ? [] : row.from
  return typeof row.to === 'object' ? row.to.next : [row.to]
}
