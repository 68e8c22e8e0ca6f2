/** 信用记录: what an enterprise did with public money, from the act that shows it to the end of its term or its repair, D.7. */
import { addDays, addYears } from '../kernel/shanghai.ts'
import { type Acting, isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'

/** 一般、较重、严重 */
export const creditLevels = ['general', 'serious', 'grave'] as const
export type CreditLevel = (typeof creditLevels)[number]

/** The acts and events that are recorded, each with the level that is suggested for it. */
export const levelOf = {
  revoked: 'grave',
  clawback_overdue: 'serious',
  false_materials: 'grave',
  misuse: 'grave',
  refused_acceptance: 'serious',
  unauthorised_change: 'general',
} as const satisfies Record<string, CreditLevel>
export type CreditEvent = keyof typeof levelOf
export const creditEvents = Object.keys(levelOf) as CreditEvent[]

/** Opened by the act itself, which has its decision on record; the others are begun by hand and rest on a file. */
const ownActs: readonly CreditEvent[] = ['revoked', 'clawback_overdue']
export const handEvents = creditEvents.filter((event) => !ownActs.includes(event))

/** How long a record counts and with how many points, by level: editions in order of the day from which each holds. */
const scales = [
  {
    version: 1,
    from: '2000-01-01',
    levels: {
      general: { years: 1, points: 2 },
      serious: { years: 3, points: 6 },
      grave: { years: 5, points: 12 },
    },
  },
] as const satisfies { version: number; from: string; levels: Record<CreditLevel, object> }[]

/** Points of a level on the scale of a day, the edition of the scale, and the last day of a record that begins that day. */
export function scaled(
  level: CreditLevel,
  day: string,
): { scale: number; points: number; years: number; endsOn: string } {
  const scale = scales.findLast(({ from }) => from <= day) ?? scales[0]
  const { years, points } = scale.levels[level]
  return { scale: scale.version, points, years, endsOn: addDays(addYears(day, years), -1) }
}

export type CreditFacts = Acting & {
  now: Date
  draftedById?: string | null
  /** whoever gave the opinion on the repair */
  passedById?: string | null
  evidenceAttached?: boolean
  event?: string
  basisAttached?: boolean
  /** the last day of the term is over */
  termOver?: boolean
}
type R = Rule<CreditFacts>

const second_person: R = (f) => when(isAnother(f.draftedById, f), 'second_person_needed')
const second_of_repair: R = (f) => when(isAnother(f.passedById, f), 'second_person_needed')
const evidence_attached: R = (f) => when(f.evidenceAttached, 'credit_evidence_missing')
const basis_attached: R = (f) =>
  when(f.basisAttached || !handEvents.some((event) => event === f.event), 'credit_basis_missing')
const term_over: R = (f) => when(f.termOver, 'not_yet')

export const creditWorkflow = defineWorkflow({
  name: 'credit',
  version: 1,
  rules: { second_person, second_of_repair, basis_attached, evidence_attached, term_over },
  states: {
    opened: { owner: 'province', deadline: { workingDays: 10 } },
    proposed: { owner: 'leader', deadline: { workingDays: 5 } },
    recorded: { owner: 'system', quiet: true },
    repair_asked: { owner: 'province', deadline: { workingDays: 10 } },
    repair_passed: { owner: 'leader', deadline: { workingDays: 5 } },
    repaired: { owner: 'nobody', final: true },
    expired: { owner: 'nobody', final: true },
    dropped: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    open:          { from: 'nothing', to: 'opened', by: ['leader', 'province.handler', 'system'], notify: ['credit_opened'] },
    attach:        { from: ['opened'], to: 'same', by: ['province.handler'] },
    propose:       { from: ['opened'], to: 'proposed', by: ['province.handler'], requires: ['basis_attached'], notify: ['credit_to_decide'] },
    send_back:     { from: ['proposed'], to: 'opened', by: ['leader'], reason: 'required', notify: ['credit_sent_back'] },
    record:        { from: ['proposed'], to: 'recorded', by: ['leader'], requires: ['second_person'], notify: ['credit_recorded'], receipt: true },
    drop:          { from: ['proposed'], to: 'dropped', by: ['leader'], reason: 'required', requires: ['second_person'], notify: ['credit_dropped'], receipt: true },
    add_evidence:  { from: ['recorded'], to: 'same', by: ['applicant'] },
    ask_repair:    { from: ['recorded'], to: 'repair_asked', by: ['applicant'], reason: 'required', requires: ['evidence_attached'], notify: ['credit_repair_asked'] },
    pass_repair:   { from: ['repair_asked'], to: 'repair_passed', by: ['province.handler'], reason: 'required', notify: ['credit_repair_to_decide'] },
    repair:        { from: ['repair_passed'], to: 'repaired', by: ['leader'], requires: ['second_of_repair'], notify: ['credit_repaired'], receipt: true },
    refuse_repair: { from: ['repair_passed'], to: 'recorded', by: ['leader'], reason: 'required', requires: ['second_of_repair'], notify: ['credit_repair_refused'], receipt: true },
    expire:        { from: ['recorded', 'repair_asked', 'repair_passed'], to: 'expired', by: ['system'], requires: ['term_over'], notify: ['credit_expired'] },
  },
})

/** States in which a record counts, within its days. */
export const standingCredits = ['recorded', 'repair_asked', 'repair_passed']

/** States of which those below the province and the enterprise are told: once it is recorded. */
export const toldCredits = [...standingCredits, 'repaired', 'expired']

/** Acts before it is recorded, and the opinion on a repair: the province's own. */
export const untoldCreditActs: readonly string[] = [
  'open',
  'attach',
  'propose',
  'send_back',
  'drop',
  'pass_repair',
].map((act) => `credit.${act}`)
