import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
export const migrationsFolder = join(root, 'prisma/migrations')

export const providers = ['sqlite', 'postgresql'] as const
export type Provider = (typeof providers)[number]

/** The one schema text, or an earlier one, said for one database. Prisma does not take the provider from the environment. */
export async function schemaFor(provider: Provider, text?: string): Promise<string> {
  const schema = text ?? (await readFile(join(root, 'prisma/schema.prisma'), 'utf8'))
  return schema.replace(/(datasource db \{\s*provider = )"\w+"/, `$1"${provider}"`)
}
