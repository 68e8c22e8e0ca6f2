import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { everyAct } from '#app/domain/audit/events.ts'
import { ownFamilies, toldAs } from '#app/domain/application/told-acts.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { endOfDay, startOfDay } from '#app/domain/kernel/shanghai.ts'
import { firstIdAt, idsRunAhead } from '#app/platform/id.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Prisma } from './client.server.ts'
import { readerOf } from './told.server.ts'
import { entryColumns, tellEntries } from './told-entries.server.ts'

export type ActFilter = {
  /** receipt or project number, part of a project's name, or a dossier as the address says it */
  dossier?: string
  act?: string
  /** part of a name, where the person is named */
  person?: string
  /** days, both included */
  from?: string
  to?: string
  /** id of the entry from which on older ones are asked for */
  before?: string
}

export const actsPerPage = 50
/** Scopes of so many dossiers are asked for by their dossiers, larger ones by walking down the log. */
const fewDossiers = 500
/** Entries looked at in one go, and for one page at most: then the reader goes on from there. */
const [stretch, farthest] = [500, 10_000]

/** Does this person have a log of acts? Whoever watches has the whole log instead. */
export function hasActs(ctx: Pick<Ctx, 'actor'>): boolean {
  return may(ctx.actor, 'read', 'ActLog')
}

/**
 * What was done on the dossiers in the actor's scope, as their timelines say it, newest first; for an enterprise also on its
 * account and by its people's sign-ins. Answers `older`, the id to go on from, or null at the end of the log.
 * @param few scopes of more dossiers are not asked for by them, but by walking down the log
 * @throws NotFound for those who have no such log
 */
export async function listActs(ctx: Ctx, filter: ActFilter, { few = fewDossiers } = {}) {
  if (!hasActs(ctx)) throw new NotFound('acts')
  const fits = await fitting(ctx, filter)
  const dossiers = await dossiersOf(ctx, filter.dossier, few)
  const found: string[] = []
  let before = filter.before ?? null
  let looked = 0
  let ended = false
  while (found.length <= actsPerPage && looked < farthest && !ended) {
    const entries = await ctx.db.client.auditEntry.findMany({
      where: {
        ...(dossiers && { result: 'done' }),
        AND: [
          // without its dossiers the log is walked down by its ids, and nothing else may tempt the planner
          dossiers ? { dossier: { in: dossiers } } : {},
          dossiers && filter.act ? { act: filter.act } : {},
          days(filter),
          before ? { id: { lt: before } } : {},
        ],
      },
      orderBy: { id: 'desc' },
      take: stretch,
      select: { id: true, dossier: true, act: true, actorId: true, result: true },
    })
    const passing = entries.filter((entry) => entry.result === 'done' && fits(entry))
    const seen = dossiers ? new Set(dossiers) : await inScope(ctx, passing)
    found.push(...passing.filter(({ dossier }) => seen.has(dossier)).map(({ id }) => id))
    looked += entries.length
    ended = entries.length < stretch
    before = entries.at(-1)?.id ?? before
  }
  const shown = found.slice(0, actsPerPage)
  const older = found.length > actsPerPage ? (shown.at(-1) ?? null) : ended ? null : before
  const rows = await ctx.db.client.auditEntry.findMany({
    where: { id: { in: shown } },
    orderBy: { id: 'desc' },
    select: entryColumns,
  })
  const told = await tellEntries(ctx, rows)
  const names = await namesOf(ctx, told)
  return {
    rows: told.map(({ id, at, dossier, act, person, inPlaceOf, office, reason, place, leaf }) => {
      const about = names.get(dossier) ?? null
      return { id, at, dossier, about, act, person, inPlaceOf, office, reason, place, leaf }
    }),
    older,
  }
}
export type ActRow = Awaited<ReturnType<typeof listActs>>['rows'][number]

/** Acts that this reader may be told of, to choose from. */
export function actsTold(ctx: Ctx): string[] {
  const reader = readerOf(ctx.actor)
  return everyAct().filter((act) => toldAs(reader, act) !== 'not' || (reader === 'applicant' && isOwn(act)))
}

function isOwn(act: string): boolean {
  return ownFamilies.some((family) => act.startsWith(`${family}.`))
}

type Light = { dossier: string; act: string; actorId: string | null }

/** Is the reader told of an entry, and does it fit? A person is looked for only where their name is told. */
async function fitting(ctx: Ctx, { act: wanted, person }: ActFilter): Promise<(entry: Light) => boolean> {
  const reader = readerOf(ctx.actor)
  const people = person
    ? await ctx.db.client.user.findMany({
        where: { name: { contains: person } },
        select: { id: true, enterpriseId: true },
        take: 200,
      })
    : null
  const enterprises = people && new Map(people.map(({ id, enterpriseId }) => [id, enterpriseId]))
  return ({ dossier, act, actorId }) => {
    if (wanted && act !== wanted) return false
    const own = !dossier.startsWith('application:')
    const told = own ? (isOwn(act) ? 'whole' : 'not') : toldAs(reader, act)
    if (told === 'not' || !enterprises) return told !== 'not'
    const theirs = enterprises.get(actorId ?? '')
    return told === 'whole' && theirs !== undefined && (!own || theirs === ctx.actor.enterpriseId)
  }
}

/** The dossiers asked for within the scope, or all of it where they are few; null: too many to name. */
async function dossiersOf(ctx: Ctx, word: string | undefined, few: number): Promise<string[] | null> {
  const number = word?.toUpperCase()
  const applications = await ctx.db.client.application.findMany({
    where: {
      AND: [
        scope(ctx.actor, 'Application'),
        word
          ? {
              OR: [
                { id: word.replace(/^application:/, '') },
                { receiptNo: number },
                { projectName: { contains: word } },
                { project: { code: number } },
              ],
            }
          : {},
      ],
    },
    select: { id: true },
    take: few + 1,
  })
  if (!word && applications.length > few) return null
  const own = await ownDossiers(ctx)
  const named = own.filter((one) => !word || one === word)
  return [...applications.map(({ id }) => `application:${id}`), ...named]
}

/** An enterprise's own account and its people's. */
async function ownDossiers({ db, actor }: Ctx): Promise<string[]> {
  if (actor.enterpriseId === null) return []
  const people = await db.client.user.findMany({
    where: scope(actor, 'Colleague'),
    select: { id: true },
  })
  return [`enterprise:${actor.enterpriseId}`, ...people.map(({ id }) => `user:${id}`)]
}

/** Of these dossiers, those in the reader's scope. */
async function inScope(ctx: Ctx, entries: readonly Light[]): Promise<Set<string>> {
  const ids = [...new Set(entries.map(({ dossier }) => dossier.replace(/^application:/, '')))]
  const rows = await ctx.db.client.application.findMany({
    where: { AND: [{ id: { in: ids } }, scope(ctx.actor, 'Application')] },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => `application:${id}`))
}

/** The id finds them by the index, the instant says which of them. */
function days({ from, to }: ActFilter): Prisma.AuditEntryWhereInput {
  const [start, end] = [from ? startOfDay(from) : null, to ? endOfDay(to) : null]
  return {
    AND: [
      start ? { id: { gte: firstIdAt(start) }, at: { gte: start } } : {},
      end ? { id: { lt: firstIdAt(new Date(end.getTime() + idsRunAhead)) }, at: { lt: end } } : {},
    ],
  }
}

/** What the dossiers are called: an application by its number and project, an account by its person. */
async function namesOf(ctx: Ctx, entries: readonly { dossier: string }[]) {
  const of = (kind: string) =>
    [...new Set(entries.map(({ dossier }) => dossier))].flatMap((dossier) =>
      dossier.startsWith(`${kind}:`) ? dossier.slice(kind.length + 1) : [],
    )
  const [applications, people] = await Promise.all([
    ctx.db.client.application.findMany({
      where: { AND: [{ id: { in: of('application') } }, scope(ctx.actor, 'Application')] },
      select: { id: true, receiptNo: true, projectName: true },
    }),
    ctx.db.client.user.findMany({
      where: { AND: [{ id: { in: of('user') } }, scope(ctx.actor, 'Colleague')] },
      select: { id: true, name: true },
    }),
  ])
  return new Map<string, { number: string | null; name: string }>([
    ...applications.map(({ id, receiptNo, projectName }) => {
      return [`application:${id}`, { number: receiptNo, name: projectName }] as const
    }),
    ...people.map(({ id, name }) => [`user:${id}`, { number: null, name }] as const),
  ])
}
