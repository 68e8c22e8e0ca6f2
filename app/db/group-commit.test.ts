import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { testFolder } from '#fixtures/folder.ts'
import { groupCommit } from './group-commit.server.ts'

/** A database with one writer under group commit, and a second connection that sees what is on disk. */
async function opened() {
  const file = join(await testFolder('group'), 'x.db')
  const writer = new Database(file)
  writer.pragma('journal_mode = wal')
  writer.exec(
    'CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED)',
  )
  writer.pragma('foreign_keys = on')
  const sent: string[] = []
  const run = (sql: string) => {
    sent.push(sql)
    writer.exec(sql)
  }
  const seen = {
    run,
    get inTransaction() {
      return writer.inTransaction
    },
  }
  const turns = groupCommit(seen, async () => run('BEGIN IMMEDIATE'))
  const disk = new Database(file, { readonly: true })
  const onDisk = () => disk.prepare('SELECT a FROM t ORDER BY a').pluck().all()
  const put = (a: number, b: number | null = null) => writer.prepare('INSERT INTO t VALUES (?, ?)').run(a, b)
  return { turns, writer, put, onDisk, commits: () => sent.filter((sql) => sql === 'COMMIT').length }
}

test('transactions that wait for each other share one COMMIT, and hear of it when all is on disk', async () => {
  const { turns, put, onDisk, commits } = await opened()
  const seen = await Promise.all(
    [1, 2, 3, 4, 5].map(async (a) => {
      const turn = await turns.transaction()
      put(a)
      await turn.keep()
      return onDisk()
    }),
  )
  for (const rows of seen) expect(rows).toEqual([1, 2, 3, 4, 5])
  expect(commits()).toBe(1)
})

test('sixteen share one at most', async () => {
  const { turns, put, onDisk, commits } = await opened()
  await Promise.all(
    Array.from({ length: 40 }, async (_, a) => {
      const turn = await turns.transaction()
      put(a)
      await turn.keep()
    }),
  )
  expect(onDisk()).toHaveLength(40)
  expect(commits()).toBe(3)
})

test('each can be taken back alone, the first too', async () => {
  const { turns, put, onDisk } = await opened()
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (a) => {
      const turn = await turns.transaction()
      put(a)
      await (a % 3 === 0 ? turn.drop() : turn.keep())
    }),
  )
  expect(onDisk()).toEqual([1, 2, 4, 5])
})

test('who is refused because of another hears of it when the other is on disk', async () => {
  const { turns, put, onDisk } = await opened()
  const first = await turns.transaction()
  const [, seen] = await Promise.all([
    (async () => {
      put(1)
      await first.keep()
    })(),
    (async () => {
      const turn = await turns.transaction()
      expect(() => put(1)).toThrow('UNIQUE')
      const last = turns.transaction()
      const dropped = turn.drop().then(onDisk)
      await (await last).keep()
      return dropped
    })(),
  ])
  expect(seen).toEqual([1])
})

test('single writes wait for the group before them and commit themselves', async () => {
  const { turns, put, onDisk } = await opened()
  const turn = await turns.transaction()
  put(1)
  const single = async () => {
    const release = await turns.alone()
    expect(onDisk()).toEqual([1])
    put(2)
    release()
  }
  await Promise.all([single(), turn.keep()])
  expect(onDisk()).toEqual([1, 2])
})

test('when the COMMIT fails nobody is told that it held, and the next group begins anew', async () => {
  const { turns, put, onDisk, writer } = await opened()
  const ends = await Promise.allSettled(
    [1, 2].map(async (a) => {
      const turn = await turns.transaction()
      put(a, a === 2 ? 99 : null)
      await turn.keep()
    }),
  )
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(writer.inTransaction).toBe(false)
  const turn = await turns.transaction()
  put(3)
  await turn.keep()
  expect(onDisk()).toEqual([3])
})

test('when SQLite rolls everything back by itself, those who had finished are told', async () => {
  const { turns, put, onDisk, writer } = await opened()
  const ends = await Promise.allSettled([
    (async () => {
      const turn = await turns.transaction()
      put(1)
      await turn.keep()
    })(),
    (async () => {
      const turn = await turns.transaction()
      writer.exec('ROLLBACK')
      await turn.drop()
    })(),
  ])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(onDisk()).toEqual([])
})
