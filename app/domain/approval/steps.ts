import { z } from 'zod'
import type { Reason } from '../kernel/refusal.ts'
import type { AmountStepName } from './amount.ts'
import type { LimitStep } from './wants.ts'

/** A step of an amount as a plan keeps it: those of C.2, then what allocation and people made of it. */
export type PlanStep = {
  step: AmountStepName | LimitStep['step'] | 'allocation' | 'manual' | 'objection'
  fen: bigint
  reason: Reason | null
}

const names = [
  'gross',
  'deduction',
  'base',
  'share',
  'fixed',
  'cap',
  'requested',
  'suggested',
  'rounding',
  'floor',
  'tier',
  'region_cap',
  'enterprise_cap',
  'allocation',
  'manual',
  'objection',
] as const satisfies readonly PlanStep['step'][]

const schema = z.array(
  z.object({
    step: z.enum(names),
    fen: z.string().transform(BigInt),
    reason: z
      .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable(),
  }),
)

/** Steps as stored: fen as text. */
export function stepsText(steps: readonly PlanStep[]): string {
  return JSON.stringify(steps.map((step) => ({ ...step, fen: step.fen.toString() })))
}

export function stepsFrom(text: string): PlanStep[] {
  return schema.parse(JSON.parse(text))
}

const added: readonly string[] = names.slice(names.indexOf('tier'))

/** The steps of C.2 alone, without what allocation and people added. */
export function computedSteps(steps: readonly PlanStep[]): PlanStep[] {
  return steps.filter(({ step }) => !added.includes(step))
}
