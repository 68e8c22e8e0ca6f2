import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { everyAct } from '#app/domain/audit/events.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { endOfDay, startOfDay } from '#app/domain/kernel/shanghai.ts'
import { firstIdAt, idsRunAhead } from '#app/platform/id.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db, Prisma } from '../client.server.ts'

export type AuditFilter = {
  /** application:… or the number that people know: receipt or project */
  dossier?: string
  person?: string
  /** a whole act, or a part of several names */
  act?: string
  result?: string
  /** days, both included */
  from?: string
  to?: string
}

/** The entries that a filter asks for, within what the actor may read. @throws NotFound for those who may not watch */
export async function auditWhere(ctx: Ctx, filter: AuditFilter): Promise<Prisma.AuditEntryWhereInput> {
  if (!may(ctx.actor, 'read', 'AuditEntry')) throw new NotFound('audit')
  const [dossiers, people] = await Promise.all([
    dossiersOf(ctx.db, filter.dossier),
    peopleOf(ctx.db, filter.person),
  ])
  return {
    AND: [
      scope(ctx.actor, 'AuditEntry'),
      dossiers ? { dossier: { in: dossiers } } : {},
      people ? { actorId: { in: people } } : {},
      filter.act ? { act: everyAct().includes(filter.act) ? filter.act : { contains: filter.act } } : {},
      filter.result ? { result: filter.result } : {},
      filter.from ? since(startOfDay(filter.from)) : {},
      filter.to ? until(endOfDay(filter.to)) : {},
    ],
  }
}

/** The id finds them by the index, the instant says which of them. */
function since(start: Date): Prisma.AuditEntryWhereInput {
  return { id: { gte: firstIdAt(start) }, at: { gte: start } }
}

function until(end: Date): Prisma.AuditEntryWhereInput {
  return { id: { lt: firstIdAt(new Date(end.getTime() + idsRunAhead)) }, at: { lt: end } }
}

/** Dossiers that a search word means: the dossier itself, or the applications with that receipt or project number. */
async function dossiersOf({ client }: Db, word: string | undefined): Promise<string[] | null> {
  if (!word) return null
  if (word.includes(':')) return [word]
  const number = word.toUpperCase()
  const [applications, projects, guidelines, users] = await Promise.all([
    client.application.findMany({
      where: { OR: [{ receiptNo: number }, { id: word }, { projectName: { contains: word } }] },
      select: { id: true },
      take: 100,
    }),
    client.project.findMany({ where: { code: number }, select: { applicationId: true } }),
    client.guideline.findMany({ where: { OR: [{ code: word }, { id: word }] }, select: { id: true } }),
    client.user.findMany({ where: { OR: [{ loginName: word }, { id: word }] }, select: { id: true } }),
  ])
  return [
    ...applications.map(({ id }) => `application:${id}`),
    ...projects.map(({ applicationId }) => `application:${applicationId}`),
    ...guidelines.map(({ id }) => `guideline:${id}`),
    ...users.map(({ id }) => `user:${id}`),
    ...['panel', 'expert', 'proposal', 'enterprise', 'calendar', 'job'].map((kind) => `${kind}:${word}`),
  ]
}

async function peopleOf({ client }: Db, word: string | undefined): Promise<string[] | null> {
  if (!word) return null
  const users = await client.user.findMany({
    where: { OR: [{ id: word }, { loginName: word }, { name: { contains: word } }] },
    select: { id: true },
    take: 100,
  })
  return word === 'system' ? ['system'] : users.map(({ id }) => id)
}
