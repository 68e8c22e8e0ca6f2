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

/** Offices that watch the log: one of them asks, another person of the same office answers. */
export const watchers = ['supervisor', 'auditor', 'audit_admin'] as const

/** Working days in which an agreed proof may be taken out. */
export const disclosureDays = 3

export type DisclosureFacts = {
  now: Date
  actorId: string
  actsFor?: readonly string[]
  next?: string | null
  /** people of this office beside whoever asks */
  colleagues?: number
  /** requests of this person for the same entry that wait or may still be taken out */
  open?: number
  askedById?: string
}

/** The proof of an entry with its personal values leaves the system when two people of an office want it to. */
export const disclosureWorkflow = defineWorkflow<
  DisclosureFacts,
  'asked' | 'agreed' | 'refused',
  'colleague_there' | 'not_open_yet' | 'another_person',
  'ask' | 'agree' | 'refuse'
>({
  name: 'disclosure',
  version: 1,
  states: {
    asked: { owner: 'supervisor', also: ['auditor', 'audit_admin'], deadline: { workingDays: 2 } },
    agreed: { owner: 'nobody', final: true },
    refused: { owner: 'nobody', final: true },
  },
  rules: {
    colleague_there: ({ colleagues }) => when((colleagues ?? 0) > 0, 'no_colleague'),
    not_open_yet: ({ open }) => when(open === 0, 'disclosure_open_already'),
    another_person: (f) => when(isAnother(f.askedById, f), 'same_person'),
  },
  transitions: {
    ask: {
      from: 'nothing',
      to: 'asked',
      by: watchers,
      requires: ['colleague_there', 'not_open_yet'],
      reason: 'required',
      notify: ['disclosure_asked'],
    },
    agree: {
      from: ['asked'],
      to: 'agreed',
      by: watchers,
      requires: ['another_person'],
      notify: ['disclosure_agreed'],
    },
    refuse: {
      from: ['asked'],
      to: 'refused',
      by: watchers,
      requires: ['another_person'],
      reason: 'required',
      notify: ['disclosure_refused'],
    },
  },
})
