import type { Owner } from '#app/domain/kernel/workflow.ts'
import type { Tx } from './client.server.ts'
import { findRows, idsOf } from './find-rows.server.ts'
import type { StatusRow } from './status.server.ts'

export type Recipient = { id: string; email: string; locale: string }

const asked = ['id', 'email', 'locale'] as const

/**
 * People who hold a state, by its owner and the units of the record; or those named by id. People who left are left out.
 * Applicants are everybody of the enterprise; a level is the handlers and approvers of the record's unit at that level;
 * finance is the office that pays, where the record names one.
 */
export async function usersOf(
  tx: Tx,
  owner: Owner | readonly string[],
  row: StatusRow,
): Promise<Recipient[]> {
  const where = typeof owner === 'string' ? holders(owner, row) : { id: { in: [...owner] } }
  if (!where) return []
  return findRows(tx, 'user', asked, { AND: [{ active: true }, where] }, { orderBy: 'id' })
}

function holders(owner: Owner, row: StatusRow) {
  switch (owner) {
    case 'applicant':
      return row.enterpriseId ? { enterpriseId: row.enterpriseId } : null
    case 'expert':
      return row.expertId ? { expertId: row.expertId } : null
    case 'town':
      return row.townCode ? officersOf({ code: row.townCode }) : null
    case 'county':
      return officersOf({ code: row.unitCode })
    case 'city':
      return row.cityCode ? officersOf({ code: row.cityCode }) : null
    case 'province':
      return officersOf({ level: 'province' })
    case 'leader':
    case 'organiser':
    case 'supervisor':
      return { roles: { contains: owner } }
    case 'finance':
      return {
        roles: { contains: owner },
        ...(row.payerCode && { orgId: { in: idsOf('orgUnit', { code: row.payerCode }) } }),
      }
    case 'system':
    case 'nobody':
      return null
  }
}

function officersOf(unit: { code: string } | { level: string }) {
  return {
    orgId: { in: idsOf('orgUnit', unit) },
    OR: [{ roles: { contains: 'handler' } }, { roles: { contains: 'approver' } }],
  }
}
