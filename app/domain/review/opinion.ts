import { z } from 'zod'

/**
 * What an opinion says beside its words: items that a person looked at (`ticked`), results that a person set aside with
 * the reason (`override`), and the ground of a rejection (`ground`).
 */
const codeSchema = z.string().max(20)
export const opinionChecks = z.array(
  z.discriminatedUnion('mark', [
    z.strictObject({ mark: z.literal('ticked'), code: codeSchema }),
    z.strictObject({ mark: z.literal('override'), code: codeSchema, reason: z.string().max(2000) }),
    z.strictObject({ mark: z.literal('ground'), code: codeSchema }),
  ]),
)
export type OpinionChecks = z.infer<typeof opinionChecks>

export const conclusions = ['pass', 'reject'] as const
export type Conclusion = (typeof conclusions)[number]

/** Grounds of a rejection beside the rules of the guideline (T09, A.5). */
export const otherGrounds = ['quota', 'material', 'policy', 'other'] as const

type Judged = { code: string; result: string; severity: string }

/** Results that need a person's tick (A.6, severity MANUAL). */
export function manualCodes(results: readonly Judged[]): string[] {
  return results.filter(({ result }) => result === 'manual').map(({ code }) => code)
}

/** Results that stop the application unless a person sets them aside with a reason. */
export function blockingCodes(results: readonly Judged[]): string[] {
  return results
    .filter(({ result, severity }) => result === 'fail' || (result === 'error' && severity === 'block'))
    .map(({ code }) => code)
}

/** Results that a person may set aside. */
export function mayOverride({ result }: { result: string }): boolean {
  return result === 'fail' || result === 'error' || result === 'warn'
}

/** What still stands against passing, after the ticks and overrides of an opinion. */
export function openItems(
  results: readonly Judged[],
  checks: OpinionChecks,
): { unticked: string[]; blocking: string[] } {
  const marked = (mark: string) => checks.filter((check) => check.mark === mark).map(({ code }) => code)
  const [ticked, overridden] = [marked('ticked'), marked('override')]
  return {
    unticked: manualCodes(results).filter((code) => !ticked.includes(code)),
    blocking: blockingCodes(results).filter((code) => !overridden.includes(code)),
  }
}
