import type { GuidelineConfiguration } from '../guideline/schema.ts'
import type { Followers } from '../guideline/chain.ts'
import { addMonths } from '../kernel/shanghai.ts'

/** D.3, simplified: what is asked to be otherwise. */
export const changeKinds = ['people', 'extension', 'budget', 'content', 'other'] as const
export type ChangeKind = (typeof changeKinds)[number]
export type ChangeLevel = 'county' | 'city' | 'province'

/**
 * Who decides a change by the guideline: the level named for its kind, or the next above that follows the project; an
 * extension that goes beyond the named months after the day now agreed is for the province. Days as YYYY-MM-DD.
 */
export function changeLevelOf(
  tracking: GuidelineConfiguration['tracking'],
  { kind, endOn, newEndOn }: { kind: ChangeKind; endOn: string; newEndOn: string | null },
  { county, above }: Followers,
): ChangeLevel {
  const { changeLevels, extensionMonths } = tracking
  const beyond = newEndOn !== null && newEndOn > addMonths(endOn, extensionMonths)
  const named = kind === 'extension' && beyond ? 'province' : changeLevels[kind]
  if (named === 'county' && county) return 'county'
  return named === 'province' ? 'province' : above
}
