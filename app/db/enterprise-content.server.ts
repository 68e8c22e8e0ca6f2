import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Db, Tx } from './client.server.ts'
import { openedEnterprise } from './contact.server.ts'

/** What of the row nobody gives. */
const omit = { version: true, touched: true, createdAt: true, contactPhoneMark: true } as const

type Given = Parameters<typeof openedEnterprise>[0]

/** SHA-256, hex, of what an enterprise's row says, opened: its events keep it as a commitment. */
export async function enterpriseContent(tx: Tx, id: string): Promise<string> {
  return contentHash(await tx.enterprise.findUniqueOrThrow({ where: { id }, omit }))
}

/** Every enterprise with the hash of its content. */
export async function enterpriseContents({ client }: Db): Promise<{ id: string; content: string }[]> {
  const rows = await client.enterprise.findMany({ omit })
  return rows.map((row) => ({ id: row.id, content: contentHash(row) }))
}

function contentHash(row: Given): string {
  return hash('sha256', canonicalize(openedEnterprise(row)) ?? '')
}
