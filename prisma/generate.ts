import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { providers, root, schemaFor, type Provider } from './schema.ts'

const output = join(root, 'app/db/generated')
const stampFile = join(output, 'stamp')
const run = promisify(execFile)

/**
 * Writes the Prisma client into app/db/generated: everything for SQLite, whose types are a subset of those of
 * Postgres, and beside it the one file that differs at run time for Postgres (internal/class-postgres.ts).
 * Works offline, and does nothing when schema, Prisma and this script are as they were.
 * @returns whether anything was written
 */
export async function generateClient(): Promise<boolean> {
  const stamp = await fingerprint()
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false

  const work = join(root, 'app/db/generated.new')
  await rm(work, { recursive: true, force: true })
  await Promise.all(providers.map((provider) => generateInto(join(work, provider), provider)))
  await cp(
    join(work, 'postgresql/client/internal/class.ts'),
    join(work, 'sqlite/client/internal/class-postgres.ts'),
  )
  await writeFile(join(work, 'sqlite/client/stamp'), stamp)
  await rm(output, { recursive: true, force: true })
  await rename(join(work, 'sqlite/client'), output)
  await rm(work, { recursive: true, force: true })
  return true
}

async function generateInto(folder: string, provider: Provider): Promise<void> {
  const schema = join(folder, 'schema.prisma')
  await mkdir(folder, { recursive: true })
  await writeFile(schema, (await schemaFor(provider)).replace('"../app/db/generated"', '"./client"'))
  await run(
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema],
    {
      cwd: folder,
      // the CLI only wants to see an executable there; it would download one otherwise
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    },
  )
}

async function fingerprint(): Promise<string> {
  const parts = ['prisma/schema.prisma', 'prisma/generate.ts', 'node_modules/prisma/package.json']
  const hash = createHash('sha256')
  for (const part of parts) hash.update(await readFile(join(root, part)))
  return hash.digest('hex')
}

if (import.meta.main) {
  console.log((await generateClient()) ? 'client generated' : 'client is up to date')
}
