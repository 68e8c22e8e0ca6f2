/** C.3 under a correction of a published guideline: nobody's grade or total may become worse. */
import { totalCapsOf } from '../approval/total-caps.ts'
import { fenFromWan } from '../kernel/money.ts'
import type { RefusalParams } from '../kernel/refusal.ts'
import type { GuidelineConfiguration } from './schema.ts'

type Allocation = Pick<GuidelineConfiguration, 'allocation'>

/** Reports totals that sink or are new, and grades that are gone, ask for a higher score or give less. */
export function amendedAllocation(
  published: Allocation,
  next: Allocation,
  report: (path: string, code: string, params: RefusalParams) => void,
): void {
  const [old, now] = [published.allocation, next.allocation]
  const [oldCaps, nowCaps] = [totalCapsOf(published), totalCapsOf(next)]
  const lowered = (before: bigint | null, after: bigint | null) =>
    after !== null && (before === null || after < before)
  if (lowered(oldCaps.of.region, nowCaps.of.region))
    report('allocation.regionCapWan', 'amendment_lowers', { before: old.regionCapWan })
  if (lowered(oldCaps.of.enterprise, nowCaps.of.enterprise))
    report('allocation.enterpriseCapWan', 'amendment_lowers', { before: old.enterpriseCapWan })
  for (const code of new Set([...oldCaps.regions.keys(), ...nowCaps.regions.keys()])) {
    const before = oldCaps.regions.get(code) ?? oldCaps.of.region
    const after = nowCaps.regions.get(code) ?? nowCaps.of.region
    if (lowered(before, after))
      report(`allocation.regionCaps.${code}`, 'amendment_lowers', {
        before: old.regionCaps?.[code] ?? old.regionCapWan,
      })
  }
  if (old.strategy !== 'tiered' || now.strategy !== 'tiered') return
  for (const tier of old.tiers) {
    const index = now.tiers.findIndex(({ grade }) => grade === tier.grade)
    const kept = now.tiers[index]
    const path = `allocation.tiers[${index}]`
    if (!kept) report('allocation.tiers', 'amendment_drops_tier', { grade: tier.grade })
    else if (kept.fromScore > tier.fromScore)
      report(`${path}.fromScore`, 'amendment_raises', { before: tier.fromScore / 100 })
    else if (lowered(fenOf(tier.amountWan), fenOf(kept.amountWan)))
      report(`${path}.amountWan`, 'amendment_lowers', { before: tier.amountWan })
  }
}

function fenOf(text: string): bigint | null {
  const amount = fenFromWan(text)
  return amount.ok ? amount.value : null
}
