/** So many transactions share a COMMIT at most: the first of them waits for the last. */
const most = 16

/** The writing connection. */
export type Writer = { readonly inTransaction: boolean; run(statement: string): void }

type Group = { kept: number; ended: PromiseWithResolvers<void> }

/** One turn on the writing connection. */
export type Turn = {
  /** gives the connection to the next; resolves when what was written is on disk */
  keep(): Promise<void>
  /** takes back what this turn wrote, and nothing of the others; resolves when what it had seen of them is on disk */
  drop(): Promise<void>
}

/**
 * Transactions that wait for each other on one connection share a COMMIT: while another stands in the queue, a finished
 * one hands the connection on, and all hear of their end together, after the disk has the whole group. A flush costs
 * what many statements cost, so a rush before a deadline gets through several times as fast. The second and later ones
 * of a group run in a savepoint, so that each can be taken back alone; when the COMMIT fails, none was acknowledged.
 */
export function groupCommit(writer: Writer, begin: () => Promise<void>) {
  const queue = mutex()
  let open: Group | null = null

  /** Ends the group that is open: on disk, or all of its members hear why not. */
  function flush(): void {
    const group = open
    open = null
    if (!group) return
    try {
      if (group.kept > 0 && !writer.inTransaction) throw new Error('SQLite has rolled this transaction back')
      if (writer.inTransaction) writer.run(group.kept > 0 ? 'COMMIT' : 'ROLLBACK')
      group.ended.resolve()
    } catch (error) {
      if (writer.inTransaction) writer.run('ROLLBACK')
      group.ended.reject(error)
    }
  }

  /** Ends one turn by its statements; hands on when others wait, else ends the group. Gives the lock back whatever happens. */
  function end(group: Group, statements: readonly string[], release: () => void): void {
    try {
      if (writer.inTransaction) for (const statement of statements) writer.run(statement)
      if (!queue.crowded() || group.kept >= most || !writer.inTransaction) flush()
    } catch (error) {
      group.ended.reject(error)
      open = null
      if (writer.inTransaction) writer.run('ROLLBACK')
    } finally {
      release()
    }
  }

  return {
    /** The connection for single writes, which commit themselves. Resolves to the function that gives it back. */
    async alone(): Promise<() => void> {
      const release = await queue.enter()
      flush()
      return release
    },
    async transaction(): Promise<Turn> {
      const release = await queue.enter()
      const first = open === null
      try {
        if (first) await begin()
        else writer.run('SAVEPOINT turn')
      } catch (error) {
        if (!first) flush()
        release()
        throw error
      }
      const group = (open ??= newGroup())
      return {
        keep() {
          group.kept++
          end(group, first ? [] : ['RELEASE turn'], release)
          return group.ended.promise
        },
        drop() {
          end(group, first ? ['ROLLBACK'] : ['ROLLBACK TO turn', 'RELEASE turn'], release)
          return group.ended.promise
        },
      }
    },
  }
}

function newGroup(): Group {
  const group = { kept: 0, ended: Promise.withResolvers<void>() }
  group.ended.promise.catch(() => {})
  return group
}

/** First come, first served. */
function mutex() {
  let last = Promise.resolve()
  let waiting = 0
  return {
    crowded: () => waiting > 0,
    /** resolves to the function that gives the lock back */
    async enter(): Promise<() => void> {
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      waiting++
      await before
      waiting--
      return resolve
    },
  }
}
