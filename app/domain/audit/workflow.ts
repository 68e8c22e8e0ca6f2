import { isAnother } from '../kernel/two-people.ts'
import { defineWorkflow, when } from '../kernel/workflow.ts'

export type EpochFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** the checkpoint file is ahead of the database, or speaks of another history, by just what is declared */
  lost?: boolean
  /** requests that wait for an answer */
  asked?: number
  askedById?: string
}

/** After a restore: two administrators, each with an office of their own, let the log go on without what was lost. */
export const epochWorkflow = defineWorkflow<
  EpochFacts,
  'asked' | 'declared' | 'declined',
  'history_is_lost' | 'none_is_asked' | 'another_person',
  'ask' | 'declare' | 'decline'
>({
  name: 'epoch',
  version: 1,
  states: {
    asked: { owner: 'audit_admin' },
    declared: { owner: 'nobody', final: true },
    declined: { owner: 'nobody', final: true },
  },
  rules: {
    history_is_lost: ({ lost }) => when(lost, 'history_not_lost'),
    none_is_asked: ({ asked }) => when(asked === 0, 'epoch_asked_already'),
    another_person: (f) => when(isAnother(f.askedById, f), 'same_person'),
  },
  transitions: {
    ask: {
      from: 'nothing',
      to: 'asked',
      by: ['province.sec_admin'],
      requires: ['history_is_lost', 'none_is_asked'],
      reason: 'required',
    },
    declare: {
      from: ['asked'],
      to: 'declared',
      by: ['audit_admin'],
      requires: ['another_person', 'history_is_lost'],
    },
    decline: { from: ['asked'], to: 'declined', by: ['audit_admin'], reason: 'required' },
  },
})
