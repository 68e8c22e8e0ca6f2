/** What a self-evaluation may hold as typed; form.ts reads it, on the page as well. */
import { z } from 'zod'
import { targetKinds } from '../kernel/indicator.ts'
import { evaluationLevels } from './form.ts'

const line = z.string().max(500)
const text = z.string().max(5000)

const rowSchema = z.strictObject({
  level1: z.enum(evaluationLevels),
  level2: line,
  name: line,
  unit: line,
  direction: z.enum(targetKinds),
  weightCenti: z.number().int().min(0).max(10_000),
  target: line,
  actual: line,
  tier: line,
  reason: text,
  improvement: text,
})
export type TypedEvaluationRow = z.infer<typeof rowSchema>

export const typedEvaluation = z.strictObject({
  rows: z.array(rowSchema).max(100),
  executionReason: text,
  summary: text,
})
export type TypedEvaluation = z.infer<typeof typedEvaluation>
