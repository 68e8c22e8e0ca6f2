import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import type { Failure } from '#app/domain/kernel/refusal.ts'
import { dialectOf, fileOf, type Dialect } from './address.ts'
import { Prisma, PrismaClient } from './generated/client.ts'
import { getPrismaClientClass as getPostgresClientClass } from './generated/internal/class-postgres.ts'
import { throughAdapter } from './adapter-driver.server.ts'
import { type Connection, type Driver, insideTransaction, keepDriver, withDrivers } from './driver.server.ts'
import { ownDriver, safeSqlite } from './sqlite-adapter.server.ts'
import { inTransaction } from './transaction.server.ts'

export { Prisma, type Dialect, type PrismaClient }

export type Tx = Prisma.TransactionClient
export type Db = {
  dialect: Dialect
  /** for reads, and single writes outside any transaction; inside `transact` everything goes through its `tx` */
  client: PrismaClient
  /**
   * Runs `work` in one transaction: all or nothing. Rolls back when it throws and when it returns a Failure.
   * Runs it again when Postgres chose it as the victim of a conflict, so it must have no other effects.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens `file:path` (SQLite, folder made when missing) or `postgres:…`. Knows nothing of migrations. */
export async function openDb(url: string): Promise<Db> {
  const dialect = dialectOf(url)
  const client = dialect === 'sqlite' ? await openSqlite(fileOf(url)) : openPostgres(url)
  await client.$connect()
  return { dialect, client, transact: (work) => transact(client, work), close: () => client.$disconnect() }
}

async function openSqlite(file: string): Promise<PrismaClient> {
  await mkdir(dirname(file), { recursive: true })
  const adapter = withDrivers(safeSqlite(file), ownDriver, (...known) => keep(client, ...known))
  const client = new PrismaClient({ adapter })
  return client
}

function openPostgres(url: string): PrismaClient {
  const PostgresClient = getPostgresClientClass()
  const pool = new PrismaPg({ connectionString: url, max: 10 })
  const adapter = withDrivers(pool, throughAdapter, (...known) => keep(client, ...known))
  const client = new PostgresClient({ adapter }) as PrismaClient
  return client
}

const connections = new WeakMap<PrismaClient, Connection>()

function keep(client: PrismaClient, driver: Driver, connection: Connection): void {
  keepDriver(client, driver)
  connections.set(client, connection)
}

const attempts = 6

async function transact<T>(client: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (insideTransaction.getStore()?.open) throw new Error('transact() inside transact(): pass the tx instead')
  const connection = connections.get(client)
  if (!connection) throw new Error('not a client of openDb()')
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(client, connection, work, (value) => !isFailure(value))
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error
      await sleep(2 ** attempt * (1 + Math.random()))
    }
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false
}

/** Serialization failure or deadlock, as Prisma reports it from models (P2034) and raw SQL (P2010), or as the driver does. */
function isConflict(error: unknown): boolean {
  if (error instanceof DriverAdapterError)
    return (
      error.cause.kind === 'TransactionWriteConflict' || /40001|40P01/.test(error.cause.originalCode ?? '')
    )
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return (
    error.code === 'P2034' || (error.code === 'P2010' && /40001|40P01/.test(JSON.stringify(error.meta ?? {})))
  )
}
