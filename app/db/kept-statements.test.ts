import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepStatements, plannedOnce } from './kept-statements.server.ts'

test('values stand behind a plus; quoted text and limits stay as they are', () => {
  expect(plannedOnce(`SELECT "a?" FROM t WHERE b = ? AND c IN (?,?) AND d <> 'what?' LIMIT ? OFFSET ?`)).toBe(
    `SELECT "a?" FROM t WHERE b = +? AND c IN (+?,+?) AND d <> 'what?' LIMIT ? OFFSET +?`,
  )
})

test('a value behind a plus keeps its type, is compared as before and found by the same index', () => {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER, b BLOB); CREATE INDEX byNumber ON t (n, id)')
  const plain = database.prepare.bind(database)
  const { rows, change } = keepStatements(database)
  const put = (id: string, n: number | null, b: Uint8Array) =>
    change({ sql: 'INSERT INTO t VALUES (?, ?, ?)', args: [id, n, b] })
  put('7', 7, Uint8Array.of(1, 0))
  put('007', null, Uint8Array.of())

  const types = 'SELECT typeof(id) AS id, typeof(n) AS n, typeof(b) AS b FROM t ORDER BY t.id'
  expect(rows({ sql: types, args: [] })).toEqual([
    { id: 'text', n: 'null', b: 'blob' },
    { id: 'text', n: 'integer', b: 'blob' },
  ])
  for (const [where, value, found] of [
    ['n = ?', '7', ['7']],
    ['n = ?', 7, ['7']],
    ['id = ?', '7', ['7']],
    ['id = ?', 7n, ['7']],
    ['n > ?', 6, ['7']],
    ['n IS ?', null, ['007']],
    ['id LIKE ?', '0%', ['007']],
  ] as const) {
    const sql = `SELECT id FROM t WHERE ${where} ORDER BY id`
    expect([where, rows({ sql, args: [value] }).map(({ id }) => id)]).toEqual([where, found])
    const plan = (text: string) => plain(`EXPLAIN QUERY PLAN ${text}`).all(value)
    expect([where, plan(plannedOnce(sql))]).toEqual([where, plan(sql)])
  }
})
