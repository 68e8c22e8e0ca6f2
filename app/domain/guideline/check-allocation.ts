/** What stands between the allocation of a draft and its publication: grades in order, totals that can be kept (C.3). */
import { fenFromWan, fenPerWan, wanText } from '../kernel/money.ts'
import type { RefusalParams } from '../kernel/refusal.ts'
import type { GuidelineConfiguration } from './schema.ts'

type Report = (path: string, code: string, params?: RefusalParams) => void
type Read = (path: string, text: string) => bigint | null

/** Reports at `allocation.…`; codes are texts under `problem.`. */
export function checkAllocation(config: GuidelineConfiguration, report: Report): void {
  const read: Read = (path, text) => {
    const amount = fenFromWan(text)
    if (!amount.ok) report(path, amount.refusal.code, amount.refusal.params)
    else if (amount.value === 0n) report(path, 'amount_positive')
    else return amount.value
    return null
  }
  checkTiers(config, report, read)
  checkTotals(config, report, read)
}

function checkTiers(config: GuidelineConfiguration, report: Report, read: Read): void {
  const { strategy, tiers } = config.allocation
  if (strategy === 'tiered' && tiers.length === 0) report('allocation.tiers', 'tiers_missing')
  if (strategy === 'tiered' && config.reviewSkipped) report('allocation.strategy', 'tiers_need_scores')
  const [cap, floor] = [fenOf(config.capWan), fenOf(config.floorWan)]
  const { passLine } = config.scheme
  let lastFen: bigint | null = null
  for (const [index, { grade, fromScore, amountWan }] of tiers.entries()) {
    const path = `allocation.tiers[${index}]`
    const better = tiers[index - 1]
    if (grade.trim() === '') report(`${path}.grade`, 'required')
    else if (tiers.findIndex((other) => other.grade.trim() === grade.trim()) !== index)
      report(`${path}.grade`, 'tier_twice', { grade })
    if (better && fromScore >= better.fromScore)
      report(`${path}.fromScore`, 'tier_order', { above: better.fromScore / 100 })
    if (!config.reviewSkipped && fromScore < passLine)
      report(`${path}.fromScore`, 'tier_below_pass_line', { line: passLine / 100 })
    const fen = read(`${path}.amountWan`, amountWan)
    if (fen === null) continue
    if (fen % fenPerWan !== 0n) report(`${path}.amountWan`, 'tier_whole')
    else if (cap !== null && fen > cap) report(`${path}.amountWan`, 'tier_above_cap', { cap: wanText(cap) })
    else if (floor !== null && fen < floor)
      report(`${path}.amountWan`, 'tier_below_floor', { floor: wanText(floor) })
    else if (lastFen !== null && fen >= lastFen)
      report(`${path}.amountWan`, 'tier_amount_order', { above: wanText(lastFen) })
    lastFen = fen
  }
}

function checkTotals(config: GuidelineConfiguration, report: Report, read: Read): void {
  const { regionCapWan, regionCaps = {}, enterpriseCapWan } = config.allocation
  const floor = fenOf(config.floorWan) ?? fenPerWan
  const least = floor > fenPerWan ? floor : fenPerWan
  const totals = [
    ...(regionCapWan.trim() === '' ? [] : [['allocation.regionCapWan', regionCapWan] as const]),
    ...(enterpriseCapWan.trim() === '' ? [] : [['allocation.enterpriseCapWan', enterpriseCapWan] as const]),
    ...Object.entries(regionCaps).map(([code, wan]) => [`allocation.regionCaps.${code}`, wan] as const),
  ]
  for (const [path, text] of totals) {
    const fen = read(path, text)
    if (fen !== null && fen < least) report(path, 'total_below_least', { least: wanText(least) })
  }
}

function fenOf(text: string): bigint | null {
  const amount = fenFromWan(text)
  return text.trim() !== '' && amount.ok ? amount.value : null
}
