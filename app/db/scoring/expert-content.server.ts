import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Db } from '../client.server.ts'
import { openedOf, type StoredExpert } from './expert.server.ts'

/** SHA-256, hex, of what is typed of an expert, opened: the events of the record keep it as a commitment. */
export function expertContent(row: StoredExpert): string {
  const {
    name,
    employer,
    employerUscc,
    cityCode,
    title,
    kind,
    specialties,
    history,
    shareholdings,
    validTo,
  } = row
  const ties = { specialties, history, shareholdings }
  const content = { name, employer, employerUscc, cityCode, title, kind, validTo, ...ties, ...openedOf(row) }
  return hash('sha256', canonicalize(content) ?? '')
}

/** Every expert with the hash of their content. */
export async function expertRows({ client }: Db) {
  const rows = await client.expert.findMany()
  return rows.map((row) => ({ ...row, content: expertContent(row) }))
}
