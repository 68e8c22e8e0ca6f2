import { doing } from '#app/authorization/actor.ts'
import { actsFor } from '#app/authorization/delegation.ts'
import type { Tx } from '#app/db/client.server.ts'
import { statusTables, type StatusRow } from '#app/db/status.server.ts'
import { decide } from '#app/domain/kernel/decide.ts'
import { documents, type DocumentKind } from '#app/domain/documents.ts'
import { addWorkingDays } from '#app/domain/kernel/working-days.ts'
import { endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Owner, StateRow, Workflow } from '#app/domain/kernel/workflow.ts'
import { workflows, type WorkflowName } from '#app/domain/workflows.ts'
import { loadCalendar } from '#app/db/calendar.server.ts'
import { periodOf } from '#app/db/handling.server.ts'
import { insertJobs } from '#app/db/job.server.ts'
import { logStandsStill } from '#app/db/log-lag.server.ts'
import { hasRecused } from '#app/db/review/recusal.server.ts'
import { record, type Facts } from './audit.server.ts'
import type { Ctx } from './context.ts'
import { type DocumentAsk, namedInEvent, prepareDocuments, writeDocuments } from './document.server.ts'
import { type Named, type NoticeText, peopleOf, type Telling, writeNotices } from './notify.server.ts'

type AnyFacts = { now: Date; actorId: string; actsFor?: readonly string[]; next?: string | null }
type FactsOf<N extends WorkflowName> =
  (typeof workflows)[N] extends Workflow<infer F extends AnyFacts> ? F : never

export type Act<N extends WorkflowName> = {
  workflow: N
  id: string
  /** version the person saw; null for acts of the system */
  version: number | null
  transition: keyof (typeof workflows)[N]['transitions'] & string
  reason?: string | null
  /** what the rules of this transition ask, gathered inside the transaction */
  facts?: (row: StatusRow) => Promise<Omit<FactsOf<N>, 'now' | 'actorId'>>
  /** what was read before in the actor's scope, and must still be so */
  held?: { row: StatusRow; revision: number }
  /** columns that change together with the status */
  set?: Record<string, unknown>
  /** the level that holds the new state, where it may be several levels' */
  holder?: string
  /** when the next holder has to be done, where the state's deadline is the guideline's or the panel's */
  dueAt?: Date | null
  /** what goes into the audit entry beside the status */
  before?: Facts
  after?: Facts
  notice?: NoticeText & Named
  /** one ask per document that the table says is produced */
  produce?: Partial<Record<DocumentKind, () => Promise<Omit<DocumentAsk, 'kind' | 'format'>>>>
  /** further documents, which only some of these acts produce */
  also?: readonly DocumentAsk[]
}

export type Moved = { id: string; from: string; to: string; version: number; row: StatusRow }

/**
 * The only place where a status changes. Six steps: load in read scope (else NotFound), unless the act holds what it read →
 * gather facts → decide → compare-and-set on status and version → audit entry → notices and documents. All in the caller's
 * transaction. Refusals: those of `decide`, `stale_version` or `draft_changed` (409) when somebody else was first, and for
 * acts with a receipt `log_stands_still` (503). Who declared a conflict in the dossier is refused with `recused` (403). The entry names the documents that the act produces.
 */
export async function applyTransition<N extends WorkflowName>(
  tx: Tx,
  ctx: Ctx,
  act: Act<N>,
): Promise<Result<Moved>> {
  const table = statusTables[act.workflow]
  const workflow: Workflow<FactsOf<N>> = workflows[act.workflow] as never
  const transition = workflow.transitions[act.transition]
  if (!transition) throw new Error(`${act.workflow} has no transition ${act.transition}`)

  const { held } = act
  const row = held?.row ?? (await table.find(tx, { AND: [{ id: act.id }, table.scope(ctx.actor)] }))
  if (!row) throw new NotFound(act.workflow)
  if (act.version !== null && act.version !== row.version) return stale(act.version, row)

  const gathered = act.facts ? await act.facts(row) : {}
  const name = `${act.workflow}.${act.transition}`
  const inPlaceOf = actsFor(ctx.actor, name, row.status)
  const owns =
    (row.enterpriseId !== null && row.enterpriseId === ctx.actor.enterpriseId) ||
    (row.expertId !== null && row.expertId === ctx.actor.expertId)
  const decision = decide(workflow, {
    transition: act.transition,
    from: row.status,
    doing: doing(ctx.actor, owns),
    reason: act.reason,
    facts: { ...gathered, now: ctx.now, actorId: ctx.actor.id, actsFor: inPlaceOf } as never,
  })
  if (!decision.ok) return decision
  if (await hasRecused(tx, ctx.actor, row.dossier)) return refuse('recused', {}, { status: 403 })
  if (
    transition.receipt &&
    ctx.receipts &&
    (await logStandsStill(tx, ctx.db, ctx.now, ctx.receipts.refuseAfter))
  )
    return refuse('log_stands_still', { minutes: Math.ceil(ctx.receipts.refuseAfter / 60) }, { status: 503 })

  const { to } = decision.value
  const state = workflow.states[to]
  if (!state) throw new Error(`${act.workflow} has no state ${to}`)
  const due = table.due && to !== row.status ? { dueAt: await stateDue(tx, ctx, state, act.dueAt, row) } : {}
  const count = await table.move(
    tx,
    { id: row.id, status: row.status, version: row.version, ...(held && { revision: held.revision }) },
    {
      ...act.set,
      ...due,
      ...(table.dated && !transition.untold ? { updatedAt: ctx.now } : {}),
      status: to,
      version: row.version + 1,
    },
  )
  if (count !== 1) return held ? refuse('draft_changed', {}, { status: 409 }) : stale(row.version, row)

  const produced = prepareDocuments([...(await asksOf(transition.produces ?? [], act)), ...(act.also ?? [])])
  const entryId = await record(tx, ctx, {
    act: name,
    inPlaceOf,
    dossier: row.dossier,
    object: { type: act.workflow, id: row.id },
    unitCode: row.unitCode,
    before: { status: row.status, version: row.version, ...act.before },
    after: { status: to, version: row.version + 1, ...act.after },
    reason: act.reason,
    files: namedInEvent(produced),
  })
  if (transition.receipt) ctx.receipts?.entries.set(`${name} ${row.id}`, entryId)

  const moved = { ...row, status: to, version: row.version + 1 }
  const tellings: Telling[] = []
  for (const kind of transition.notify ?? []) {
    if (!act.notice) throw new Error(`${name} notifies ${kind} but gave no text`)
    const people = await peopleOf(tx, kind, moved, heldBy(state, act.holder), { ...act.notice, now: ctx.now })
    tellings.push({ kind, people, text: act.notice })
  }
  const mails = await writeNotices(tx, ctx, tellings)
  const renderings = await writeDocuments(tx, ctx, produced, entryId)
  await insertJobs(tx, [...mails, ...renderings])
  return done({ id: row.id, from: row.status, to, version: row.version + 1, row: moved })
}

/** Who holds a state that may be several levels'. */
function heldBy({ owner, also = [] }: StateRow, holder?: string): Owner {
  return also.find((one) => one === holder) ?? owner
}

/** One ask per document and format that the table says is produced. */
async function asksOf<N extends WorkflowName>(
  kinds: readonly DocumentKind[],
  { workflow, transition, produce }: Act<N>,
): Promise<DocumentAsk[]> {
  const asks: DocumentAsk[] = []
  for (const kind of kinds) {
    const ask = produce?.[kind]
    if (!ask) throw new Error(`${workflow}.${transition} produces ${kind} but gave no model`)
    const asked = await ask()
    for (const format of documents[kind]) asks.push({ ...asked, kind, format })
  }
  return asks
}

/**
 * Decides whether a new record may begin, and in which state; the service then creates the row and records the event.
 * `owns`: the record will belong to the actor's own enterprise or seat.
 */
export function decideCreation<N extends WorkflowName>(
  ctx: Ctx,
  workflow: N,
  transition: keyof (typeof workflows)[N]['transitions'] & string,
  facts: Omit<FactsOf<N>, 'now' | 'actorId'>,
  { owns = false, reason }: { owns?: boolean; reason?: string } = {},
): Result<{ to: string }> {
  return decide<FactsOf<N>>(workflows[workflow] as never, {
    transition,
    from: null,
    doing: doing(ctx.actor, owns),
    reason,
    facts: {
      ...facts,
      now: ctx.now,
      actorId: ctx.actor.id,
      actsFor: actsFor(ctx.actor, `${workflow}.${transition}`, null),
    } as never,
  })
}

function stale(seen: number, row: StatusRow): Result<never> {
  return refuse('stale_version', { seen, now: row.version }, { status: 409 })
}

/**
 * End of the last working day of the state's period, which a call may set for the records that belong to it; the given
 * instant where the deadline lies elsewhere.
 */
export async function stateDue(
  tx: Tx,
  ctx: Ctx,
  { deadline }: StateRow,
  given?: Date | null,
  { dossier }: Pick<StatusRow, 'dossier'> = { dossier: '' },
): Promise<Date | null> {
  if (!deadline) return null
  if ('of' in deadline || given) return given ?? null
  const days = await periodOf(tx, ctx.db, { deadline, dossier, at: ctx.now })
  const last = days === null ? null : addWorkingDays(shanghaiDay(ctx.now), days, await loadCalendar(tx))
  return last?.ok ? endOfDay(last.value) : null
}
