import { filesAreOnDisk } from '#app/db/file-invariant.server.ts'
import { findBreaches, invariants } from '#app/db/invariants.server.ts'
import { env } from '#app/platform/env.server.ts'
import { openInstalled } from './open-installed.ts'

/** `npm run invariants`: what must always hold, asked of the database and of the stored files; exits 1 and names each breach. */
const db = await openInstalled(env.databaseUrl)
try {
  const breaches = [...(await findBreaches(db)), ...(await filesAreOnDisk(db))]
  const names = [...Object.keys(invariants), 'files_are_on_disk']
  for (const name of new Set([...names, ...breaches.map((one) => one.invariant)])) {
    const own = breaches.filter(({ invariant }) => invariant === name)
    console.log(`${own.length === 0 ? '✓' : '✗'} ${name}`)
    for (const { subject, expected, found } of own)
      console.log(`  ${subject}: should be ${expected}, is ${found}`)
  }
  process.exitCode = breaches.length === 0 ? 0 : 1
} finally {
  await db.close()
}
