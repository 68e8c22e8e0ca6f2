import { presentKey } from '#app/services/audit-keys.server.ts'
import { proofOf, type Receipt } from '#app/services/audit-receipt.server.ts'
import type { Db } from '#app/db/client.server.ts'

/** The receipt of the entry that an address names by its number in the log or by its id. @throws NotFound */
export async function receiptIn(db: Db, entry: string): Promise<Receipt> {
  return proofOf(db, await presentKey(db), /^\d{1,9}$/.test(entry) ? Number(entry) : entry)
}
