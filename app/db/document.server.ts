import type { Actor, Role } from '#app/authorization/actor.ts'
import { scope } from '#app/authorization/scope.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Tx } from './client.server.ts'
import { statusTables } from './status.server.ts'

const statuses = ['waiting', 'rendering', 'ready', 'failed'] as const
export type DocumentState = (typeof statuses)[number]
export type DocumentRow = {
  id: string
  kind: string
  format: string
  title: string
  status: DocumentState
  progress: number
  fileId: string | null
  createdAt: Date
}

const shown = {
  id: true,
  kind: true,
  format: true,
  title: true,
  status: true,
  progress: true,
  fileId: true,
  createdAt: true,
} as const
const guarded = {
  kind: true,
  audience: true,
  unitCode: true,
  askedById: true,
  ownerType: true,
  ownerId: true,
} as const
type Guarded = Record<keyof typeof guarded, string>

/** Documents of a record that the actor may read, newest first; none when the record is not in scope. */
export async function documentsOf(ctx: Ctx, ownerType: string, ownerId: string): Promise<DocumentRow[]> {
  if (!(await ownerInScope(ctx.db.client, ctx.actor, ownerType, ownerId))) return []
  const rows = await ctx.db.client.document.findMany({
    where: { ownerType, ownerId },
    select: { ...shown, ...guarded },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.filter((row) => isFor(ctx.actor, row)).map(plain)
}

/** One document with its progress, also before it is a file. Throws NotFound. */
export async function findDocument(ctx: Ctx, id: string): Promise<DocumentRow> {
  const row = await ctx.db.client.document.findUnique({ where: { id }, select: { ...shown, ...guarded } })
  if (!row || !(await mayReadDocument(ctx, row))) throw new NotFound('document')
  return plain(row)
}

/** Is it meant for this person, and its record in their scope? Whoever asked for it may read it. */
export async function mayReadDocument(ctx: Ctx, document: Guarded): Promise<boolean> {
  if (document.askedById === ctx.actor.id) return true
  return (
    isFor(ctx.actor, document) && ownerInScope(ctx.db.client, ctx.actor, document.ownerType, document.ownerId)
  )
}

export const documentGuard = guarded

const staff: readonly Role[] = [
  'handler',
  'approver',
  'leader',
  'organiser',
  'finance',
  'supervisor',
  'auditor',
  'system',
]

/** Documents that show what each expert gave. Finance checks the plan that came of it, not the scores (domain I). */
const scoreKinds: readonly string[] = ['ranking', 'score_sheet']
const scoreReaders = staff.filter((role) => role !== 'finance')

/** Documents of the province that it sends to the places named in them. */
const sentDown: readonly string[] = ['fund_issue']

/** Staff read what is for applicants too; what the province keeps to itself is for the province's people. */
function isFor(actor: Actor, { kind, audience, unitCode, askedById }: Guarded): boolean {
  if (askedById === actor.id || audience === 'applicant') return true
  const readers = scoreKinds.includes(kind) ? scoreReaders : staff
  if (!actor.roles.some((role) => readers.includes(role))) return false
  if (sentDown.includes(kind)) return true
  return unitCode !== '320000' || actor.level === 'province' || actor.roles.includes('system')
}

/** May the actor read the record that a file or document belongs to? Acceptances are read with their project. */
export async function ownerInScope(tx: Tx, actor: Actor, ownerType: string, id: string): Promise<boolean> {
  if (ownerType === 'enterprise')
    return (await tx.enterprise.count({ where: { AND: [{ id }, scope(actor, 'Enterprise')] } })) > 0
  if (ownerType === 'acceptance')
    return (await tx.acceptance.count({ where: { id, project: scope(actor, 'Project') } })) > 0
  if (!isWorkflowName(ownerType)) return false
  const { find, scope: ofWorkflow } = statusTables[ownerType]
  return (await find(tx, { AND: [{ id }, ofWorkflow(actor)] })) !== null
}

function plain({ id, kind, format, title, status, progress, fileId, createdAt }: Plain): DocumentRow {
  const state = statuses.find((name) => name === status) ?? 'waiting'
  return { id, kind, format, title, status: state, progress, fileId, createdAt }
}

type Plain = Omit<DocumentRow, 'status'> & { status: string }
