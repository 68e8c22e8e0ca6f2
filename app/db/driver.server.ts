import { AsyncLocalStorage } from 'node:async_hooks'
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils'

export type Mark = { open: boolean; driver: SqlQueryable | null }

/**
 * Set around a transaction. `open` while its work runs, so that a write that forgot its `tx` fails at once instead of
 * waiting for itself; `driver` is the connection on which it runs.
 */
export const insideTransaction = new AsyncLocalStorage<Mark>()

const place = Symbol.for('qixiang.drivers')
type Shared = { [place]?: WeakMap<object, SqlQueryable> }

/** One for the whole process: the pages are a bundle with a copy of this module of its own. */
const drivers = ((globalThis as Shared)[place] ??= new WeakMap())

/** Remembers on which connection a client of Prisma, or of one transaction, sends its queries. */
export function keepDriver(client: object, driver: SqlQueryable): void {
  drivers.set(client, driver)
}

/** The connection on which this client sends its queries. */
export function driverOf(client: object): SqlQueryable {
  const driver = drivers.get(client)
  if (!driver) throw new Error('neither a client nor a transaction of openDb()')
  return driver
}

/** The same drivers; each one that is opened, for the whole client or for one transaction, is made known. */
export function withDrivers(
  factory: SqlDriverAdapterFactory,
  opened: (driver: SqlQueryable) => void,
): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const adapter = await factory.connect()
      opened(adapter)
      const start = adapter.startTransaction.bind(adapter)
      adapter.startTransaction = async (level) => {
        const started = await start(level)
        const transaction = factory.provider === 'postgres' ? inTurn(started) : started
        const mark = insideTransaction.getStore()
        if (mark) mark.driver = transaction
        return transaction
      }
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
