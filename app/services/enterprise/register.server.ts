import { systemActor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import { enterpriseContent } from '#app/db/enterprise-content.server.ts'
import { sealedContact, sealedReach } from '#app/db/contact.server.ts'
import { isUniqueViolation } from '#app/db/unique.server.ts'
import { inForce } from '#app/db/units.server.ts'
import { contactProblems } from '#app/domain/kernel/contact.ts'
import { atField, done, type FieldProblem, refuse, type Result } from '#app/domain/kernel/refusal.ts'
import { cityOf } from '#app/domain/kernel/region.ts'
import { checkUscc } from '#app/domain/kernel/uscc.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'
import { hashPassword, isStrong } from '../session.server.ts'

const registrationFields = [
  'uscc',
  'name',
  'unitCode',
  'legalRepresentative',
  'contactName',
  'contactPhone',
  'contactEmail',
  'loginName',
  'password',
  'passwordAgain',
] as const
export type Registration = Record<(typeof registrationFields)[number], string>

/** A registration read field by field. */
export function readRegistration(read: (key: keyof Registration) => string): Registration {
  const empty: Registration = {
    uscc: '',
    name: '',
    unitCode: '',
    legalRepresentative: '',
    contactName: '',
    contactPhone: '',
    contactEmail: '',
    loginName: '',
    password: '',
    passwordAgain: '',
  }
  for (const key of registrationFields) empty[key] = read(key)
  return empty
}

/** What registering needs of a request, which has no actor. */
export type Visitor = { db: Db; now: Date; requestId: string; ip: string }

const optional = ['contactEmail']

/**
 * An enterprise with its first user, who is its principal. Refusals: registration_incomplete with a message per field (the code's length,
 * alphabet and check digit each have their own), enterprise_known {office, phone} for one that was imported,
 * enterprise_registered, login_taken (all 409).
 */
export async function registerEnterprise(
  visitor: Visitor,
  input: Registration,
): Promise<Result<{ enterpriseId: string; userId: string }>> {
  const { db } = visitor
  const typed = readRegistration((key) => (key.startsWith('password') ? input[key] : input[key].trim()))
  const unit = await db.client.orgUnit.findFirst({
    where: { AND: [{ code: typed.unitCode.slice(0, 12), level: 'county' }, inForce(visitor.now)] },
    include: { parent: { select: { code: true } } },
  })
  const uscc = checkUscc(typed.uscc)
  const problems = problemsIn(typed, unit !== null)
  if (!uscc.ok || !unit || problems.length > 0)
    return refuse('registration_incomplete', { count: problems.length }, { fields: problems })

  const known = await whoHas(db, uscc.value)
  if (known) return known
  const [enterpriseId, userId] = [newId(), newId()]
  const passwordHash = await hashPassword(typed.password)
  const ctx: Ctx = { ...visitor, actor: { ...systemActor, via: 'registration' } }
  try {
    return await db.transact(async (tx) => {
      await tx.enterprise.create({
        data: {
          id: enterpriseId,
          uscc: uscc.value,
          name: typed.name,
          unitCode: unit.code,
          cityCode: unit.parent?.code ?? cityOf(unit.code),
          regionCode: unit.regionCode,
          registerType: '',
          establishedOn: '',
          status: 'in_business',
          industryCode: '',
          size: '',
          legalRepresentative: typed.legalRepresentative,
          address: '',
          contactName: typed.contactName,
          ...sealedReach(enterpriseId, typed),
          origin: 'registered',
          createdAt: visitor.now,
        },
      })
      await tx.user.create({
        data: {
          id: userId,
          loginName: typed.loginName,
          name: typed.contactName,
          passwordHash,
          ...sealedContact(userId, { phone: typed.contactPhone, email: typed.contactEmail }),
          roles: 'applicant',
          enterpriseId,
          principal: true,
          createdAt: visitor.now,
        },
      })
      await record(tx, ctx, {
        act: 'enterprise.register',
        dossier: `enterprise:${enterpriseId}`,
        object: { type: 'enterprise', id: enterpriseId },
        unitCode: unit.code,
        after: { user: userId, content: await enterpriseContent(tx, enterpriseId) },
      })
      return done({ enterpriseId, userId })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return (await whoHas(db, uscc.value)) ?? refuse('login_taken', {}, { status: 409, fields: [taken] })
  }
}

const taken: FieldProblem = { path: 'loginName', code: 'login_taken', params: {} }

/** Whom to ask about an enterprise that the library has already; null when it has not. */
async function whoHas(db: Db, uscc: string) {
  const enterprise = await db.client.enterprise.findUnique({
    where: { uscc },
    select: {
      unitCode: true,
      origin: true,
      users: { where: { active: true }, select: { id: true }, take: 1 },
    },
  })
  if (!enterprise) return null
  if (enterprise.users.length > 0) return refuse('enterprise_registered', {}, { status: 409 })
  const office = await db.client.orgUnit.findUnique({
    where: { code: enterprise.unitCode },
    select: { name: true, phone: true },
  })
  return refuse(
    'enterprise_known',
    { office: office?.name ?? enterprise.unitCode, phone: office?.phone || '—' },
    { status: 409 },
  )
}

function problemsIn(typed: Registration, unitKnown: boolean): FieldProblem[] {
  const problems: FieldProblem[] = registrationFields
    .filter((key) => typed[key] === '' && !optional.includes(key))
    .map((path) => ({ path, code: 'required', params: {} }))
  const add = (path: string, code: string) => problems.push({ path, code, params: {} })
  const uscc = checkUscc(typed.uscc)
  if (typed.uscc && !uscc.ok) problems.push(atField('uscc', uscc))
  if (typed.unitCode && !unitKnown) add('unitCode', 'not_a_unit')
  for (const key of ['name', 'legalRepresentative', 'contactName'] as const) {
    const length = [...typed[key]].length
    if (length > 100) problems.push({ path: key, code: 'too_long', params: { max: 100, length } })
  }
  for (const { path, code } of contactProblems({ phone: typed.contactPhone, email: typed.contactEmail }))
    add(path === 'phone' ? 'contactPhone' : 'contactEmail', code)
  if (typed.loginName && !/^[A-Za-z0-9._-]{4,40}$/.test(typed.loginName)) add('loginName', 'login_format')
  if (typed.password && !isStrong(typed.password)) add('password', 'password_weak')
  if (typed.passwordAgain && typed.password !== typed.passwordAgain)
    add('passwordAgain', 'password_different')
  return problems
}
