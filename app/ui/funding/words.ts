import { useName, useT } from '../page.tsx'
import type { Tone } from '../status-badge.tsx'

const tones: Record<string, Tone> = {
  proposed: 'wait',
  discarded: 'quiet',
  listed: 'wait',
  received: 'wait',
  returned: 'bad',
  confirmed: 'good',
  withdrawn: 'quiet',
  dropped: 'quiet',
  opened: 'wait',
  notified: 'wait',
  partial: 'wait',
  overdue: 'bad',
  settled: 'good',
  transferred: 'bad',
  waived: 'quiet',
  recorded: 'bad',
  repair_asked: 'wait',
  repair_passed: 'wait',
  repaired: 'good',
  expired: 'quiet',
}

/** Tone of a state of issues, payments, clawbacks and credit records; an issue that is out is done, a payment that is issued is on its way. */
export function toneOf(of: 'issue' | 'payment' | 'clawback' | 'credit', status: string): Tone {
  return of === 'issue' && status === 'issued' ? 'good' : (tones[status] ?? 'accent')
}

/** The finance office of a unit, in the reader's language. */
export function useOffice(): (unit: { name: string; nameEn: string }) => string {
  const t = useT()
  const name = useName()
  return (unit) => t('funding.office', { unit: name(unit) })
}
