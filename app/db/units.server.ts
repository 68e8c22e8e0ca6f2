import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import type { Prisma } from './client.server.ts'

/** Units that are not dissolved at this instant; the last day of a unit counts. */
export function inForce(now: Date): Prisma.OrgUnitWhereInput {
  return { OR: [{ validUntil: null }, { validUntil: { gte: shanghaiDay(now) } }] }
}
