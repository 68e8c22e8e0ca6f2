import { Prisma } from './client.server.ts'

/** Did a write fail because a unique value was already there? Ask outside the transaction that failed. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
