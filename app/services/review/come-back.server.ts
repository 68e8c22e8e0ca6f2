import type { Tx } from '#app/db/client.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { type ReviewCase } from '#app/db/review/case.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { invoiceNumbers } from '#app/domain/application/eligible-base.ts'
import { nodesOf } from '#app/domain/application/chain-nodes.ts'
import { readForm } from '#app/domain/application/read-form.ts'
import { done, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'
import { closeOpinions, closeOutdated, endOfNodeAgain, type Opened } from './case.server.ts'
import { retakePlaces } from './places.server.ts'

/** Where an ended application can come back to: its chain, and after the experts' review where it has been. */
export function waysBack({ application, configuration }: Opened): string[] {
  const reviewed = application.scoreCenti !== null || application.proposedFen !== null
  return [...nodesOf(configuration, application), ...(reviewed ? ['reviewed'] : [])]
}

/** Invoices that the form names, for an application that comes back to life. */
export async function invoicesIn(ctx: Ctx, { application, configuration }: Opened): Promise<string[]> {
  const working = await workingApplication(ctx, application.id)
  return invoiceNumbers(readForm(configuration.form, working.values).form)
}

/** Columns of an application that comes back: it is the open one of its enterprise again. */
export function openAgain(application: ReviewCase) {
  const { enterpriseId, guidelineId } = application
  return {
    node: null,
    handlerId: null,
    openedAt: null,
    reservedUntil: null,
    openKey: application.openKey ?? `${enterpriseId}:${guidelineId}`,
  }
}

/** Until when the node has to be done by an application that comes back to it. */
export async function backBy(
  tx: Tx,
  ctx: Ctx,
  opened: Opened,
  node: string | null,
): Promise<Result<Date | null>> {
  return node === null || node === 'reviewed' ? done(null) : endOfNodeAgain(tx, ctx, opened.current, node)
}

/**
 * What an ended application gave up is taken again: places below the node it comes to, and those invoices that nobody
 * else spent meanwhile. Opinions of that node are closed. Refusal: quota_used_up.
 */
export async function takeUpAgain(
  tx: Tx,
  ctx: Ctx,
  opened: Opened,
  node: string,
  invoices: readonly string[],
): Promise<Result<null>> {
  const { application, configuration } = opened
  const nodes: string[] = nodesOf(configuration, application)
  const at = nodes.indexOf(node)
  const again = at < 0 ? [] : nodes.slice(at)
  await closeOpinions(tx, ctx, application.id, again)
  await closeOutdated(tx, ctx, application, again)
  const places = await retakePlaces(tx, application, at < 0 ? nodes : nodes.slice(0, at))
  if (!places.ok) return places
  const spent = await tx.invoiceUse.findMany({
    where: { invoiceNo: { in: [...invoices] } },
    select: { invoiceNo: true },
  })
  const free = invoices.filter((invoiceNo) => !spent.some((use) => use.invoiceNo === invoiceNo))
  if (free.length > 0)
    await tx.invoiceUse.createMany({
      data: free.map((invoiceNo) => ({ invoiceNo, applicationId: application.id })),
    })
  return done(null)
}

/** The enterprise began another application meanwhile: only one is open. Everything else that goes wrong is thrown. */
export async function unlessApplied<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return refuse('another_open', {}, { status: 409 })
  }
}
