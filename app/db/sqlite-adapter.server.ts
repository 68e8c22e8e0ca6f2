import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils'
import type { Database } from 'better-sqlite3'
import { type Driver, insideTransaction, type PlainQuery } from './driver.server.ts'
import { groupCommit, type Turn, type Writer } from './group-commit.server.ts'
import { keepStatements } from './kept-statements.server.ts'

/** How long a statement waits for another process that holds the write lock, in milliseconds. */
const patience = 30_000

/**
 * A driver adapter that never mixes requests, built over the conversions of @prisma/adapter-better-sqlite3, whose
 * own adapter lets plain writes slip into foreign transactions and lose them. Here transactions and single writes take
 * turns on one writer connection, first come, first served; reads have a read-only connection of their own and
 * see committed rows only.
 */
export function safeSqlite(file: string): SqlDriverAdapterFactory {
  return { provider: 'sqlite', adapterName: 'qixiang-sqlite', connect: () => connect(file) }
}

/** Its adapters take statements of ours themselves. */
export function ownDriver(adapter: SqlQueryable): Driver {
  return adapter as SqlQueryable & Driver
}

async function connect(file: string): Promise<SqlDriverAdapter & Driver> {
  const writer = await open(file, false)
  await withPatience(() => demand(writer.database, writerPragmas))
  const reader = await open(file, true)
  await demand(reader.database, readerPragmas)
  const turns = groupCommit(statementwise(writer), () =>
    withPatience(async () => void writer.statements.change({ sql: 'BEGIN IMMEDIATE', args: [] })),
  )

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (insideTransaction.getStore()?.open) {
      throw new Error('a write inside transact() did not use its tx: it would wait for itself')
    }
    const release = await turns.alone()
    try {
      return await withPatience(work)
    } finally {
      release()
    }
  }

  return {
    provider: 'sqlite',
    adapterName: 'qixiang-sqlite',
    rows: (query) =>
      reads(query)
        ? withPatience(async () => reader.statements.rows(query))
        : alone(async () => writer.statements.rows(query)),
    change: (query) => alone(async () => writer.statements.change(query)),
    queryRaw: (query) =>
      reads(query)
        ? withPatience(() => reader.adapter.queryRaw(query))
        : alone(() => writer.adapter.queryRaw(query)),
    executeRaw: (query) => alone(() => writer.adapter.executeRaw(query)),
    executeScript: (script) => alone(() => writer.adapter.executeScript(script)),
    async startTransaction(isolationLevel) {
      if (isolationLevel && isolationLevel !== 'SERIALIZABLE') {
        throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel })
      }
      return transaction(writer, await turns.transaction())
    },
    async dispose() {
      const release = await turns.alone()
      await reader.adapter.dispose()
      await writer.adapter.dispose()
      release()
    },
  }
}

type Connection = {
  adapter: SqlDriverAdapter
  database: Database
  statements: ReturnType<typeof keepStatements>
}

function statementwise({ database, statements }: Connection): Writer {
  return {
    get inTransaction() {
      return database.inTransaction
    },
    run: (sql) => void statements.change({ sql, args: [] }),
  }
}

/** The writer during one turn. Whatever happens at the end, nothing stays open and the next has its turn. */
function transaction({ adapter, database, statements }: Connection, turn: Turn): Transaction & Driver {
  function running<A, T>(work: (query: A) => Promise<T>): (query: A) => Promise<T> {
    return async (query) => {
      if (!database.inTransaction) throw new Error('SQLite has already rolled this transaction back')
      return work(query)
    }
  }
  return {
    provider: 'sqlite',
    adapterName: 'qixiang-sqlite',
    // Prisma then leaves COMMIT and ROLLBACK to us instead of sending them itself and losing track when they fail
    options: { usePhantomQuery: true },
    rows: running(async (query: PlainQuery) => statements.rows(query)),
    change: running(async (query: PlainQuery) => statements.change(query)),
    queryRaw: running((query: SqlQuery) => adapter.queryRaw(query)),
    executeRaw: running((query: SqlQuery) => adapter.executeRaw(query)),
    commit: () => turn.keep(),
    rollback: () => turn.drop(),
    createSavepoint: running((name: string) => adapter.executeScript(`SAVEPOINT ${name}`)),
    rollbackToSavepoint: running((name: string) => adapter.executeScript(`ROLLBACK TO ${name}`)),
    releaseSavepoint: running((name: string) => adapter.executeScript(`RELEASE ${name}`)),
  }
}

async function open(file: string, readonly: boolean): Promise<Connection> {
  const factory = new PrismaBetterSqlite3({ url: file, readonly, timeout: 0 })
  const adapter = await factory.connect()
  const { client } = adapter as unknown as { client: Database }
  return { adapter, database: client, statements: keepStatements(client) }
}

const readerPragmas = { busy_timeout: '0', trusted_schema: '0', query_only: '1' }
const writerPragmas = {
  busy_timeout: '0',
  journal_mode: 'wal',
  // the build's default in WAL is NORMAL, which may lose acknowledged commits when the power fails
  synchronous: '2',
  foreign_keys: '1',
  trusted_schema: '0',
  // INSERT OR REPLACE slips past delete triggers without it
  recursive_triggers: '1',
}

async function demand(database: Database, pragmas: Record<string, string>): Promise<void> {
  for (const [name, wanted] of Object.entries(pragmas)) {
    database.pragma(`${name} = ${wanted}`)
    const found = String(database.pragma(name, { simple: true }))
    if (found !== wanted) throw new Error(`SQLite refused ${name} = ${wanted}: it is ${found}`)
  }
}

/** A plain SELECT; everything else, WITH included, takes the writer, which is never wrong. */
function reads({ sql }: { sql: string }): boolean {
  return /^\s*SELECT\b/i.test(sql)
}

/** Runs again while another process holds the lock; SQLite itself would block the whole event loop. */
async function withPatience<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience
  for (let wait = 1; ; wait = Math.min(wait * 2, 10)) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error
      await sleep(wait * (0.5 + Math.random()))
    }
  }
}

function isBusy(error: unknown): boolean {
  if (error instanceof DriverAdapterError) return error.cause.kind === 'SocketTimeout'
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
