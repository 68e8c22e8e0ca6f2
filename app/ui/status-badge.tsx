import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour4,
  IconProgress,
} from '@tabler/icons-react'

/** quiet: at rest or ended without result; accent: under way; wait: waits for the reader; good: passed; bad: overdue or irreversible. */
export type Tone = 'quiet' | 'accent' | 'wait' | 'good' | 'bad'

const icons = {
  quiet: IconCircleDashed,
  accent: IconProgress,
  wait: IconClockHour4,
  good: IconCircleCheck,
  bad: IconAlertTriangle,
} as const

/** Status by colour and icon and word; the word comes from `state.` of i18n for the reader's audience. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }) {
  const Icon = icons[tone]
  return (
    <span className="qx-badge" data-tone={tone}>
      <Icon size={14} aria-hidden />
      {label}
    </span>
  )
}
