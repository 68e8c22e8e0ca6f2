import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateClient } from '#prisma/generate.ts'
import { buildWhenChanged, root } from '../scripts/build.ts'

const folder = join(root, 'build/journey')

/**
 * `npm run journey [-- --postgres]`: one whole season over HTTP, as each role in turn, on a fresh database and a free port.
 * The database is a SQLite file of its own, or one made and dropped on the server of DATABASE_URL=postgres:…;
 * `--postgres` starts such a server. Documents stay in build/journey.
 */
async function main(args: string[]): Promise<void> {
  await generateClient()
  const { startPostgres } = await import('#app/db/embedded-postgres.ts')
  const { freshDatabase } = await import('./journey/database.ts')
  const { playJourney } = await import('./journey/season.ts')
  const { indexPage } = await import('./journey/index-page.ts')

  await buildWhenChanged()
  const made = await mkdtemp(join(tmpdir(), 'qixiang-journey-'))
  const postgres = args.includes('--postgres') ? await startPostgres() : null
  try {
    await using database = await freshDatabase(postgres?.url ?? process.env.DATABASE_URL)
    const { lines, failed, documents } = await playJourney(database.url, made)
    await writeFile(join(made, 'index.html'), indexPage(lines, documents))
    // at the end, as a build beside it empties build/
    await rm(folder, { recursive: true, force: true })
    await cp(made, folder, { recursive: true })
    console.log(`\n${lines.length} steps, ${documents.length} documents: ${join(folder, 'index.html')}`)
    if (failed) throw new Error(`the journey failed at step ${lines.length}: ${failed}`)
  } finally {
    await rm(made, { recursive: true })
    await postgres?.stop()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
