import { useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { toneOf } from './tones.ts'

/** Status of a panel, seat, sheet or expert, in the words of staff. */
export function Status({ of, status }: { of: Parameters<typeof toneOf>[0]; status: string }) {
  const text = useText()
  return <StatusBadge tone={toneOf(of, status)} label={text(`state.${of}.${status}`)} />
}
