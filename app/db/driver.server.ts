import { AsyncLocalStorage } from 'node:async_hooks'
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils'

export type PlainValue = string | number | boolean | bigint | Date | Uint8Array | null
export type PlainQuery = { sql: string; args: readonly PlainValue[] }
export type PlainRow = Record<string, unknown>

/** A connection as statements of ours use it. */
export type Driver = Pick<SqlQueryable, 'provider'> & {
  /** each value in the type that models give it */
  rows(query: PlainQuery): Promise<PlainRow[]>
  /** how many rows changed */
  change(query: PlainQuery): Promise<number>
}

/** Set around a transaction. `open` while its work runs, so that a write that forgot its `tx` fails at once instead of waiting for itself. */
export const insideTransaction = new AsyncLocalStorage<{ open: boolean }>()

/** Set while Prisma asks for a transaction that has begun already: it gets this one. */
export const handedOver = new AsyncLocalStorage<Transaction>()

/** How transactions of a client begin, and how statements of ours reach them. */
export type Connection = {
  begin(): Promise<Transaction>
  driverFor(adapter: SqlQueryable): Driver
}

const place = Symbol.for('qixiang.drivers')
type Shared = { [place]?: WeakMap<object, Driver> }

/** One for the whole process: the pages are a bundle with a copy of this module of its own. */
const drivers = ((globalThis as Shared)[place] ??= new WeakMap())

/** Remembers on which connection a client of Prisma, or of one transaction, sends its queries. */
export function keepDriver(client: object, driver: Driver): void {
  drivers.set(client, driver)
}

/** A transaction that has ended has no connection any more: a statement that comes late must not reach the next one. */
export function forgetDriver(transaction: object): void {
  drivers.delete(transaction)
}

/** The connection on which this client sends its queries. @throws for a transaction that has ended */
export function driverOf(client: object): Driver {
  const driver = drivers.get(client)
  if (!driver) throw new Error('neither a client of openDb() nor a transaction that still runs')
  return driver
}

/**
 * The same adapters; the one that is opened for the whole client is made known.
 * @param driverFor the connection of an adapter, for statements of ours
 */
export function withDrivers(
  factory: SqlDriverAdapterFactory,
  driverFor: (adapter: SqlQueryable) => Driver,
  opened: (driver: Driver, connection: Connection) => void,
): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const adapter = await factory.connect()
      const start = adapter.startTransaction.bind(adapter)
      const begin = async () => {
        const started = await start()
        return factory.provider === 'postgres' ? inTurn(started) : started
      }
      opened(driverFor(adapter), { begin, driverFor })
      adapter.startTransaction = async (level) => handedOver.getStore() ?? start(level)
      return adapter
    },
  }
}

/**
 * One query after the other. Prisma asks for several relations of a row at once, and pg takes no query while another
 * runs on the same connection; it used to queue them itself, and says that it will not any more.
 */
function inTurn(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const queued =
    <Query, Found>(run: (query: Query) => Promise<Found>) =>
    (query: Query) => {
      const found = last.then(() => run(query))
      last = found.catch(() => undefined)
      return found
    }
  return Object.assign(transaction, {
    queryRaw: queued(transaction.queryRaw.bind(transaction)),
    executeRaw: queued(transaction.executeRaw.bind(transaction)),
  })
}
