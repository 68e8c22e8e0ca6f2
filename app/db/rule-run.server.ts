import { z } from 'zod'
import { newId } from '#app/platform/id.ts'
import type { Tx } from './client.server.ts'
import { insertRows } from './plain.server.ts'

/** When rules ran · check: asked by the applicant; the others: run by the act of that name */
export type Occasion = 'check' | 'submit' | 'resubmit' | 'formal_review' | 'allocation'

const keptResults = z.array(
  z.object({
    code: z.string(),
    version: z.number(),
    severity: z.string(),
    result: z.string(),
    /** the facts compared */
    evidence: z.record(z.string(), z.union([z.string(), z.number()])),
    messageZh: z.string(),
    messageEn: z.string(),
    /** whoever did not follow it, and why */
    setAside: z.object({ byId: z.string(), reason: z.string() }).optional(),
  }),
)
export type KeptResult = z.infer<typeof keptResults>[number]

/** One run of a guideline's rules, as it was said then. `checkedAt` is null where none was kept. */
export type RuleRun = { checkedAt: Date | null; results: KeptResult[] }

/** Keeps a run in one row: a submission judges a dozen rules, and nobody reads one without the others. */
export async function keepRuleRun(
  tx: Tx,
  run: { applicationId: string; occasion: Occasion; checkedAt: Date; results: readonly KeptResult[] },
): Promise<void> {
  await insertRows(tx, 'ruleRun', [{ ...run, id: newId(), results: JSON.stringify(run.results) }])
}

/** The latest run that was kept; with `asked`, those that the applicant asked for count too; without `allocation`, not those of a plan. */
export async function latestRun(
  tx: Pick<Tx, 'ruleRun'>,
  applicationId: string,
  { asked, allocation = true }: { asked: boolean; allocation?: boolean },
): Promise<RuleRun> {
  const others: Occasion[] = [
    ...(asked ? [] : (['check'] as const)),
    ...(allocation ? [] : (['allocation'] as const)),
  ]
  const row = await tx.ruleRun.findFirst({
    where: { applicationId, occasion: { notIn: others } },
    orderBy: [{ checkedAt: 'desc' }, { id: 'desc' }],
  })
  return row
    ? { checkedAt: row.checkedAt, results: resultsFrom(row.results) }
    : { checkedAt: null, results: [] }
}

/** Results as `keepRuleRun` wrote them. */
export function resultsFrom(json: string): KeptResult[] {
  return keptResults.parse(JSON.parse(json))
}
