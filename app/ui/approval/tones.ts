import type { Tone } from '../status-badge.tsx'

const plan: Record<string, Tone> = {
  draft: 'accent',
  proposed: 'wait',
  publicity: 'accent',
  approved: 'good',
  discarded: 'quiet',
}
const objection: Record<string, Tone> = {
  filed: 'wait',
  accepted: 'accent',
  investigated: 'wait',
  resolved: 'good',
  not_accepted: 'quiet',
}

/** Tone of the state of a plan or an objection. */
export function toneOf(of: 'plan' | 'objection', status: string): Tone {
  return (of === 'plan' ? plan : objection)[status] ?? 'quiet'
}
