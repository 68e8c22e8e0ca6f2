import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seedCast } from '#fixtures/world.ts'
import { testSite } from '../testing.ts'

test.each(['/files/enterprises', '/files/listed'])(
  '%s stays where it is, so that a refused upload says why, and is nothing to whoever may not import',
  async (path) => {
    await using db = await testDb()
    await seedCast(db)
    const { requestAs } = await testSite(db)
    const statusFor = async (key: string) => (await requestAs({ id: `user-${key}` }, path)).status
    expect(await statusFor('province_handler')).toBe(200)
    expect(await statusFor('kunshan_applicant')).toBe(404)
  },
)
