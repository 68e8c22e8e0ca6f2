import { textOf } from '#app/i18n/index.ts'
import { messages } from '#app/i18n/en.ts'
import { env } from '#app/platform/env.server.ts'
import { exportLog } from '#app/services/audit-export.server.ts'
import { openInstalled } from './open-installed.ts'

/** `npm run audit:export -- --out DIR`: the whole signed log as files, for verifier/. */
async function main([option, folder]: string[]): Promise<void> {
  if (option !== '--out' || !folder) throw new Error('usage: npm run audit:export -- --out DIR')
  const db = await openInstalled(env.databaseUrl)
  try {
    const exported = await exportLog(db, folder)
    if (!exported.ok)
      throw new Error(textOf(messages, `refusal.${exported.refusal.code}`) ?? exported.refusal.code)
    console.log(`${exported.value.size} entries in ${folder}`)
  } finally {
    await db.close()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
