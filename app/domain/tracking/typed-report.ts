/** What a progress report may hold as typed; report-form.ts reads it, on the page as well. */
import { z } from 'zod'
import { targetKinds } from '../kernel/indicator.ts'
import { formValues, labelSchema } from '../application/form-schema.ts'

const line = z.string().max(500)
const text = z.string().max(5000)

export const typedReport = z.strictObject({
  stage: text,
  separateLedger: z.enum(['', 'yes', 'no']),
  milestones: z.array(z.strictObject({ name: line, plannedOn: line, actualOn: line, reason: line })).max(100),
  /** the items of the planned investment, from the application */
  items: z
    .array(z.strictObject({ key: line, label: labelSchema, plannedWan: line }))
    .max(100)
    .default([]),
  /** the tables of report-details.ts */
  details: formValues.default({}),
  periodWan: line,
  cumulativeWan: line,
  correctionNote: text,
  overrunNote: text,
  arrivedWan: line,
  usedWan: line,
  matchingArrivedWan: line,
  matchingUsedWan: line,
  selfArrivedWan: line,
  selfUsedWan: line,
  indicators: z
    .array(
      z.strictObject({
        name: line,
        direction: z.enum(targetKinds).default('ge'),
        /** with its sign */
        target: line,
        unit: line,
        actual: line,
      }),
    )
    .max(100),
  problems: text,
  requests: text,
  nextPlan: text,
  fillerName: line,
  fillerPhone: line,
})
export type TypedReport = z.infer<typeof typedReport>
