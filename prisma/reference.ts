import type { Db } from '#app/db/client.server.ts'
import { officeId } from '#app/domain/office/unit.ts'
import { offices } from './reference/offices.ts'

/** Facts that every installation needs, production too: the offices of the province. Repeating it changes nothing. */
export async function seedReference(db: Db): Promise<void> {
  await db.transact(async (tx) => {
    const known = new Set((await tx.orgUnit.findMany({ select: { code: true } })).map(({ code }) => code))
    const missing = offices.filter(({ code }) => !known.has(code))
    if (missing.length === 0) return
    await tx.orgUnit.createMany({
      data: missing.map(({ parent, ...office }) => ({
        ...office,
        id: officeId(office.code),
        parentId: parent && officeId(parent),
      })),
    })
  })
}
