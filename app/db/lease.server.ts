import type { Db, Tx } from './client.server.ts'

/** Takes or keeps the lease until `until`; false while another holder has it. */
export async function takeLease(
  db: Db,
  name: string,
  { holder, now, until }: { holder: string; now: Date; until: Date },
): Promise<boolean> {
  await db.client.lease.upsert({
    where: { name },
    create: { name, holder, expiresAt: until },
    update: {},
    select: { name: true },
  })
  const { count } = await db.client.lease.updateMany({
    where: { name, OR: [{ holder }, { expiresAt: { lt: now } }] },
    data: { holder, expiresAt: until },
  })
  return count === 1
}

/** Takes the lease from whoever has it: every act under it asks `holdsLease` inside its transaction. */
export async function seizeLease(
  { client }: Db,
  name: string,
  { holder, until }: { holder: string; until: Date },
): Promise<void> {
  await client.lease.upsert({
    where: { name },
    create: { name, holder, expiresAt: until },
    update: { holder, expiresAt: until },
    select: { name: true },
  })
}

export async function holdsLease(tx: Tx, name: string, holder: string): Promise<boolean> {
  return (await tx.lease.count({ where: { name, holder } })) === 1
}

/** Gives the lease back, so that the next worker need not wait for its end. */
export async function dropLease(db: Db, name: string, holder: string): Promise<void> {
  await db.client.lease.updateMany({ where: { name, holder }, data: { expiresAt: new Date(0) } })
}
