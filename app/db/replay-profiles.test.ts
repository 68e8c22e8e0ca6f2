import { expect } from 'vitest'
import { saveProfile } from '#app/services/enterprise/profile.server.ts'
import { editExpert } from '#app/services/scoring/expert.server.ts'
import { held } from '#fixtures/held.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import type { Db } from './client.server.ts'
import { replayEvents } from './replay.server.ts'
import { typedOf } from './scoring/expert.server.ts'
import { eachDialect } from './testing.ts'

const named = async (db: Db) =>
  (await replayEvents(db)).map(({ subject, expected }) => [subject, /\(([\w.]+), entry/.exec(expected)?.[1]])

eachDialect('what an enterprise’s row says otherwise than its last event is named', async (db) => {
  await seedCast(db)
  const save = async (patch: Record<string, string>, baseRevision: number) =>
    held(await saveProfile(ctxOf(db, 'kunshan_applicant'), { patch, baseRevision, editor: '' }))
  await save({ 'enterprise.bank_name': '中国银行' }, 0)
  await save({ 'enterprise.bank_name': '中国工商银行', 'enterprise.contact_phone': '13912345678' }, 1)
  expect(await named(db)).toEqual([])

  const where = { uscc: '91320583MADEMX02XQ' }
  const { id, profile, tags } = await db.client.enterprise.findUniqueOrThrow({ where })
  for (const changed of [{ profile: '' }, { tags: `${tags},LITTLE_GIANT` }, { unitCode: '320581' }]) {
    const before = await db.client.enterprise.findUniqueOrThrow({ where })
    await db.client.enterprise.update({ where, data: changed })
    expect(await named(db)).toEqual([[`Enterprise ${id} content`, 'enterprise.save_profile']])
    await db.client.enterprise.update({ where, data: { profile, tags, unitCode: before.unitCode } })
  }
  expect(await named(db)).toEqual([])
})

eachDialect('an employer that no event gave an expert is named', async (db) => {
  await seedCast(db)
  const id = 'expert-expert_jin'
  const organiser = ctxOf(db, 'organiser')
  const { version, ...row } = await db.client.expert.findUniqueOrThrow({ where: { id } })
  const typed = { ...typedOf({ ...row }), title: '特聘教授' }
  held(await editExpert(organiser, { expertId: id, version, typed }))
  expect(await named(db)).toEqual([])
  await db.client.expert.update({ where: { id }, data: { employer: '昆山精锐数控装备有限公司' } })
  expect(await named(db)).toEqual([[`Expert ${id} content`, 'expert.edit']])
})
