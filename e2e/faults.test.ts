import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fileOf } from '#app/db/address.ts'
import { testDb } from '#app/db/testing.ts'
import { testFolder } from '#fixtures/folder.ts'
import { buildWhenChanged } from '../scripts/build.ts'
import { crashCycles } from './crash/cycles.ts'

/** Which call fails how and how often; only on the database and its log. */
const faults = [
  'fsync,fdatasync:error=EIO:when=12+5',
  'pwrite64:error=ENOSPC:when=40+23',
  'pwrite64:error=EIO:when=40+31',
  'ftruncate:error=EIO:when=1+2',
]

/** strace has to be installed and allowed to watch: it is where it came with the machine. */
const watches = await promisify(execFile)('strace', ['-f', '-o', '/dev/null', 'true']).then(
  () => true,
  () => false,
)

test.skipIf(!watches)(
  'a disk that fails at writing, flushing and truncating loses nothing acknowledged (needs strace)',
  async () => {
    await buildWhenChanged()
    await using db = await testDb()
    const folder = await testFolder('faults')
    const file = fileOf(db.url)
    const watched = [
      ...faults.map((fault) => ({ server: fault })),
      ...faults.map((fault) => ({ worker: fault })),
    ]
    const logs = watched.map((_, i) => join(folder, `strace-${i}`))
    const failing = (i: number, fault = '') => {
      const [calls = ''] = fault.split(':')
      const paths = ['-P', file, '-P', `${file}-wal`, '-P', `${file}-shm`]
      return ['strace', '-f', '-o', logs[i] ?? '', '-e', `trace=${calls}`, ...paths, '-e', `inject=${fault}`]
    }
    const under = watched.map((one, i) =>
      'server' in one ? { server: failing(i, one.server) } : { worker: failing(i, one.worker) },
    )
    const options = { cycles: watched.length, under, least: 2500 }
    const outcome = await crashCycles(db.url, join(folder, 'data'), options)
    const injected = await Promise.all(
      logs.map(async (log) => (await readFile(log, 'utf8')).split('(INJECTED)').length - 1),
    )
    console.info({ ...outcome, injected })
    expect(outcome.faults).toEqual([])
    expect(outcome.acknowledged).toBeGreaterThan(watched.length)
    const flushAndWrite = [0, 1, 2]
    for (const first of [0, faults.length])
      expect(flushAndWrite.every((i) => (injected[first + i] ?? 0) > 0)).toBe(true)
  },
  300_000,
)
