import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { testFolder } from '#fixtures/folder.ts'
import { buildWhenChanged } from '../scripts/build.ts'
import { crashCycles } from './crash/cycles.ts'

/** `npm run crash` makes 300 of them. */
const cycles = Number(process.env.CRASH_CYCLES ?? 4)

test('kill -9 of the whole server while people write loses nothing acknowledged and doubles nothing', async () => {
  await buildWhenChanged()
  await using db = await testDb()
  const folder = await testFolder('crash')
  const outcome = await crashCycles(db.url, folder, { cycles })
  console.info(outcome)
  expect(outcome.faults).toEqual([])
  expect(outcome.acknowledged).toBeGreaterThan(cycles)
}, 600_000)
