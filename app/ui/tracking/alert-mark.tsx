import { IconAlertTriangle } from '@tabler/icons-react'
import { useText } from '../page.tsx'

/** Level of an alert by colour, sign and word: 1 yellow, 2 orange, 3 red; with how many where they are counted. */
export function AlertMark({ level, count }: { level: number; count?: number }) {
  const text = useText()
  const word = text(`alert.levels.${level}`)
  return (
    <span className="qx-badge" data-level={level}>
      <IconAlertTriangle size={14} aria-hidden />
      {count === undefined ? word : text('alert.counted', { level: word, count })}
    </span>
  )
}

/** Tone of a state of an alert. */
export function alertTone(status: string): 'wait' | 'accent' | 'good' | 'quiet' {
  return ({ open: 'wait', handled: 'accent', closed: 'good' } as const)[status] ?? 'quiet'
}
