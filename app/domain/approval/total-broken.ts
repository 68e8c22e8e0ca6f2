/** Amounts that people set, measured against the totals of a call (C.3). */
import { sumFen, wanText } from '../kernel/money.ts'
import { type Failure, refuse } from '../kernel/refusal.ts'
import { capFigures, capKinds, capStates, type Member, type Spent, type TotalCaps } from './total-caps.ts'

/**
 * One amount that a person typed: with everything else in `spent`, does it stay within city and enterprise?
 * Refusals at the field: above_region_cap, above_enterprise_cap {project, asked, cap, used, left, over}.
 */
export function totalRefusal(
  { member, project, fen, path }: { member: Member; project: string; fen: bigint; path: string },
  caps: TotalCaps,
  spent: readonly Spent[],
): Failure | null {
  const broken = capStates(member, caps, spent).find(({ leftFen }) => fen > leftFen)
  if (!broken) return null
  const figures = capFigures(broken)
  const params = { project, asked: wanText(fen), ...figures, over: wanText(fen - broken.leftFen) }
  const problem = { path, code: 'amount_at_most', params: { limit: figures.left } }
  return refuse(`above_${broken.kind}_cap`, params, { fields: [problem] })
}

/**
 * A whole plan beside what other plans took meanwhile. Refusals (409): plan_above_region_cap, plan_above_enterprise_cap
 * {projects, asked, cap, used, left, over}, the projects being those that share the total.
 */
export function planTotalRefusal(
  items: readonly (Spent & { project: string })[],
  caps: TotalCaps,
  taken: readonly Spent[],
): Failure | null {
  for (const kind of capKinds) {
    for (const key of new Set(items.map((item) => item[kind]))) {
      const sharing = items.filter((item) => item[kind] === key && item.fen > 0n)
      const [first] = sharing
      const state = first && capStates(first, caps, taken).find((one) => one.kind === kind)
      const asked = sumFen(sharing.map(({ fen }) => fen))
      if (!state || asked <= state.leftFen) continue
      const projects = sharing.map(({ project }) => project).join('、')
      const params = {
        projects,
        asked: wanText(asked),
        ...capFigures(state),
        over: wanText(asked - state.leftFen),
      }
      return refuse(`plan_above_${kind}_cap`, params, { status: 409 })
    }
  }
  return null
}
