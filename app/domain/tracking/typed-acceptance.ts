/** What an application for acceptance may hold as typed; acceptance-form.ts reads it, on the page as well. */
import { z } from 'zod'
import { targetKinds } from '../kernel/indicator.ts'

const line = z.string().max(500)
const text = z.string().max(10_000)

const indicatorRow = z.strictObject({
  name: line,
  direction: z.enum(targetKinds),
  target: line,
  unit: line,
  actual: line,
  evidence: line,
})

export const typedAcceptance = z.strictObject({
  summary: text,
  technicalSummary: text,
  fundsReport: text,
  benefits: text,
  problems: text,
  /** 万元 as typed: total investment done, audited eligible base */
  actualWan: line,
  auditedBaseWan: line,
  contentFinished: z.enum(['', 'yes', 'no']),
  indicators: z.array(indicatorRow).max(100),
})
export type TypedAcceptance = z.infer<typeof typedAcceptance>
