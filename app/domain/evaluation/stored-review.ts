/** The province's scores as a record keeps them; apart, so that pages which review do not load the schema. */
import { z } from 'zod'
import type { ReviewedRow } from './reviewed.ts'

const reviewedRows = z.array(
  z.strictObject({
    place: z.union([z.literal('execution'), z.number().int().min(0)]),
    scoreCenti: z.number().int().min(0).max(10_000),
    reason: z.string(),
  }),
)

/** None where the record keeps none. @throws ZodError */
export function storedReview(text: string | null): ReviewedRow[] {
  return text === null ? [] : reviewedRows.parse(JSON.parse(text))
}
