import { z } from 'zod'
import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { jobStates } from '#app/domain/jobs.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { openedEmail } from '../contact.server.ts'
import { ordered } from '../paging.server.ts'

export const outboxPage = 50

/** Mails and jobs come in the order of their ids, which are numbered by time, so that the primary key sorts them. */
export const outboxSorts = ['created'] as const
type Sort = { descending: boolean }
const newestFirst: Sort = { descending: true }

export const jobViews = ['all', ...jobStates] as const
export type JobView = (typeof jobViews)[number]

/** Jobs of the outbox, newest first unless told, with counts per state. */
export async function listJobs(
  ctx: Ctx,
  { view, page, sort = newestFirst }: { view: JobView; page: number; sort?: Sort },
) {
  if (!may(ctx.actor, 'read', 'Job')) throw new NotFound('jobs')
  const { client } = ctx.db
  const where = view === 'all' ? {} : { state: view }
  const [rows, counts] = await Promise.all([
    client.job.findMany({
      where,
      select: {
        id: true,
        name: true,
        payload: true,
        state: true,
        attempt: true,
        maxAttempts: true,
        availableAt: true,
        finishedAt: true,
        error: true,
        createdAt: true,
      },
      orderBy: ordered('id', sort.descending),
      skip: (page - 1) * outboxPage,
      take: outboxPage,
    }),
    client.job.groupBy({ by: ['state'], _count: { _all: true } }),
  ])
  const of = (state: string) => counts.find((row) => row.state === state)?._count._all ?? 0
  const all = counts.reduce((sum, row) => sum + row._count._all, 0)
  const worked = rows.map(({ payload, ...job }) => ({ job, on: worksOn(payload) }))
  const [mails, documents] = await Promise.all([
    client.mail.findMany({
      where: { id: { in: worked.flatMap(({ on }) => on.mailId ?? []) } },
      select: { id: true, subject: true },
    }),
    client.document.findMany({
      where: { id: { in: worked.flatMap(({ on }) => on.documentId ?? []) } },
      select: { id: true, kind: true, format: true },
    }),
  ])
  return {
    rows: worked.map(({ job, on }) => ({
      ...job,
      mail: mails.find(({ id }) => id === on.mailId) ?? null,
      document: documents.find(({ id }) => id === on.documentId) ?? null,
    })),
    counts: Object.fromEntries(jobViews.map((name) => [name, name === 'all' ? all : of(name)])),
    count: view === 'all' ? all : of(view),
  }
}
const works = z.object({ mailId: z.string().optional(), documentId: z.string().optional() })

/** The mail or document that a job works on, if it works on one. */
function worksOn(payload: string): z.infer<typeof works> {
  return works.parse(JSON.parse(payload))
}

export type JobRow = Awaited<ReturnType<typeof listJobs>>['rows'][number]

export const mailViews = ['all', 'waiting', 'kept', 'sent', 'failed'] as const
export type MailView = (typeof mailViews)[number]

/** Mails of the system, newest first unless told, with counts per state. */
export async function listMails(
  ctx: Ctx,
  { view, q = '', page, sort = newestFirst }: { view: MailView; q?: string; page: number; sort?: Sort },
) {
  if (!may(ctx.actor, 'read', 'Mail')) throw new NotFound('mails')
  const { client } = ctx.db
  const words = q ? { OR: [{ user: { name: { contains: q } } }, { subject: { contains: q } }] } : {}
  const where = { AND: [scope(ctx.actor, 'Mail'), view === 'all' ? {} : { status: view }, words] }
  const [rows, count, counts] = await Promise.all([
    client.mail.findMany({
      where,
      omit: { body: true },
      include: addressee,
      orderBy: ordered('id', sort.descending),
      skip: (page - 1) * outboxPage,
      take: outboxPage,
    }),
    client.mail.count({ where }),
    client.mail.groupBy({ by: ['status'], _count: { _all: true } }),
  ])
  const of = (status: string) => counts.find((row) => row.status === status)?._count._all ?? 0
  const all = counts.reduce((sum, row) => sum + row._count._all, 0)
  return {
    rows: rows.map(addressed),
    count,
    counts: Object.fromEntries(mailViews.map((name) => [name, name === 'all' ? all : of(name)])),
  }
}
export type MailRow = Awaited<ReturnType<typeof listMails>>['rows'][number]

/** One mail with its text. Throws NotFound. */
export async function findMail(ctx: Ctx, id: string) {
  const mail = await ctx.db.client.mail.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Mail')] },
    include: addressee,
  })
  if (!mail) throw new NotFound('mail')
  return addressed(mail)
}

const addressee = { user: { select: { id: true, name: true, nameEn: true, email: true } } } as const

/** To whom a mail goes, with the address masked. */
function addressed<M extends { user: { id: string; name: string; nameEn: string; email: string } }>({
  user: { id, email, ...person },
  ...mail
}: M) {
  return { ...mail, recipient: { ...person, email: mask(openedEmail({ id, email })) } }
}
