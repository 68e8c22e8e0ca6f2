import { approvalEvents } from '../approval/events.ts'
import { applicationEvents } from '../application/events.ts'
import { enterpriseEvents } from '../enterprise/events.ts'
import { evaluationEvents } from '../evaluation/events.ts'
import { fundingEvents } from '../funding/events.ts'
import { guidelineEvents } from '../guideline/events.ts'
import { targets, type TransitionRow, type Workflow } from '../kernel/workflow.ts'
import { reviewEvents } from '../review/events.ts'
import { scoringEvents } from '../scoring/events.ts'
import { trackingEvents } from '../tracking/events.ts'
import { workflows } from '../workflows.ts'
import { z } from 'zod'
import { count, type EventKind, eventKind, type Events, type EventShape } from './event.ts'
import { logEvents } from './log-events.ts'
import { siteEvents } from './site-events.ts'

/** Every act that leaves more than a transition's status and version, or is none, by stage. */
export const ownEvents: Events = {
  ...siteEvents,
  ...logEvents,
  ...guidelineEvents,
  ...enterpriseEvents,
  ...applicationEvents,
  ...reviewEvents,
  ...scoringEvents,
  ...approvalEvents,
  ...fundingEvents,
  ...trackingEvents,
  ...evaluationEvents,
}

const kinds = new Map<string, EventKind>()

/** The kind of an act; null when no stage knows it. */
export function eventKindOf(act: string): EventKind | null {
  const known = kinds.get(act)
  if (known) return known
  const shapes = shapesOf(act)
  if (!shapes) return null
  const kind = eventKind(shapes)
  kinds.set(act, kind)
  return kind
}

/** The versions of an act in order, a transition's status and version included; null when no stage knows it. */
export function shapesOf(act: string): readonly EventShape[] | null {
  const own = Object.hasOwn(ownEvents, act) ? ownEvents[act] : undefined
  const row = transitionOf(act)
  if (!row) return own ?? null
  return (own ?? [{}]).map((shape) => withStatus(row, shape))
}

/** Every transition of every workflow and every other act. */
export function everyAct(): string[] {
  const transitions = Object.entries<Workflow<never>>(workflows).flatMap(([workflow, table]) =>
    Object.keys(table.transitions).map((transition) => `${workflow}.${transition}`),
  )
  return [...new Set([...transitions, ...Object.keys(ownEvents)])]
}

function transitionOf(act: string): TransitionRow | null {
  const [name = '', transition = ''] = act.split('.')
  const table = Object.entries<Workflow<never>>(workflows).find(([workflow]) => workflow === name)?.[1]
  return table && Object.hasOwn(table.transitions, transition)
    ? (table.transitions[transition] ?? null)
    : null
}

/** A record that begins has no version yet. */
function withStatus(row: TransitionRow, { before, after, ...rest }: EventShape): EventShape {
  const to = { status: z.enum(targets(row)) }
  if (row.from === 'nothing') return { ...rest, ...(before && { before }), after: { ...to, ...after } }
  return {
    ...rest,
    before: { status: z.enum(row.from), version: count, ...before },
    after: { ...to, version: count, ...after },
  }
}
