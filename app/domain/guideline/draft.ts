import { z } from 'zod'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import { guidelineConfiguration, type Deadlines, type GuidelineConfiguration } from './schema.ts'

/**
 * What is being drafted: the configuration, and beside it what was typed into a field for numbers and cannot be read
 * as one (path → text), so that nothing typed is lost.
 */
export const guidelineDraft = z.strictObject({
  configuration: guidelineConfiguration,
  typed: z.record(z.string().max(200), z.string().max(2000)),
})
export type GuidelineDraft = z.infer<typeof guidelineDraft>

/** Parts of a configuration that replace those of the draft. Their shape is checked when they are put together. */
export type DraftChanges = Readonly<Record<string, unknown>>

/** State of a published guideline by the clock. The last minute counts: closed only after `applyEnd`. */
export function phaseAt(
  { applyStart, applyEnd }: { applyStart: Date; applyEnd: Date },
  now: Date,
): 'published' | 'open' | 'closed' {
  if (now < applyStart) return 'published'
  return now <= applyEnd ? 'open' : 'closed'
}

/** A deadline as an instant; null while it is empty or unreadable. */
export function deadlineAt(deadlines: Deadlines, name: keyof Deadlines): Date | null {
  const instant = instantFromText(deadlines[name])
  return instant.ok ? instant.value : null
}

/** Budget in fen; null while it is empty or unreadable. */
export function budgetOf(configuration: GuidelineConfiguration): bigint | null {
  const fen = fenFromWan(configuration.budgetWan)
  return fen.ok ? fen.value : null
}
