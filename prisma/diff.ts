import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { migrationsFolder, providers, root, schemaFor, type Provider } from './schema.ts'

/** The schema that the migrations so far lead to; the next difference starts here. */
const reached = join(migrationsFolder, 'schema.prisma')
const folders = { sqlite: 'sqlite', postgresql: 'postgres' } as const

/**
 * Writes migration SQL for both databases from the difference between the schema the migrations lead to and
 * prisma/schema.prisma. `NAME` adds the next number; `--init` rewrites 0001_init, for as long as nothing is released.
 */
async function writeDifference(name: string): Promise<void> {
  const init = name === '--init'
  const folder = init ? '0001_init' : await nextNumber(name)
  for (const provider of providers) {
    const sql = await difference(provider, init ? null : await readFile(reached, 'utf8'))
    if (sql === null) return console.log('the migrations already lead to this schema')
    const target = join(migrationsFolder, folders[provider], folder)
    await mkdir(target, { recursive: true })
    await writeFile(join(target, 'migration.sql'), sql)
    console.log(`prisma/migrations/${folders[provider]}/${folder}/migration.sql`)
  }
  await writeFile(reached, await readFile(join(root, 'prisma/schema.prisma'), 'utf8'))
}

/** SQL from one schema text (null: the empty database) to the present one; null when there is no difference. */
export async function difference(provider: Provider, from: string | null): Promise<string | null> {
  const engine = await schemaEngine(provider)
  const target = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  })
  try {
    const result = await engine.diff({
      from: from === null ? { tag: 'empty' } : target(await schemaFor(provider, from)),
      to: target(await schemaFor(provider)),
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return result.exitCode === 2 ? result.stdout : null
  } finally {
    engine.free()
  }
}

async function schemaEngine(provider: Provider): Promise<SchemaEngine> {
  const { SchemaEngine } = await (engineModule ??= loadEngine())
  const datamodels: [string, string][] = [['schema.prisma', await schemaFor(provider)]]
  return SchemaEngine.new({ datamodels }, () => {}, nowhere(provider))
}

/** Instantiated once: the glue keeps views of one memory. */
let engineModule: ReturnType<typeof loadEngine> | undefined

/** Prisma's schema engine from its npm package: no binary, no download, no database. */
async function loadEngine() {
  const wasmFile = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm')
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), {
    './schema_engine_bg.js': glue,
  })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  return glue
}

/** An adapter that reaches nothing: a difference of two texts needs the dialect, and for Postgres its version. */
function nowhere(provider: Provider) {
  const refuse = () => Promise.reject(new Error('no database here'))
  const info = { provider: provider === 'sqlite' ? 'sqlite' : 'postgres', adapterName: 'nowhere' } as const
  const adapter: SqlDriverAdapter = {
    ...info,
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 16.0', 160000]],
    }),
    executeRaw: refuse,
    executeScript: async () => {},
    startTransaction: refuse,
    dispose: async () => {},
  }
  const connect = async () => adapter
  return bindMigrationAwareSqlAdapterFactory({ ...info, connect, connectToShadowDb: connect })
}

async function nextNumber(name: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('usage: npm run migrate:diff -- NAME | --init')
  const last = (await readdir(join(migrationsFolder, 'sqlite'))).sort().at(-1) ?? '0000'
  return `${String(Number(last.slice(0, 4)) + 1).padStart(4, '0')}_${name}`
}

if (import.meta.main) await writeDifference(process.argv[2] ?? '')
