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
  /** ended, and somebody asks that it be taken up again */
  decision?: true
}

type Client = Db['client']
export type Desk = {
  stage: Stage
  count: (client: Client, where: Row) => Promise<number>
  rows: (client: Client, where: Row, take: number, ctx: Ctx) => Promise<Omit<Todo, 'workflow' | 'stage'>[]>
  /** narrows to what this very person has to do, where state and unit do not tell */
  mine?: (actor: Actor, ctx: Ctx) => Row | Promise<Row>
  /** ended ones of which this very person decides whether they are taken up again */
  decisions?: (ctx: Ctx) => Promise<Row | null>
}

/** Counting stops here: whoever has as many reads "many". */
export const many = 1000
export const byDue = [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] as const
export const ofProject = { project: { select: { id: true, name: true, undertaker: true } } } as const
