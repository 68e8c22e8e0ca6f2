import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { difference } from './diff.ts'
import { migrate } from './migrate.ts'
import { migrationsFolder, providers } from './schema.ts'

test.each(providers)('the migrations lead to the schema (%s)', async (provider) => {
  const reached = await readFile(join(migrationsFolder, 'schema.prisma'), 'utf8')
  expect(await difference(provider, reached)).toBeNull()
})

eachDialect('a migrated database needs nothing more', async (db) => {
  expect(await migrate(db.url)).toEqual([])
})

eachDialect('a migration edited after it was applied stops the start', async (db) => {
  await db.client.$executeRawUnsafe(
    `UPDATE "_prisma_migrations" SET checksum = 'edited' WHERE migration_name = '0001_init'`,
  )
  await expect(migrate(db.url)).rejects.toThrow('0001_init was edited')
})
