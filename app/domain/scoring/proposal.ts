/** Whom an office of a county or city proposes for the pool of experts, domain B.1 and I: the organiser admits or declines. */
import type { FieldProblem } from '../kernel/refusal.ts'
import { defineWorkflow, type Rule, when } from '../kernel/workflow.ts'
import { emptyExpert, type ExpertRecord, readExpert, type TypedExpert } from './expert.ts'

/** What an office types: the record without its term, why it proposes the person, and that person and employer agree. */
export type TypedProposal = Omit<TypedExpert, 'validTo'> & { grounds: string }

const { validTo: _, ...emptyRecord } = emptyExpert
export const emptyProposal: TypedProposal = { ...emptyRecord, grounds: '' }

export type ProposalFacts = {
  now: Date
  actorId: string
  next?: string | null
  /** the person and the employer agree */
  consented?: boolean
  /** the person is in the pool, or proposed already */
  known?: boolean
}
type R = Rule<ProposalFacts>

const consented: R = (f) => when(f.consented, 'proposal_consent_missing')
const unknown_person: R = (f) => when(f.known === false, 'expert_known')

export const proposalWorkflow = defineWorkflow({
  name: 'proposal',
  version: 1,
  rules: { consented, unknown_person },
  states: {
    pending: { owner: 'organiser', deadline: { workingDays: 10 } },
    admitted: { owner: 'nobody', final: true },
    declined: { owner: 'nobody', final: true },
    taken_back: { owner: 'nobody', final: true },
  },
  // prettier-ignore
  transitions: {
    propose: { from: 'nothing', to: 'pending', by: ['county.handler', 'city.handler'], requires: ['consented', 'unknown_person'], notify: ['proposal_waiting'] },
    accept:  { from: ['pending'], to: 'admitted', by: ['organiser'], notify: ['proposal_admitted'] },
    decline: { from: ['pending'], to: 'declined', by: ['organiser'], reason: 'required', notify: ['proposal_declined'] },
    take_back: { from: ['pending'], to: 'taken_back', by: ['county.handler', 'city.handler'] },
  },
})

/** Reads a proposal; problems name the fields. The term is the organiser's to set. */
export function readProposal({ grounds, ...typed }: TypedProposal): {
  record: ExpertRecord
  grounds: string
  problems: FieldProblem[]
} {
  const { record, problems } = readExpert({ ...typed, validTo: '' })
  const own = problems.filter(({ path }) => path !== 'validTo')
  if (!grounds.trim()) own.push({ path: 'grounds', code: 'required', params: {} })
  return { record, grounds: grounds.trim(), problems: own }
}
