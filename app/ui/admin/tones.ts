import type { Tone } from '../status-badge.tsx'

export const mailTones: Record<string, Tone> = {
  waiting: 'wait',
  kept: 'accent',
  sent: 'good',
  failed: 'bad',
}

export const jobTones: Record<string, Tone> = {
  available: 'wait',
  scheduled: 'wait',
  executing: 'accent',
  retryable: 'wait',
  completed: 'good',
  cancelled: 'quiet',
  discarded: 'bad',
}
