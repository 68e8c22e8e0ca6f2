/** Workflow as data: two literals whose rows read as sentences. Everything else is derived from them. */

export type Level = 'province' | 'city' | 'county' | 'town'

/** Who is to act in a state. A level means the unit of that level in the record's own chain. */
export type Owner = Level | 'applicant' | 'leader' | 'organiser' | 'expert' | 'finance' | 'supervisor' | 'system' | 'nobody'

/** Who may act. `node.*` means: of the level that owns the present state. */
export type Doer =
  | 'applicant'
  | 'node.handler'
  | 'node.approver'
  | `${Level}.handler`
  | `${Level}.approver`
  | 'leader'
  | 'organiser'
  | 'finance'
  | 'expert'
  | 'supervisor'
  | 'system'

/** A working-day period counted from entry into the state, or a deadline of the guideline's configuration. */
export type Deadline = { workingDays: number } | { of: 'applyEnd' | 'townEnd' | 'countyEnd' | 'cityEnd' | 'provinceCheckEnd' | 'correction' | 'publicity' | 'scoring' }

export type StateRow = {
  owner: Owner
  deadline?: Deadline
  /** nothing leaves it but an extraordinary reopening */
  final?: true
}

/** `same` keeps the state; `next` lets the facts choose among the listed ones (the chain is data). */
export type Target<S extends string> = S | 'same' | { next: readonly S[] }

export type TransitionRow<S extends string, R extends string, N extends string, D extends string> = {
  /** clause of the source table, e.g. T05 */
  id?: string
  from: readonly S[] | 'nothing'
  to: Target<S>
  by: readonly Doer[]
  requires?: readonly R[]
  reason?: 'required'
  notify?: readonly N[]
  produces?: readonly D[]
}

export type Rule<F> = (facts: F) => true | { code: string; params?: Record<string, string | number> }

export type Workflow<
  F = never,
  S extends string = string,
  R extends string = string,
  T extends string = string,
  N extends string = string,
  D extends string = string,
> = {
  name: string
  version: number
  states: Record<S, StateRow>
  rules: Record<R, Rule<F>>
  transitions: Record<T, TransitionRow<S, R, N, D>>
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
  N extends string,
  D extends string,
>(workflow: {
  name: string
  version: number
  states: Record<S, StateRow>
  rules: Record<R, Rule<F>>
  transitions: Record<T, TransitionRow<NoInfer<S>, NoInfer<R>, N, D>>
}): Workflow<F, S, R, T, N, D> {
  return workflow
}

/** Any workflow, for code that only walks the table. */
// oxlint-disable-next-line no-explicit-any -- facts differ per workflow and walkers never call rules
export type AnyWorkflow = Workflow<any>

export type StateOf<W> = W extends Workflow<infer _F, infer S> ? S : never
export type TransitionOf<W> = W extends Workflow<infer _F, infer _S, infer _R, infer T> ? T : never
export type FactsOf<W> = W extends Workflow<infer F> ? F : never

/** States a transition may end in, `same` resolved against its sources. */
export function targets<S extends string>(row: TransitionRow<S, string, string, string>): readonly S[] {
  if (row.to === 'same') return row.from === 'nothing' ? [] : row.from
  return typeof row.to === 'object' ? row.to.next : [row.to]
}
