import { doing } from '#app/authorization/actor.ts'
import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { type ExpertRecord, mapSealed, type SealedFields } from '#app/domain/scoring/expert.ts'
import { proposalWorkflow } from '#app/domain/scoring/proposal.ts'
import { unseal } from '#app/platform/sealed.server.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from '../client.server.ts'
import { officeNames } from '../review/people.server.ts'
import { openedOf } from './expert.server.ts'
import { historyOf, listOf, sharesOf } from './pool.server.ts'

/** What is sealed of a proposal, opened. */
export function openedProposal(row: SealedFields & { id: string }): SealedFields {
  return mapSealed((field) => unseal(row[field], `proposal.${field}:${row.id}`))
}

/** Is this person in the pool, by name and employer or by identity number? Those removed are not. */
export async function inPool(tx: Tx, { name, employer, idNo }: ExpertRecord): Promise<boolean> {
  const rows = await tx.expert.findMany({
    where: { status: { not: 'removed' }, OR: [{ name, employer }, ...(idNo ? [{ idNo: { not: '' } }] : [])] },
  })
  return rows.some(
    (row) => (row.name === name && row.employer === employer) || (idNo !== '' && openedOf(row).idNo === idNo),
  )
}

/** Does a proposal of this person wait, whoever made it? */
export async function isProposed(tx: Tx, { name, employer, idNo }: ExpertRecord): Promise<boolean> {
  const rows = await tx.expertProposal.findMany({ where: { status: 'pending' } })
  return rows.some(
    (row) =>
      (row.name === name && row.employer === employer) || (idNo !== '' && openedProposal(row).idNo === idNo),
  )
}

/** Proposals in scope, those that wait first: an office its own, whoever keeps or reads the pool all. @throws NotFound */
export async function listProposals(ctx: Ctx) {
  const { client } = ctx.db
  if (!may(ctx.actor, 'read', 'ExpertProposal')) throw new NotFound('proposal')
  const rows = await client.expertProposal.findMany({
    where: scope(ctx.actor, 'ExpertProposal'),
    select: {
      id: true,
      name: true,
      employer: true,
      title: true,
      kind: true,
      unitCode: true,
      status: true,
      dueAt: true,
      createdAt: true,
    },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'desc' }, { id: 'asc' }],
    take: 200,
  })
  const units = await officeNames(
    client,
    rows.map(({ unitCode }) => unitCode),
  )
  return rows.map(({ unitCode, ...row }) => ({
    ...row,
    unit: units.get(unitCode) ?? { name: unitCode, nameEn: '' },
  }))
}
export type ProposalRow = Awaited<ReturnType<typeof listProposals>>[number]

/** One proposal as it was made, sealed values masked, and what came of it; never the expert's row. @throws NotFound */
export async function findProposal(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const row = await client.expertProposal.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'ExpertProposal')] },
  })
  if (!row) throw new NotFound('proposal')
  const opened = openedProposal(row)
  const [units, proposer] = await Promise.all([
    officeNames(client, [row.unitCode, row.cityCode]),
    client.user.findUnique({ where: { id: row.proposedById }, select: { name: true, nameEn: true } }),
  ])
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    dueAt: row.dueAt,
    createdAt: row.createdAt,
    declineReason: row.declineReason,
    name: row.name,
    employer: row.employer,
    employerUscc: row.employerUscc,
    city: units.get(row.cityCode) ?? { name: row.cityCode, nameEn: '' },
    title: row.title,
    kind: row.kind,
    specialties: listOf(row.specialties),
    ...mapSealed((field) => mask(opened[field])),
    history: historyOf(row.history),
    shareholdings: sharesOf(row.shareholdings),
    grounds: row.grounds,
    unit: units.get(row.unitCode) ?? { name: row.unitCode, nameEn: '' },
    proposer,
    actions: openTransitions(proposalWorkflow, row.status, doing(ctx.actor, false)),
  }
}
