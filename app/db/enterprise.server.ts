import { scope } from '#app/authorization/scope.ts'
import { profileValues } from '#app/domain/enterprise/profile.ts'
import { mask } from '#app/domain/kernel/mask.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import type { Db } from './client.server.ts'
import { openedEnterprise } from './contact.server.ts'
import { officeNames } from './review/people.server.ts'
import { asTold } from './told.server.ts'
import { inForce } from './units.server.ts'
import { valuesFrom } from './working-application.server.ts'

/** The actor's own enterprise with its profile. @throws NotFound for people without one */
export async function ownEnterprise(ctx: Ctx) {
  const kept = await ctx.db.client.enterprise.findFirst({
    where: { AND: [{ id: ctx.actor.enterpriseId ?? '' }, scope(ctx.actor, 'Enterprise', 'manage')] },
  })
  if (!kept) throw new NotFound('enterprise')
  const row = openedEnterprise(kept)
  const unit = await ctx.db.client.orgUnit.findUnique({
    where: { code: row.unitCode },
    select: { name: true, nameEn: true },
  })
  return {
    id: row.id,
    name: row.name,
    uscc: row.uscc,
    status: row.status,
    tags: row.tags.split(',').filter(Boolean),
    version: row.version,
    unit: unit ?? { name: row.unitCode, nameEn: '' },
    profile: profileValues(row, valuesFrom(row.profile)),
  }
}

/** Units that an enterprise can belong to, under their cities, for the public registration page. */
export async function registrationUnits(db: Db, now: Date) {
  const units = await db.client.orgUnit.findMany({
    where: { AND: [{ level: { in: ['city', 'county'] } }, inForce(now)] },
    select: { code: true, name: true, nameEn: true, level: true, parent: { select: { code: true } } },
    orderBy: { code: 'asc' },
  })
  return units
    .filter(({ level }) => level === 'city')
    .map((city) => ({
      ...city,
      units: units.filter(({ level, parent }) => level === 'county' && parent?.code === city.code),
    }))
}

/** One enterprise of the library, its contact masked for offices, with its bad records and its applications, each in the actor's scope. Throws NotFound. */
export async function findEnterprise(ctx: Ctx, id: string) {
  const { client } = ctx.db
  const kept = await client.enterprise.findFirst({
    where: { AND: [{ id }, scope(ctx.actor, 'Enterprise')] },
    include: { creditFlags: { orderBy: { occurredOn: 'desc' } } },
  })
  if (!kept) throw new NotFound('enterprise')
  const { profile: _, contactPhoneMark: __, ...row } = openedEnterprise(kept)
  const [applications, units] = await Promise.all([
    client.application.findMany({
      where: { AND: [{ enterpriseId: id }, scope(ctx.actor, 'Application')] },
      select: {
        id: true,
        receiptNo: true,
        projectName: true,
        status: true,
        reservedUntil: true,
        requestedFen: true,
        submittedAt: true,
        guideline: { select: { title: true } },
      },
      orderBy: { updatedAt: 'desc' },
      take: 100,
    }),
    officeNames(client, [row.unitCode, row.cityCode, row.townCode ?? '']),
  ])
  return {
    ...row,
    ...(ctx.actor.enterpriseId === id
      ? {}
      : { contactPhone: mask(row.contactPhone), contactEmail: mask(row.contactEmail) }),
    tags: row.tags.split(',').filter(Boolean),
    units: [row.cityCode, row.unitCode, row.townCode].flatMap((code) => units.get(code ?? '') ?? []),
    applications: applications.map((one) => asTold(ctx.actor, one)),
  }
}
