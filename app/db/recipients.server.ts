import { type Role, rolesIn } from '#app/authorization/actor.ts'
import { type Officer, officers } from '#app/domain/kernel/decide.ts'
import type { Owner } from '#app/domain/kernel/workflow.ts'
import type { Tx } from './client.server.ts'
import { findRows, idsOf } from './find-rows.server.ts'
import type { StatusRow } from './status.server.ts'

export type Recipient = { id: string; email: string; locale: string }

const columns = ['id', 'email', 'locale'] as const

/**
 * People who hold a state at an instant, by its owner and the units of the record, with the deputies of those who are
 * away; or those named by id, with theirs. People who left are left out. Applicants are everybody of the enterprise; a level is the officers `asked` of the record's unit at that level;
 * finance is the office that pays, where the record names one.
 */
export async function usersOf(
  tx: Tx,
  owner: Owner | readonly string[],
  row: StatusRow,
  now: Date,
  asked: readonly Officer[] = officers,
): Promise<Recipient[]> {
  const where = typeof owner === 'string' ? holders(owner, row, now, asked) : inPlaceOf(owner, now)
  if (!where) return []
  return findRows(tx, 'user', columns, { AND: [{ active: true }, where] }, { orderBy: 'id' })
}

/** People by id, without those who left. */
export async function usersNamed(tx: Tx, ids: readonly string[]): Promise<Recipient[]> {
  return findRows(tx, 'user', columns, { active: true, id: { in: [...ids] } }, { orderBy: 'id' })
}

/** The finance of the level that holds a state, which a call may ask beside it (A.4); nobody where no level holds it. */
export async function financeBeside(tx: Tx, owner: Owner, row: StatusRow, now: Date): Promise<Recipient[]> {
  const unit = unitOf(owner, row)
  return unit ? holdersOf(tx, 'finance', now, unit) : []
}

/** Everybody who holds a role at an instant, themselves or for somebody who is away; of all units unless told. */
export async function holdersOf(tx: Tx, role: Role, now: Date, unit?: Unit): Promise<Recipient[]> {
  const there = unit ? [{ orgId: { in: idsOf('orgUnit', unit) } }] : []
  const where = { AND: [{ active: true }, holding([role], now), ...there] }
  return findRows(tx, 'user', columns, where, { orderBy: 'id' })
}

/** A deputy is of the same office as whoever is away, so that a condition on the unit fits both. */
function holding(roles: readonly Role[], now: Date) {
  const held = roles.map((role) => ({ roles: { contains: role } }))
  return { OR: [...held, { id: { in: idsOf('delegation', { ...inForceAt(now), OR: held }, 'deputyId') } }] }
}

function inPlaceOf(ids: readonly string[], now: Date) {
  const named = [...ids]
  const deputies = idsOf('delegation', { ...inForceAt(now), absentId: { in: named } }, 'deputyId')
  return { OR: [{ id: { in: named } }, { id: { in: deputies } }] }
}

function inForceAt(now: Date) {
  return { endsAt: { gt: now }, startsAt: { lte: now }, endedAt: null }
}

function holders(owner: Owner, row: StatusRow, now: Date, asked: readonly Officer[]) {
  switch (owner) {
    case 'applicant':
      return row.enterpriseId ? { enterpriseId: row.enterpriseId } : null
    case 'expert':
      return row.expertId ? { expertId: row.expertId } : null
    case 'town':
    case 'county':
    case 'city':
    case 'province': {
      const unit = unitOf(owner, row)
      return unit && { AND: [officersOf(unit, now, asked), { id: { notIn: recusedIn(row) } }] }
    }
    case 'leader':
    case 'organiser':
    case 'supervisor':
    case 'auditor':
    case 'audit_admin':
      return holding(row.office ? rolesIn(row.office) : [owner], now)
    case 'finance':
      return {
        ...holding([owner], now),
        ...(row.payerCode && { orgId: { in: idsOf('orgUnit', { code: row.payerCode }) } }),
      }
    case 'system':
    case 'nobody':
      return null
  }
}

type Unit = { code: string } | { level: string }

/** The unit of the record at the level that holds a state; null where it has none, or no level holds the state. */
function unitOf(owner: Owner, row: StatusRow): Unit | null {
  switch (owner) {
    case 'town':
      return row.townCode ? { code: row.townCode } : null
    case 'county':
      return { code: row.unitCode }
    case 'city':
      return row.cityCode ? { code: row.cityCode } : null
    case 'province':
      return { level: 'province' }
    default:
      return null
  }
}

/** Officers who declared a conflict in the dossier: what waits there is not for them. */
function recusedIn({ dossier }: StatusRow) {
  const applicationId = dossier.replace(/^application:/, '')
  return idsOf('reviewOpinion', { applicationId, kind: 'recusal' }, 'authorId')
}

function officersOf(unit: Unit, now: Date, asked: readonly Officer[]) {
  return { orgId: { in: idsOf('orgUnit', unit) }, ...holding(asked, now) }
}
