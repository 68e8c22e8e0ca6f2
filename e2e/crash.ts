import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generateClient } from '#prisma/generate.ts'
import { buildWhenChanged } from '../scripts/build.ts'

/**
 * `npm run crash [-- --cycles 300] [--seed 1]`: the whole server is killed with -9 while people write, again and again,
 * on a SQLite file of its own; exits 1 when anything acknowledged is lost or anything is there twice.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cycles: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
  })
  await generateClient()
  const { migrate } = await import('#prisma/migrate.ts')
  const { crashCycles } = await import('./crash/cycles.ts')
  await buildWhenChanged()
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-crash-'))
  try {
    const url = `file:${join(folder, 'crash.db')}`
    await migrate(url)
    const options = { cycles: Number(values.cycles), seed: Number(values.seed), say: console.log }
    const outcome = await crashCycles(url, join(folder, 'data'), options)
    console.log(JSON.stringify(outcome, null, 2))
    if (outcome.faults.length > 0) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
