import type { Tx } from '#app/db/client.server.ts'
import { enterpriseContent } from '#app/db/enterprise-content.server.ts'
import { openedEnterprise, sealedReach } from '#app/db/contact.server.ts'
import type { CreditImport, EnterpriseImport } from '#app/domain/enterprise/import.ts'
import { newId } from '#app/platform/id.ts'
import { record } from '../audit.server.ts'
import type { Ctx } from '../context.ts'

/** Adds an enterprise, or changes what the row says otherwise; recorded in its dossier by field names. */
export async function keepEnterprise(
  tx: Tx,
  ctx: Ctx,
  row: EnterpriseImport,
  sha256: string,
): Promise<'created' | 'updated' | 'same'> {
  const kept = await tx.enterprise.findUnique({ where: { uscc: row.uscc } })
  const old = kept && openedEnterprise(kept)
  const id = old?.id ?? newId()
  const given = Object.entries(row).filter(([key, value]) => value !== '' && value !== null && key !== 'uscc')
  const before: Record<string, unknown> = { ...old }
  const changed = given.filter(([key, value]) => before[key] !== value)
  if (old && changed.length === 0) return 'same'
  const columns = Object.fromEntries(changed)
  if (old)
    await tx.enterprise.update({
      where: { id },
      data: { ...columns, ...sealedReach(id, { ...old, ...columns }), version: { increment: 1 } },
      select: { id: true },
    })
  else
    await tx.enterprise.create({
      data: { ...row, ...sealedReach(id, row), id, origin: 'imported', createdAt: ctx.now },
      select: { id: true },
    })
  await record(tx, ctx, {
    act: 'enterprise.import',
    dossier: `enterprise:${id}`,
    object: { type: 'enterprise', id },
    unitCode: row.unitCode,
    after: {
      fields: (old ? changed : given).map(([key]) => key),
      workbook: sha256,
      content: await enterpriseContent(tx, id),
    },
  })
  return old ? 'updated' : 'created'
}

/** Enters a bad record unless it is there; false when nothing changed. */
export async function keepCredit(
  tx: Tx,
  ctx: Ctx,
  { uscc, ...row }: CreditImport,
  sha256: string,
): Promise<boolean> {
  const enterprise = await tx.enterprise.findUnique({ where: { uscc }, select: { id: true, unitCode: true } })
  if (!enterprise) return false
  const { kind, occurredOn, basis, endsOn } = row
  const same = await tx.creditFlag.findFirst({
    where: { enterpriseId: enterprise.id, kind, occurredOn, basis },
  })
  if (same && same.endsOn === endsOn) return false
  const id = same?.id ?? newId()
  if (same) await tx.creditFlag.update({ where: { id }, data: { endsOn }, select: { id: true } })
  else await tx.creditFlag.create({ data: { ...row, id, enterpriseId: enterprise.id }, select: { id: true } })
  await record(tx, ctx, {
    act: 'enterprise.flag',
    dossier: `enterprise:${enterprise.id}`,
    object: { type: 'credit_flag', id },
    unitCode: enterprise.unitCode,
    after: { kind, occurredOn, endsOn, workbook: sha256 },
  })
  return true
}
