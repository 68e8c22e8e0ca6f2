import type { Tone } from '../status-badge.tsx'

const panel: Record<string, Tone> = {
  planned: 'quiet',
  pool_published: 'wait',
  drawn: 'accent',
  scoring: 'accent',
  to_sign: 'wait',
  closed: 'good',
}
const seat: Record<string, Tone> = {
  designation_asked: 'wait',
  standby: 'quiet',
  invited: 'wait',
  accepted: 'accent',
  committed: 'good',
  declined: 'quiet',
  absent: 'quiet',
  released: 'quiet',
}
const sheet: Record<string, Tone> = {
  assigned: 'wait',
  scoring: 'accent',
  submitted: 'good',
  unlock_requested: 'wait',
  locked: 'good',
  recused: 'quiet',
  absent: 'quiet',
  void: 'quiet',
}
const expert: Record<string, Tone> = { in_pool: 'good', suspended: 'wait', removed: 'quiet' }
const proposal: Record<string, Tone> = {
  pending: 'wait',
  admitted: 'good',
  declined: 'quiet',
  taken_back: 'quiet',
}
const consultation: Record<string, Tone> = {
  asked: 'wait',
  declared: 'accent',
  given: 'good',
  closed: 'good',
}
const tones = { panel, seat, sheet, expert, proposal, consultation }

export function toneOf(workflow: keyof typeof tones, status: string): Tone {
  return tones[workflow][status] ?? 'quiet'
}
