import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlQueryable,
} from '@prisma/driver-adapter-utils'
import type { Driver, PlainQuery } from './driver.server.ts'

/** A connection reached through Prisma's adapter, whose conversions and error names are then those of models. */
export function throughAdapter(adapter: SqlQueryable): Driver {
  return {
    provider: adapter.provider,
    change: (query) => adapter.executeRaw(typed(query)),
    async rows(query) {
      const { columnNames, columnTypes, rows } = await adapter.queryRaw(typed(query))
      return rows.map((values) =>
        Object.fromEntries(columnNames.map((name, at) => [name, read(values[at], columnTypes[at])])),
      )
    },
  }
}

function typed({ sql, args }: PlainQuery): SqlQuery {
  return { sql, args: [...args], argTypes: args.map(typeOf) }
}

function typeOf(value: unknown): ArgType {
  return { arity: 'scalar', scalarType: value instanceof Uint8Array ? 'bytes' : 'unknown' }
}

function read(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null) return null
  switch (type) {
    case ColumnTypeEnum.DateTime:
      return new Date(String(value))
    case ColumnTypeEnum.Int64:
      return BigInt(String(value))
    case ColumnTypeEnum.Boolean:
      return value === true
    case ColumnTypeEnum.Bytes:
      return Uint8Array.from(value as Uint8Array)
    default:
      return value
  }
}
