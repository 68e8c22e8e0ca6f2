import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { dialectOf, fileOf, type Dialect } from '#app/db/address.ts'
import type { Env } from '#app/platform/env.server.ts'
import { grantAll, type Roles } from './grants.ts'
import { migrationsFolder } from './schema.ts'

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string }

/**
 * Applies the migrations that the database does not have yet, each in one transaction, and records them in
 * Prisma's own table. Two processes may start it together.
 * @param roles on Postgres: to whom the owner grants what they need
 * @returns the names applied now
 * @throws when an applied migration was edited afterwards, or is unknown to this program
 */
export async function migrate(url: string, roles?: Roles): Promise<string[]> {
  const dialect = dialectOf(url)
  const migrations = await readMigrations(dialect)
  return dialect === 'sqlite'
    ? migrateSqlite(fileOf(url), migrations)
    : migratePostgres(url, migrations, roles)
}

type Addresses = Pick<Env, 'databaseUrl' | 'separateRoles' | 'ownerDatabaseUrl' | 'sequencerDatabaseUrl'>

/**
 * Migrates the installation's database: with separate roles as their owner, who grants app and sequencer what they need.
 * Where only somebody else knows the owner's password, checks that it is done.
 * @throws as `migrate`, and when migrations are missing that only the owner can apply
 */
export async function migrateInstallation(addresses: Addresses): Promise<string[]> {
  const { databaseUrl, separateRoles, ownerDatabaseUrl, sequencerDatabaseUrl } = addresses
  if (!separateRoles) return migrate(databaseUrl)
  if (!sequencerDatabaseUrl)
    throw new Error('configuration: SEQUENCER_DATABASE_URL is missing; POSTGRES_ROLES=single does without it')
  const roles = { app: userOf(databaseUrl), sequencer: userOf(sequencerDatabaseUrl) }
  if (ownerDatabaseUrl) return migrate(ownerDatabaseUrl, roles)
  const names = await missingOnPostgres(databaseUrl)
  if (names.length > 0)
    throw new Error(`the database lacks ${names.join(', ')}: npm run migrate with OWNER_DATABASE_URL`)
  return []
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

async function missingOnPostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS made`)
    const applied = rows[0]?.made ? (await client.query<Applied>(readApplied)).rows : []
    return missing(await readMigrations('postgres'), applied).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function readMigrations(dialect: Dialect): Promise<Migration[]> {
  const folder = join(migrationsFolder, dialect)
  const names = (await readdir(folder)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function missing(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const { migration_name, checksum } of applied) {
    const known = migrations.find(({ name }) => name === migration_name)
    if (!known) throw new Error(`the database is newer than this program: it has ${migration_name}`)
    if (known.checksum !== checksum)
      throw new Error(`migration ${migration_name} was edited after it was applied`)
  }
  return migrations.filter(({ name }) => !applied.some(({ migration_name }) => migration_name === name))
}

async function migrateSqlite(file: string, migrations: Migration[]): Promise<string[]> {
  await mkdir(dirname(file), { recursive: true })
  const database = new Database(file, { timeout: 60_000 })
  try {
    database.pragma('journal_mode = wal')
    // tables that a migration rebuilds are dropped for a moment; the check below replaces the constraint
    database.pragma('foreign_keys = off')
    const apply = database.transaction(() => {
      database.exec(sqliteTable)
      const applied = database.prepare<[], Applied>(readApplied).all()
      const names = missing(migrations, applied).map(({ name, sql, checksum }) => {
        database.exec(sql)
        database.prepare(record('?', "strftime('%Y-%m-%dT%H:%M:%fZ')")).run(randomUUID(), checksum, name)
        return name
      })
      const broken = names.length > 0 ? database.prepare('PRAGMA foreign_key_check').all() : []
      if (broken.length > 0) throw new Error(`broken references: ${JSON.stringify(broken)}`)
      return names
    })
    return apply.immediate()
  } finally {
    database.close()
  }
}

async function migratePostgres(url: string, migrations: Migration[], roles?: Roles): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(72707369)')
    await client.query(postgresTable)
    const names: string[] = []
    for (const { name, sql, checksum } of missing(
      migrations,
      (await client.query<Applied>(readApplied)).rows,
    )) {
      await client.query('BEGIN')
      await client.query(sql)
      await client.query(record('$', 'now()'), [randomUUID(), checksum, name])
      await client.query('COMMIT')
      names.push(name)
    }
    if (roles) await grantAll(client, roles)
    return names
  } finally {
    await client.end()
  }
}

const readApplied = 'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL'

function record(mark: '?' | '$', now: string): string {
  const [id, checksum, name] = mark === '?' ? ['?', '?', '?'] : ['$1', '$2', '$3']
  return `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES (${id}, ${checksum}, ${name}, ${now}, ${now}, 1)`
}

const sqliteTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`

const postgresTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

if (import.meta.main) {
  const { env } = await import('#app/platform/env.server.ts')
  const names = await migrateInstallation(env)
  console.log(names.length ? `applied ${names.join(', ')}` : 'the database is up to date')
}
