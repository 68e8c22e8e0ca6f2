import type { Tone } from '../status-badge.tsx'

const tones: Record<string, Tone> = {
  draft: 'accent',
  reviewing: 'wait',
  published: 'accent',
  open: 'good',
  closed: 'quiet',
  suspended: 'bad',
  archived: 'quiet',
}

/** Tone of a guideline's state. */
export function toneOf(status: string): Tone {
  return tones[status] ?? 'quiet'
}
