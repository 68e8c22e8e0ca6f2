import { z } from 'zod'
import type { Level } from '#app/domain/kernel/workflow.ts'

/** The recommendation chain as data (domain A.4). Levels stand in the order in which they act. */

export const levels = ['town', 'county', 'city', 'province'] as const satisfies readonly Level[]

/** Offices that a level may be told to ask beside itself. */
export const coReviewOffices = ['finance', 'credit'] as const
export type CoReviewOffice = (typeof coReviewOffices)[number]

const stepSchema = z.strictObject({
  level: z.enum(levels),
  /** a level that is not required is passed over where the applicant's unit has no such office */
  required: z.boolean(),
  /** offices asked beside the unit */
  coReview: z.array(z.enum(coReviewOffices)).optional(),
})
const stepsSchema = z.array(stepSchema).max(4)
export type ChainStep = z.infer<typeof stepSchema>

export const chainSchema = z.strictObject({
  local: stepsSchema,
  /** straight to the province for applicants with one of `directTags` (any applicant if there is none); null: no such channel */
  direct: stepsSchema.nullable(),
  directTags: z.array(z.string().max(40)).max(20),
  /** units whose applications take another way, e.g. counties that report to the province themselves */
  exceptions: z.array(z.strictObject({ unitCode: z.string().regex(/^\d{6}$/), local: stepsSchema })).max(200),
})
export type Chain = z.infer<typeof chainSchema>
export type Channel = 'local' | 'direct'

/** The channel of an application as its row keeps it. */
export function channelOf({ channel }: { channel: string }): Channel {
  return channel === 'direct' ? 'direct' : 'local'
}

/** The steps that hold for an applicant of this unit in this channel. */
export function stepsFor(chain: Chain, unitCode: string, channel: Channel): readonly ChainStep[] {
  if (channel === 'direct' && chain.direct) return chain.direct
  return chain.exceptions.find((exception) => exception.unitCode === unitCode)?.local ?? chain.local
}

/** Who follows a project after approval: the level that recommended it first, and the one above that. */
export type Followers = {
  /** does a county sign as party C and look at reports? */
  county: boolean
  /** looks at reports last, examines at mid-term and accepts, closes alerts */
  above: 'city' | 'province'
}

/** The levels that recommended an application follow its project; where none did, the province alone (A.4, C.6, D). */
export function followersOf(steps: readonly ChainStep[]): Followers {
  const has = (level: Level) => steps.some((step) => step.level === level)
  return { county: has('county'), above: has('city') ? 'city' : 'province' }
}

/** May an applicant with these tags choose the direct channel? */
export function mayGoDirect(chain: Chain, tags: readonly string[]): boolean {
  return (
    chain.direct !== null &&
    (chain.directTags.length === 0 || chain.directTags.some((tag) => tags.includes(tag)))
  )
}
