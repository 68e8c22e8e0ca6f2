import type { Transaction } from '@prisma/driver-adapter-utils'
import type { Prisma, PrismaClient } from './generated/client.ts'
import { type Connection, forgetDriver, handedOver, insideTransaction, keepDriver } from './driver.server.ts'

type Tx = Prisma.TransactionClient

/** milliseconds: to get in, and to be done */
const [toGetIn, toBeDone] = [30_000, 60_000]

/**
 * Runs `work` in one transaction of this connection, which is kept when `keeps` says so and taken back otherwise, also when
 * the work throws or takes longer than a minute. Prisma learns of the transaction when the work first asks for a model: a
 * submission asks for none, and Prisma's part costs as much as ten statements (docs/decisions/0021).
 */
export async function inTransaction<T>(
  client: PrismaClient,
  connection: Connection,
  work: (tx: Tx) => Promise<T>,
  keeps: (value: T) => boolean,
): Promise<T> {
  const begun = await arrived(connection.begin())
  const models = lateModels(client, begun)
  const mark = { open: true }
  keepDriver(models.tx, connection.driverFor(begun))
  const ended = async (kept: boolean) => {
    mark.open = false
    forgetDriver(models.tx)
    await models.end(kept)
  }
  let value: T
  try {
    value = await insideTransaction.run(mark, () => inTime(work(models.tx), toBeDone, 'to be done'))
  } catch (error) {
    await ended(false).catch(() => undefined)
    throw error
  }
  await ended(keeps(value))
  return value
}

/** A transaction that comes too late is taken back, because nobody waits for it any more. */
async function arrived(begin: Promise<Transaction>): Promise<Transaction> {
  let waits = true
  begin.then((begun) => (waits ? undefined : end(begun, false))).catch(() => undefined)
  try {
    return await inTime(begin, toGetIn, 'to begin')
  } catch (error) {
    waits = false
    throw error
  }
}

async function inTime<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`a transaction had ${milliseconds / 1000} seconds ${what}`))
  }, milliseconds)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function end(begun: Transaction, kept: boolean): Promise<void> {
  if (!begun.options.usePhantomQuery) {
    try {
      await begun.executeRaw({ sql: kept ? 'COMMIT' : 'ROLLBACK', args: [], argTypes: [] })
    } catch (error) {
      await begun.rollback()
      throw error
    }
  }
  await (kept ? begun.commit() : begun.rollback())
}

type Shell = { tx: Tx; end(kept: boolean): Promise<void> }

/** Prisma's part of a transaction that has begun; Prisma then ends it. */
async function shellAround(client: PrismaClient, begun: Transaction): Promise<Shell> {
  const started = Promise.withResolvers<Tx>()
  const finished = Promise.withResolvers<void>()
  const ended = handedOver.run(begun, () =>
    client.$transaction(
      (tx) => {
        started.resolve(tx)
        return finished.promise
      },
      { timeout: 2 * toBeDone },
    ),
  )
  ended.catch(started.reject)
  const tx = await started.promise
  return {
    tx,
    async end(kept) {
      if (kept) finished.resolve()
      else finished.reject(new TakenBack())
      await ended.catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error
      })
    },
  }
}

class TakenBack extends Error {}

/** A client whose models, and statements in words of Prisma, wait for Prisma's part; the first of them asks for it. */
function lateModels(client: PrismaClient, begun: Transaction) {
  let shell: Promise<Shell> | null = null
  let open = true
  async function ask(path: readonly string[], args: unknown[]): Promise<unknown> {
    if (!open) throw new Error('this transaction has ended')
    const { tx } = await (shell ??= shellAround(client, begun))
    const owner = path.slice(0, -1).reduce<object>((at, step) => Reflect.get(at, step) as object, tx)
    return Reflect.apply(Reflect.get(owner, path.at(-1) ?? '') as () => unknown, owner, args)
  }
  /** what can be called waits; what a model knows without the database is there at once */
  function late(owner: object, path: readonly string[]): object {
    return new Proxy(
      {},
      {
        get(_, name) {
          const own = typeof name === 'string' ? (Reflect.get(owner, name) as unknown) : undefined
          const here = [...path, String(name)]
          if (typeof own === 'function') return (...args: unknown[]) => ask(here, args)
          return path.length === 0 && typeof own === 'object' && own ? late(own, here) : own
        },
      },
    )
  }
  return {
    tx: late(client, []) as Tx,
    async end(kept: boolean): Promise<void> {
      open = false
      const known = shell && (await shell.catch(() => null))
      await (known ? known.end(kept) : end(begun, kept))
    },
  }
}
