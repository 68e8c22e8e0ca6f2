/** An objection as sent from the public page, domain A.8: in writing, under a real name, with facts. */
import type { FieldProblem } from '../kernel/refusal.ts'

export const objectorTypes = ['unit', 'individual'] as const
export type ObjectorType = (typeof objectorTypes)[number]

export const objectionResults = ['rejected', 'upheld', 'amount_changed'] as const
export type ObjectionResult = (typeof objectionResults)[number]

/** As typed. */
export type TypedObjection = { objectorType: string; name: string; contact: string; facts: string }

/** What may come with an objection. */
export const evidenceRules = { most: 3, megabytes: 8, formats: ['pdf', 'jpg', 'jpeg', 'png'] } as const

const limits = { name: 60, contact: 100, facts: 5_000 } as const
export const factsMin = 20

const nameless = /^(匿名|无名|某|佚名|群众|anonymous|none|x+|\*+)/iu
const phone = /(?:\+?\d[\d -]{6,}\d)/
const address = /^\S+@\S+\.\S+$/

/** What is missing for an acceptable objection; empty when it is in order. */
export function objectionProblems(typed: TypedObjection): FieldProblem[] {
  const problems: FieldProblem[] = []
  const add = (path: string, code: string, params: FieldProblem['params'] = {}) =>
    problems.push({ path, code, params })
  if (!objectorTypes.some((type) => type === typed.objectorType)) add('objectorType', 'required')
  const name = typed.name.trim()
  if (name === '') add('name', 'required')
  else if ([...name].length < 2 || nameless.test(name)) add('name', 'objector_nameless')
  const contact = typed.contact.trim()
  if (contact === '') add('contact', 'required')
  else if (!phone.test(contact) && !address.test(contact)) add('contact', 'objector_unreachable')
  const length = [...typed.facts.trim()].length
  if (length === 0) add('facts', 'required')
  else if (length < factsMin) add('facts', 'facts_too_short', { min: factsMin, length })
  for (const field of ['name', 'contact', 'facts'] as const) {
    const max = limits[field]
    const length = [...typed[field]].length
    if (length > max) add(field, 'too_long', { max, length })
  }
  return problems
}

/** Is it clear who objects, and how to reach them? */
export function isRealName(problems: readonly FieldProblem[]): boolean {
  return !problems.some(({ path }) => ['objectorType', 'name', 'contact'].includes(path))
}

/** Who holds an application that objections have stopped: supervision while it looks into one of them, then the leader. */
export function holderOfStopped(objections: readonly { status: string }[]): 'supervisor' | 'leader' {
  return objections.some(({ status }) => status === 'filed' || status === 'accepted')
    ? 'supervisor'
    : 'leader'
}
