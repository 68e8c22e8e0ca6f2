import { Prisma } from './client.server.ts'

/**
 * Did a write fail because a unique value was already there, through a model (P2002) or through SQL of ours (P2010)?
 * Ask outside the transaction that failed.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (error.code === 'P2002') return true
  return (
    error.code === 'P2010' &&
    /23505|UNIQUE constraint|UniqueConstraint/.test(`${error.message} ${JSON.stringify(error.meta)}`)
  )
}
