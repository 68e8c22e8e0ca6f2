import { may } from '#app/authorization/ability.ts'
import { scope } from '#app/authorization/scope.ts'
import { enterprisesOf } from '#app/db/admin/offices.server.ts'
import { runningStates } from '#app/db/application.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { inForce } from '#app/db/units.server.ts'
import { done, NotFound, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import {
  officeId,
  readCode,
  readNames,
  readUnit,
  type TypedNames,
  type TypedUnit,
  type UnitNames,
} from '#app/domain/office/unit.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/**
 * The system administrator adds a town, a park or a development zone (H.2) to a unit they look after. Refusal:
 * form_has_problems with the fields of readUnit. @throws NotFound for whoever looks after no units
 */
export async function createOffice(ctx: Ctx, typed: TypedUnit): Promise<Result<{ code: string }>> {
  requireMay(ctx)
  return onceMore(() =>
    ctx.db.transact(async (tx) => {
      const around = await surroundingsOf(tx, ctx, typed)
      const read = readUnit(typed, around)
      if (!read.ok) return read
      const { value: unit } = read
      const parentId = around.parent?.id
      await tx.orgUnit.create({ data: { id: officeId(unit.code), ...unit, parentId }, select: { id: true } })
      const { code, ...after } = unit
      await recordOffice(tx, ctx, code, 'office.create', { after: { ...after, parent: typed.parentCode } })
      return done({ code })
    }),
  )
}

/**
 * The system administrator changes the names of a unit below their own, or its last day. Refusal: form_has_problems with
 * the fields of readNames, among them unit_in_use {people, enterprises, applications, units} for a last day that is set
 * while somebody or something still belongs to the unit. @throws NotFound
 */
export async function changeOffice(
  ctx: Ctx,
  { code, ...typed }: TypedNames & { code: string },
): Promise<Result<{ changed: boolean }>> {
  requireMay(ctx)
  return onceMore(() =>
    ctx.db.transact(async (tx) => {
      const unit = await tx.orgUnit.findFirst({
        where: { AND: [{ code }, scope(ctx.actor, 'Office', 'manage')] },
        select: { id: true, parentId: true, name: true, nameEn: true, validUntil: true },
      })
      if (!unit) throw new NotFound('office')
      const { id, parentId, ...before } = unit
      const nameTaken = await hasName(tx, { parentId, name: typed.name, but: id })
      const read = readNames(typed, { nameTaken })
      if (!read.ok) return read
      const { value: after } = read
      if (same(before, after)) return done({ changed: false })
      const inUse = after.validUntil && !before.validUntil ? await inUseOf(tx, ctx, code) : null
      if (inUse) {
        const problem = { path: 'validUntil', code: 'unit_in_use', params: inUse }
        return refuse('form_has_problems', { count: 1 }, { fields: [problem] })
      }
      await tx.orgUnit.update({ where: { id }, data: after, select: { id: true } })
      await recordOffice(tx, ctx, code, 'office.change', { before, after })
      return done({ changed: true })
    }),
  )
}

/** Throws NotFound: whoever looks after no units does not learn of them. */
function requireMay(ctx: Ctx): void {
  if (!may(ctx.actor, 'manage', 'Office')) throw new NotFound('office')
}

/** Of two who give the same code or name at once, the second finds on repeating that it is taken. */
async function onceMore<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return write()
  }
}

async function surroundingsOf(tx: Tx, ctx: Ctx, typed: TypedUnit) {
  const code = readCode(typed.code)
  const parent = await tx.orgUnit.findFirst({
    where: { AND: [{ code: typed.parentCode }, scope(ctx.actor, 'Office'), inForce(ctx.now)] },
    select: { id: true, code: true, level: true, kind: true, regionCode: true },
  })
  const [codes, counties, nameTaken] = await Promise.all([
    tx.orgUnit.count({ where: { code } }),
    tx.orgUnit.count({ where: { code: code.slice(0, 6), level: 'county', kind: 'admin' } }),
    parent ? hasName(tx, { parentId: parent.id, name: typed.name }) : false,
  ])
  return { parent, codeTaken: codes > 0, countyKnown: counties > 0, nameTaken }
}

async function hasName(
  tx: Tx,
  { parentId, name, but = '' }: { parentId: string | null; name: string; but?: string },
): Promise<boolean> {
  return (await tx.orgUnit.count({ where: { parentId, name: name.trim(), id: { not: but } } })) > 0
}

function same(before: UnitNames, after: UnitNames): boolean {
  return (
    before.name === after.name && before.nameEn === after.nameEn && before.validUntil === after.validUntil
  )
}

/** What still belongs to a unit: open accounts, enterprises, applications under way, units under it; null for nothing. */
async function inUseOf(tx: Tx, ctx: Ctx, code: string) {
  const [people, enterprises, applications, units] = await Promise.all([
    tx.user.count({ where: { active: true, org: { code } } }),
    tx.enterprise.count({ where: enterprisesOf(code) }),
    tx.application.count({
      where: {
        status: { in: runningStates },
        OR: [{ cityCode: code }, { unitCode: code }, { townCode: code }],
      },
    }),
    tx.orgUnit.count({ where: { AND: [{ parent: { code } }, inForce(ctx.now)] } }),
  ])
  return people + enterprises + applications + units > 0 ? { people, enterprises, applications, units } : null
}

function recordOffice(
  tx: Tx,
  ctx: Ctx,
  code: string,
  act: 'office.create' | 'office.change',
  facts: Pick<Parameters<typeof record>[2], 'before' | 'after'>,
) {
  const object = { type: 'office', id: code }
  return record(tx, ctx, { act, dossier: `office:${code}`, object, unitCode: code, ...facts })
}
