import { useText } from '../page.tsx'
import { StatusBadge, type Tone } from '../status-badge.tsx'

const tones: Record<string, Tone> = { generated: 'wait', filed: 'good' }

export function sheetTone(status: string): Tone {
  return tones[status] ?? 'quiet'
}

/** State of a recommendation list. */
export function SheetStatus({ status }: { status: string }) {
  const text = useText()
  return <StatusBadge tone={sheetTone(status)} label={text(`state.recommendation.${status}`)} />
}
