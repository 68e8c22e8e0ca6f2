import { expect } from 'vitest'
import { seedCast } from '#fixtures/world.ts'
import { regionNames } from './region-names.server.ts'
import { eachDialect } from './testing.ts'

eachDialect(
  'a region is called by its name with its city and its code, in the reader’s language',
  async (db) => {
    await seedCast(db)
    const codes = ['320583', '320500', '320000', '999999', '']
    expect([...(await regionNames(db.client, codes, 'zh'))]).toEqual([
      ['320583', '苏州市昆山市（320583）'],
      ['320500', '苏州市（320500）'],
      ['320000', '江苏省（320000）'],
    ])
    expect((await regionNames(db.client, ['320583'], 'en')).get('320583')).toMatch(
      /^Kunshan.*, Suzhou.* \(320583\)$/,
    )
  },
)
