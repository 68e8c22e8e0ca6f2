export type Dialect = 'sqlite' | 'postgres'

/** Which database a DATABASE_URL means: `file:path` or `postgres:…`. @throws on any other scheme */
export function dialectOf(url: string): Dialect {
  if (url.startsWith('file:')) return 'sqlite'
  if (/^postgres(ql)?:/.test(url)) return 'postgres'
  throw new Error('DATABASE_URL must start with file: or postgres:')
}

/** Path of the database file of a `file:` address. */
export function fileOf(url: string): string {
  return url.replace(/^file:(\/\/)?/, '')
}
