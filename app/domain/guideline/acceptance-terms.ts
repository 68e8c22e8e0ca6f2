import { z } from 'zod'

const percent = z.number().int().min(1).max(100)

/** D.5: how a project of a call is accepted. Percentages are of its indicators met and of its planned investment made. */
export const acceptanceTerms = z.strictObject({
  /** from here on it passes with the whole grant */
  passPercent: percent,
  /** from here on it passes with less once it was rectified; below it, with unfinished content, the investment fails it */
  reducedPercent: percent,
  /** with fewer of its indicators met it fails */
  leastPercent: percent,
  /** people on the panel */
  panelMembers: z.number().int().min(3).max(15),
  /** months for rectifying, once */
  rectifyMonths: z.number().int().min(1).max(12),
})
export type AcceptanceTerms = z.infer<typeof acceptanceTerms>

/** As D.5 has it: for calls that do not say otherwise. */
export const usualAcceptanceTerms: AcceptanceTerms = {
  passPercent: 90,
  reducedPercent: 70,
  leastPercent: 50,
  panelMembers: 3,
  rectifyMonths: 6,
}
