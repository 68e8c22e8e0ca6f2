/** Size classes of 国家统计局《统计上大中小微型企业划分办法(2017)》, domain H.5. */
import { fenPerWan } from './money.ts'

export const enterpriseSizes = ['large', 'medium', 'small', 'micro'] as const
export type EnterpriseSize = (typeof enterpriseSizes)[number]

export type SizeSector = 'industry' | 'software' | 'information_transmission'

/** Lower limits, largest class first: staff, revenue in 万元. */
const limits: Record<SizeSector, readonly [EnterpriseSize, number, bigint][]> = {
  industry: [
    ['large', 1000, 40_000n],
    ['medium', 300, 2_000n],
    ['small', 20, 300n],
  ],
  software: [
    ['large', 300, 10_000n],
    ['medium', 100, 1_000n],
    ['small', 10, 50n],
  ],
  information_transmission: [
    ['large', 2000, 100_000n],
    ['medium', 100, 1_000n],
    ['small', 10, 100n],
  ],
}

/** The largest class both of whose lower limits are met, micro when none is. */
export function enterpriseSize(facts: {
  sector: SizeSector
  staff: number
  revenueFen: bigint
}): EnterpriseSize {
  const met = limits[facts.sector].find(
    ([, staff, revenueWan]) => facts.staff >= staff && facts.revenueFen >= revenueWan * fenPerWan,
  )
  return met?.[0] ?? 'micro'
}

/** The table that a division of GB/T 4754-2017 (two digits) is measured by, or null outside these industries. */
export function sizeSector(division: string): SizeSector | null {
  if (/^(0[6-9]|[123]\d|4[0-6])$/.test(division)) return 'industry'
  if (division === '65') return 'software'
  return division === '63' || division === '64' ? 'information_transmission' : null
}
