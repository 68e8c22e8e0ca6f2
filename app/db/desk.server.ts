import type { Row } from '#app/authorization/ability.ts'
import type { Actor } from '#app/authorization/actor.ts'
import type { Stage } from '#app/authorization/stages.ts'
import type { WorkflowName } from '#app/domain/workflows.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db } from './client.server.ts'

export type Todo = {
  workflow: WorkflowName
  stage: Stage
  id: string
  title: string
  /** who it comes from */
  from: string
  status: string
  dueAt: Date | null
  link: string
  /** what waits is not its state: somebody asks to take it up again, or to amend it; or they are asked beside who holds it */
  decision?: true | BesideTask
}

/** Finance beside the leader; city, finance and third party beside who reviews a self-evaluation; a colleague of who
 * recorded a repayment. */
export type BesideTask = 'coSign' | 'coCheck' | 'advise' | 'reverse'

type Client = Db['client']
export type Desk = {
  stage: Stage
  count: (client: Client, where: Row) => Promise<number>
  rows: (client: Client, where: Row, take: number, ctx: Ctx) => Promise<Omit<Todo, 'workflow' | 'stage'>[]>
  /** narrows to what this very person has to do, where state and unit do not tell */
  mine?: (actor: Actor, ctx: Ctx) => Row | Promise<Row>
  /** what waits for a decision of this very person beside its state: to take up again what ended, to amend what is published */
  decisions?: (ctx: Ctx) => Promise<Row | null>
  /** what this person is asked for here beside who holds it; of others no word */
  asked?: (actor: Actor) => BesideTask | null
  /** until when these decisions are due */
  decisionsDue?: (
    ctx: Ctx,
    rows: readonly { id: string; status: string }[],
  ) => Promise<ReadonlyMap<string, Date>>
}

export const byDue = [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] as const
export const ofProject = { project: { select: { id: true, name: true, undertaker: true } } } as const

type OfProject = {
  id: string
  status: string
  dueAt: Date | null
  project: { name: string; undertaker: string }
}

/** The line of a record of a project, led by the project's name unless it has a title of its own. */
export function projectLine({ id, status, dueAt, project }: OfProject, link: string, title = project.name) {
  return { id, title, from: project.undertaker, status, dueAt, link }
}
