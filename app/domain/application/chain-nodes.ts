import { deadlineAt } from '#app/domain/guideline/draft.ts'
import { type Channel, type CoReviewOffice, levels, stepsFor } from '#app/domain/guideline/chain.ts'
import type { Deadlines, GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import type { Level } from '#app/domain/kernel/workflow.ts'

/** States in which a level of the chain reviews, in the order of the chain (domain A.4). */
export const nodeOfLevel = {
  town: 'town_review',
  county: 'county_review',
  city: 'city_review',
  province: 'province_check',
} as const satisfies Record<Level, string>
export type Node = (typeof nodeOfLevel)[Level]

const endOfLevel = {
  town: 'townEnd',
  county: 'countyEnd',
  city: 'cityEnd',
  province: 'provinceCheckEnd',
} as const satisfies Record<Level, keyof Deadlines>

export type InChain = { unitCode: string; townCode: string | null; channel: string }

/** The level that reviews in this state, or null. */
export function levelOfNode(state: string | null): Level | null {
  return levels.find((level) => nodeOfLevel[level] === state) ?? null
}

/**
 * The nodes that this application passes. A step that is not required is passed over where the applicant belongs to no
 * office of the level, which only towns can lack.
 */
export function nodesOf(configuration: Pick<GuidelineConfiguration, 'chain'>, application: InChain): Node[] {
  const channel: Channel = application.channel === 'direct' ? 'direct' : 'local'
  return stepsFor(configuration.chain, application.unitCode, channel)
    .filter((step) => step.level !== 'town' || application.townCode !== null)
    .map((step) => nodeOfLevel[step.level])
}

/** Offices that the guideline has asked beside the level of this node; none where there is no such node. */
export function coReviewAt(
  configuration: Pick<GuidelineConfiguration, 'chain'>,
  application: InChain,
  node: string | null,
): readonly CoReviewOffice[] {
  const channel: Channel = application.channel === 'direct' ? 'direct' : 'local'
  const steps = stepsFor(configuration.chain, application.unitCode, channel)
  return steps.find(({ level }) => nodeOfLevel[level] === node)?.coReview ?? []
}

/** The node after `from`; the first of the chain for null. Null: `from` is the last, or not in the chain. */
export function nextNode(
  configuration: Pick<GuidelineConfiguration, 'chain'>,
  application: InChain,
  from: string | null,
): Node | null {
  const nodes = nodesOf(configuration, application)
  if (from === null) return nodes[0] ?? null
  const at = nodes.findIndex((node) => node === from)
  return at < 0 ? null : (nodes[at + 1] ?? null)
}

/** The node before `from`; null for the first, or when `from` is not in the chain. */
export function previousNode(
  configuration: Pick<GuidelineConfiguration, 'chain'>,
  application: InChain,
  from: string,
): Node | null {
  const nodes = nodesOf(configuration, application)
  const at = nodes.findIndex((node) => node === from)
  return at > 0 ? (nodes[at - 1] ?? null) : null
}

/** Until when a node has to be done by the guideline; null without such a deadline, or in another state. */
export function nodeEnd(
  configuration: Pick<GuidelineConfiguration, 'deadlines'>,
  state: string,
): Date | null {
  const level = levelOfNode(state)
  return level ? deadlineAt(configuration.deadlines, endOfLevel[level]) : null
}
