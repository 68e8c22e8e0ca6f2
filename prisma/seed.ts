import { openDb } from '#app/db/client.server.ts'
import { env } from '#app/platform/env.server.ts'
import { seedCast } from '#fixtures/world.ts'
import { recordAccounts } from './demo/accounts.ts'
import { seedPopulation } from './demo/population.ts'
import { playSeason } from './demo/season.ts'
import { seedReference } from './reference.ts'

/** Reference data always; the demo season where the environment says so. Run again after it broke off, it goes on. */
const db = await openDb(env.databaseUrl)
try {
  await seedReference(db)
  if (env.demo) {
    if ((await db.client.user.count()) === 0) await seedCast(db)
    if ((await db.client.expert.count()) < 60) await seedPopulation(db)
    if ((await db.client.fund.count()) === 0) {
      await recordAccounts(db)
      await playSeason(db, new Date())
    }
  }
} finally {
  await db.close()
}
