import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { SqliteError } from 'better-sqlite3'
import { Prisma } from './client.server.ts'

/**
 * Did a write fail because a unique value was already there, through a model (P2002) or through the driver?
 * Ask outside the transaction that failed.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (error instanceof SqliteError)
    return error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  if (error instanceof DriverAdapterError) return error.cause.kind === 'UniqueConstraintViolation'
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
