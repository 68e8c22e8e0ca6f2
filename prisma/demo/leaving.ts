import { setActive } from '#app/services/admin/users.server.ts'
import { held } from '#fixtures/held.ts'
import type { Stage } from './stage.ts'

/** The approver of a county office, none of the cast, left, and nobody took the role: an application lies there. */
export async function approverLeft(stage: Stage): Promise<void> {
  const { client } = stage.db
  const there = await client.application.findMany({
    where: { status: 'county_review' },
    select: { unitCode: true },
    orderBy: { id: 'asc' },
  })
  const gone = await client.user.findFirst({
    where: { loginName: { in: there.map(({ unitCode }) => `approver-${unitCode}`) } },
    orderBy: { loginName: 'asc' },
  })
  if (gone) held(await setActive(await stage.as('sys_admin', -1), { id: gone.id, active: false }))
}
