import { useText } from '../page.tsx'
import type { Tone } from '../status-badge.tsx'

const tones: Record<string, Tone> = {
  draft: 'wait',
  returned: 'wait',
  approved: 'good',
  publicity: 'good',
  reserved: 'good',
  rejected: 'bad',
  objection: 'bad',
  not_approved: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
}

export function toneOf(status: string): Tone {
  return tones[status] ?? 'accent'
}

/** Name of a state, for staff or for the applicant. */
export function useStateName(own: boolean): (status: string) => string {
  const text = useText()
  return (status) => text(`state.application.${own ? 'applicant' : 'staff'}.${status}`)
}
