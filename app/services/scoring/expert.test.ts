import { expect } from 'vitest'
import { findExpert } from '#app/db/scoring/expert.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { typedExpert as typed } from '#fixtures/typed-forms.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { addExpert, editExpert, revealExpert } from './expert.server.ts'

eachDialect('an expert is sealed where they lie, masked on the page, and revealed in the log', async (db) => {
  await seedCast(db)
  const organiser = ctxOf(db, 'organiser')
  const { id } = held(await addExpert(organiser, typed))
  const row = await db.client.expert.findUniqueOrThrow({ where: { id } })
  for (const sealed of [row.phone, row.email, row.idNo]) expect(sealed).toMatch(/^v1\./)
  const shown = (await findExpert(organiser, id)).typed
  expect(shown).toMatchObject({ phone: '138****1234', email: 'q****@example.com', idNo: '320****3X' })

  expect(await revealExpert(ctxOf(db, 'supervisor'), id)).toMatchObject({ refusal: { code: 'not_yours' } })
  const full = { phone: '13800001234', email: 'qian@example.com', idNo: '32010019700101123X' }
  expect(held(await revealExpert(organiser, id))).toEqual(full)

  held(await editExpert(organiser, { expertId: id, version: 0, typed: { ...shown, title: '正高级工程师' } }))
  expect(held(await revealExpert(organiser, id))).toEqual(full)
  held(await editExpert(organiser, { expertId: id, version: 1, typed: { ...shown, phone: '13900005678' } }))
  expect(held(await revealExpert(organiser, id))).toEqual({ ...full, phone: '13900005678' })

  const edits = await db.client.auditEntry.findMany({ where: { act: 'expert.edit' }, orderBy: { n: 'asc' } })
  expect(edits.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).after.fields)).toEqual([
    ['title'],
    expect.arrayContaining(['phone']),
  ])
  expect(await db.client.auditEntry.count({ where: { act: 'expert.reveal', result: 'done' } })).toBe(3)
})
