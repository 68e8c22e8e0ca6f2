import type { Owner } from '#app/domain/kernel/workflow.ts'
import type { Tx } from './client.server.ts'
import type { StatusRow } from './status.server.ts'

export type Recipient = { id: string; email: string; locale: string }

const select = { id: true, email: true, locale: true } as const

/**
 * People who hold a state, by its owner and the units of the record; or those named by id. People who left are left out.
 * Applicants are everybody of the enterprise; a level is the handlers and approvers of the record's unit at that level.
 */
export async function usersOf(
  tx: Tx,
  owner: Owner | readonly string[],
  row: StatusRow,
): Promise<Recipient[]> {
  const where = typeof owner === 'string' ? holders(owner, row) : { id: { in: [...owner] } }
  if (!where) return []
  return tx.user.findMany({ where: { AND: [{ active: true }, where] }, select, orderBy: { id: 'asc' } })
}

function holders(owner: Owner, row: StatusRow) {
  switch (owner) {
    case 'applicant':
      return row.enterpriseId ? { enterpriseId: row.enterpriseId } : null
    case 'expert':
      return row.expertId ? { expertId: row.expertId } : null
    case 'town':
      return row.townCode ? unit(row.townCode) : null
    case 'county':
      return unit(row.unitCode)
    case 'city':
      return row.cityCode ? unit(row.cityCode) : null
    case 'province':
      return { org: { level: 'province' }, OR: officers }
    case 'leader':
    case 'organiser':
    case 'finance':
    case 'supervisor':
      return { roles: { contains: owner } }
    case 'system':
    case 'nobody':
      return null
  }
}

const officers = [{ roles: { contains: 'handler' } }, { roles: { contains: 'approver' } }]

function unit(code: string) {
  return { org: { code }, OR: officers }
}
