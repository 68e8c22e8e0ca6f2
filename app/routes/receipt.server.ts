import { redirect } from 'react-router'
import { env } from '#app/platform/env.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { receiptEntry, untilPublished } from '#app/services/receipt.server.ts'

/**
 * The answer to an act that was done: the page at `path`. When the act has a receipt, the answer waits until the log has
 * published it, at most RECEIPT_WAIT, and names it in the address; inside.tsx shows the receipt on whatever page it is.
 * @param entry of an earlier, identical act, when this one did nothing more
 */
export async function redirectWithReceipt(
  { db, receipts }: Ctx,
  path: string,
  entry = receiptEntry(receipts),
): Promise<Response> {
  if (!entry) return redirect(path)
  await untilPublished(db, entry, env.receiptWait)
  return redirect(`${path}${path.includes('?') ? '&' : '?'}receipt=${entry}`)
}
