/** An expert asked for an opinion on a self-evaluation (domain E, section 10; avoidance by B.3). */
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

export type ConsultationFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** the self-evaluation lies with county or province, in the revision that was asked about */
  underReview?: boolean
  /** in the pool, the term not over, with an account */
  able?: boolean
  /** B.3 hard blocks found now */
  avoidance?: readonly string[]
  /** the expert was asked about this revision before */
  askedBefore?: boolean
  /** experts of whom an opinion on this revision is awaited or given */
  asked?: number
  conflict?: string | null
  /** what is wrong with the opinion */
  opinionProblems?: number
}
type C = Rule<ConsultationFacts>

/** Experts who may speak of one revision. */
export const mostConsulted = 3

const under_review: C = (f) => when(f.underReview, 'evaluation_not_under_review')
const able: C = (f) => when(f.able, 'consulted_not_able')
const unbound: C = (f) =>
  when(f.avoidance?.length === 0, 'avoidance_found', { rules: f.avoidance?.join('、') ?? '' })
const asked_once: C = (f) => when(f.askedBefore === false, 'expert_asked_before')
const room_left: C = (f) =>
  when(f.asked !== undefined && f.asked < mostConsulted, 'enough_consulted', { most: mostConsulted })
const conflict_named: C = (f) => when(!!f.conflict?.trim(), 'conflict_text_missing')
const opinion_complete: C = (f) =>
  when(f.opinionProblems === 0, 'form_has_problems', { count: f.opinionProblems ?? 0 })

/** States in which the expert has still to answer. */
export const openConsultations = ['asked', 'declared'] as const
/** States in which the expert reads the request, and from the declaration on the self-evaluation. */
export const liveConsultations = ['asked', 'declared', 'given'] as const

/** Requests that ended without an answer, after which the same revision may be put to the same expert again. */
export const forgottenConsultation = 'lapsed'
const spent: readonly string[] = ['conflicted', 'withdrawn', forgottenConsultation]

/** Does a request in this state take one of the places? */
export function countsAsAsked(status: string): boolean {
  return !spent.includes(status)
}

export const consultationWorkflow = defineWorkflow({
  name: 'consultation',
  version: 1,
  rules: { under_review, able, unbound, asked_once, room_left, conflict_named, opinion_complete },
  states: {
    asked: { owner: 'expert', deadline: { of: 'opinion' } },
    declared: { owner: 'expert', deadline: { of: 'opinion' } },
    given: { owner: 'expert', quiet: true },
    conflicted: { owner: 'nobody', final: true },
    withdrawn: { owner: 'nobody', final: true },
    lapsed: { owner: 'nobody', final: true },
    closed: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    ask:      { from: 'nothing', to: 'asked', by: ['province.handler'], reason: 'required', requires: ['under_review', 'able', 'asked_once', 'room_left', 'unbound'], notify: ['consultation_asked'] },
    declare:  { from: ['asked'], to: 'declared', by: ['expert'], requires: ['under_review', 'able', 'unbound'] },
    recuse:   { from: openConsultations, to: 'conflicted', by: ['expert'], requires: ['conflict_named'], notify: ['consultation_conflicted'] },
    advise:   { from: ['declared', 'given'], to: 'given', by: ['expert'], requires: ['under_review', 'able', 'unbound', 'opinion_complete'] },
    withdraw: { from: openConsultations, to: 'withdrawn', by: ['province.handler'], reason: 'required', notify: ['consultation_withdrawn'] },
    lapse:    { from: openConsultations, to: 'lapsed', by: ['system'], notify: ['consultation_lapsed'] },
    close:    { from: ['given'], to: 'closed', by: ['system'] },
  },
})
