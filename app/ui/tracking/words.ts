import { periodWords } from '#app/i18n/period-words.ts'
import { useMessages, useText } from '../page.tsx'
import type { Tone } from '../status-badge.tsx'

const tones: Record<string, Tone> = {
  draft: 'wait',
  asked: 'wait',
  returned: 'wait',
  contracting: 'wait',
  acceptance_due: 'wait',
  rectifying: 'wait',
  suspended: 'wait',
  change_pending: 'wait',
  accepted: 'good',
  effective: 'good',
  fulfilled: 'good',
  confirmed: 'good',
  paid: 'good',
  closed: 'quiet',
  changed: 'quiet',
  lapsed: 'quiet',
  failed: 'bad',
  terminated: 'bad',
  revoked: 'bad',
}

/** Tone of a state of projects, contracts, reports and evaluations. */
export function toneOf(status: string): Tone {
  return tones[status] ?? 'accent'
}

/** Who holds a record of a project now: the undertaker by its name, an office by its level; '' when nobody does. */
export function useHolder(): (owner: string | undefined, undertaker: string) => string {
  const text = useText()
  return (owner, undertaker) =>
    owner === 'applicant' ? undertaker : text([`tracking.holder.${owner ?? 'nobody'}`, ''])
}

/** 2026Q1 in words. */
export function usePeriod(): (period: string) => string {
  const messages = useMessages()
  return (period) => periodWords(messages, period)
}
