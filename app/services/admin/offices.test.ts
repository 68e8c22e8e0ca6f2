import { beforeAll, expect } from 'vitest'
import { listOffices, parentsOf } from '#app/db/admin/offices.server.ts'
import { officesOf } from '#app/db/admin/users.server.ts'
import { actorAt } from '#app/db/session.server.ts'
import { registrationUnits } from '#app/db/enterprise.server.ts'
import { unitsAt } from '#app/db/guideline.server.ts'
import { workingApplication } from '#app/db/working-application.server.ts'
import { eachDialect, type TestDb } from '#app/db/testing.ts'
import type { TypedUnit } from '#app/domain/office/unit.ts'
import { env } from '#app/platform/env.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aSubmission, versionOf } from '#fixtures/review.ts'
import { aWorkbook } from '#fixtures/workbook.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import type { Ctx } from '../context.ts'
import { importEnterprises } from '../enterprise/import.server.ts'
import { keepWorkbook } from '../import-workbook.server.ts'
import { giveOpinion } from '../review/opinion.server.ts'
import { recommendApplication } from '../review/recommend.server.ts'
import { changeOffice, createOffice } from './offices.server.ts'
import { setRoles } from './roles.server.ts'
import { createUser, moveUser, setActive } from './users.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const bacheng: TypedUnit = {
  kind: 'town',
  parentCode: '320583',
  code: '320583101',
  name: '巴城镇',
  nameEn: '',
}
const zone: TypedUnit = {
  kind: 'zone',
  parentCode: '320500',
  code: '320577',
  name: '苏州新开发区',
  nameEn: 'Suzhou New Zone',
}
const names = { name: '巴城镇', nameEn: '', validUntil: '' }
const sorted = { by: 'code', descending: false }

const problems = (result: Awaited<ReturnType<typeof createOffice | typeof changeOffice>>) =>
  result.ok ? [] : result.refusal.fields?.map(({ path, code }) => `${path} ${code}`)

async function appointed(db: TestDb, role: 'handler' | 'approver'): Promise<Ctx> {
  const person = { loginName: `bacheng_${role}`, name: '新同事', email: '', phone: '' }
  const ground = { officeCode: bacheng.code, uscc: '', expertId: '' }
  const { id } = held(await createUser(ctxOf(db, 'suzhou_sys_admin'), { ...person, ...ground }))
  held(await setRoles(ctxOf(db, 'suzhou_sec_admin'), { id, roles: [role] }))
  await db.client.user.update({ where: { id }, data: { passwordOneTime: false } })
  const ctx = ctxOf(db, 'suzhou_handler')
  const actor = await actorAt(db, id, ctx.now, 'session')
  return { ...ctx, actor: actor ?? ctx.actor }
}

eachDialect(
  'a new town has its own people, and an application of its enterprise passes through it',
  async (db) => {
    await seedCast(db)
    held(await createOffice(ctxOf(db, 'suzhou_sys_admin'), bacheng))
    const [handler, approver] = [await appointed(db, 'handler'), await appointed(db, 'approver')]
    expect(handler.actor).toMatchObject({ level: 'town', unitCode: bacheng.code, orgName: '巴城镇' })
    const content = await aWorkbook({
      企业: [
        ['统一社会信用代码*', '企业名称', '所属县（市、区）或开发区', '所属镇（园区）'],
        ['91320583MADEMX02XQ', '昆山精锐数控装备有限公司', '昆山市', '巴城镇'],
      ],
    })
    const province = ctxOf(db, 'province_handler')
    const { fileId } = held(await keepWorkbook(province, 'enterprises', { name: 'a.xlsx', content }))
    expect(held(await importEnterprises(province, fileId))).toMatchObject({ updated: 1 })
    const { id } = await aSubmission(db, { guidelineId: await anOpenGuideline(db, aConfiguration()) })
    const state = () =>
      db.client.application.findUniqueOrThrow({ where: { id }, select: { status: true, townCode: true } })
    expect(await state()).toEqual({ status: 'town_review', townCode: bacheng.code })
    const act = async () => ({ id, version: await versionOf(db, id) })
    const opinion = { conclusion: 'pass' as const, text: '材料齐全，同意推荐。', ticks: [], overrides: [] }
    await expect(giveOpinion(ctxOf(db, 'yushan_handler'), { ...(await act()), ...opinion })).rejects.toThrow()
    held(await giveOpinion(handler, { ...(await act()), ...opinion }))
    held(await recommendApplication(approver, { ...(await act()), text: '' }))
    expect(await state()).toEqual({ status: 'county_review', townCode: bacheng.code })
    expect(
      problems(
        await changeOffice(ctxOf(db, 'sys_admin'), {
          code: bacheng.code,
          ...names,
          validUntil: '2025-12-31',
        }),
      ),
    ).toEqual(['validUntil unit_in_use'])
  },
)

eachDialect(
  'an administrator adds units below their own alone, and the log keeps what was written',
  async (db) => {
    await seedCast(db)
    const [city, province] = [ctxOf(db, 'suzhou_sys_admin'), ctxOf(db, 'sys_admin')]
    const strange = { ...bacheng, parentCode: '320115', code: '320115101' }
    expect(problems(await createOffice(city, strange))).toEqual(['parentCode unit_parent'])
    expect(held(await createOffice(province, strange))).toEqual({ code: '320115101' })
    expect(held(await createOffice(city, zone))).toEqual({ code: '320577' })
    expect(problems(await createOffice(city, { ...bacheng, code: '320583100', name: '玉山镇' }))).toEqual([
      'code unit_code_taken',
      'name unit_name_taken',
    ])
    for (const key of ['sec_admin', 'province_handler', 'suzhou_handler'] as const)
      await expect(createOffice(ctxOf(db, key), bacheng)).rejects.toThrow('office')
    const row = await db.client.orgUnit.findUniqueOrThrow({ where: { code: '320577' } })
    expect(row).toMatchObject({
      level: 'county',
      kind: 'zone',
      regionCode: '320500',
      parentId: 'office-320500',
    })
    const entry = await db.client.auditEntry.findFirstOrThrow({
      where: { act: 'office.create', dossier: 'office:320577' },
    })
    expect(JSON.parse(new TextDecoder().decode(entry.bytes))).toMatchObject({
      after: {
        kind: 'zone',
        level: 'county',
        parent: '320500',
        name: '苏州新开发区',
        nameEn: 'Suzhou New Zone',
      },
    })
    expect(await db.client.auditEntry.count({ where: { act: 'office.create' } })).toBe(2)
  },
)

eachDialect('two who give one code at once get one unit', async (db) => {
  await seedCast(db)
  const results = await Promise.all(
    ['巴城镇', '周市镇'].map((name) => createOffice(ctxOf(db, 'suzhou_sys_admin'), { ...bacheng, name })),
  )
  expect(results.map(problems).toSorted()).toEqual([[], ['code unit_code_taken']])
  expect(await db.client.orgUnit.count({ where: { code: bacheng.code } })).toBe(1)
})

eachDialect('a new name is read at once, and one’s own unit is renamed by the level above', async (db) => {
  await seedCast(db)
  const { id } = await aSubmission(db, { guidelineId: await anOpenGuideline(db, aConfiguration()) })
  const applicant = ctxOf(db, 'kunshan_applicant')
  expect((await workingApplication(applicant, id)).recommender).toBe('昆山市')
  const [city, province] = [ctxOf(db, 'suzhou_sys_admin'), ctxOf(db, 'sys_admin')]
  const changed = { code: '320583', name: '昆山新市', nameEn: 'New Kunshan', validUntil: '' }
  expect(held(await changeOffice(city, changed))).toEqual({ changed: true })
  expect(held(await changeOffice(city, changed))).toEqual({ changed: false })
  expect((await workingApplication(applicant, id)).recommender).toBe('昆山新市')
  expect(problems(await changeOffice(city, { ...changed, name: '太仓市' }))).toEqual(['name unit_name_taken'])
  const own = { code: '320500', name: '苏州新市', nameEn: '', validUntil: '' }
  await expect(changeOffice(city, own)).rejects.toThrow('office')
  expect(held(await changeOffice(province, own))).toEqual({ changed: true })
  expect(await db.client.auditEntry.count({ where: { act: 'office.change' } })).toBe(2)
})

eachDialect('a dissolved unit is found and takes nobody in', async (db) => {
  await seedCast(db)
  const city = ctxOf(db, 'suzhou_sys_admin')
  held(await createOffice(city, zone))
  const { code } = zone
  const gone = { id: 'user-park_handler', active: false }
  held(await moveUser(city, { id: gone.id, officeCode: code }))
  held(await setActive(city, gone))
  const ended = { code, name: zone.name, nameEn: zone.nameEn, validUntil: '2025-03-10' }
  held(await changeOffice(city, ended))
  const next: Ctx = { ...city, now: new Date('2025-03-10T16:00:00Z') }
  const offered = async (ctx: Ctx) => {
    const units = (await registrationUnits(db, ctx.now)).flatMap(({ units: under }) => under)
    const placed = await unitsAt(db.client, 'county', ctx.now)
    return [await officesOf(ctx), await parentsOf(ctx), units, placed].map((rows) =>
      rows.some((row) => row.code === code),
    )
  }
  expect(await offered(city)).toEqual([true, true, true, true])
  expect(await offered(next)).toEqual([false, false, false, false])
  const named = await unitsAt(db.client, 'county', next.now, [code])
  expect(named.some((unit) => unit.code === code)).toBe(true)
  const person = { loginName: 'new.person', name: '新同事', email: '', phone: '' }
  const opened = await createUser(next, { ...person, officeCode: code, uscc: '', expertId: '' })
  expect(opened).toMatchObject({ refusal: { fields: [{ path: 'officeCode', code: 'not_a_unit' }] } })
  const back = await setActive(next, { ...gone, active: true })
  expect(back).toMatchObject({ refusal: { code: 'account_of_ended_unit' } })
  const list = (ctx: Ctx, view: 'ended' | 'zone', more: { q?: string; region?: string } = {}) =>
    listOffices(ctx, { view, ...more, sort: sorted, page: 1 })
  expect((await list(city, 'ended')).rows).toEqual([])
  expect((await list(next, 'ended')).rows).toMatchObject([{ code, valid: false, people: 0 }])
  expect((await list(next, 'zone')).rows.map((row) => row.code)).toEqual(['320576', code])
  expect((await list(ctxOf(db, 'sys_admin'), 'zone', { region: '320500', q: '新开发' })).rows).toMatchObject([
    { code, parent: { code: '320500' } },
  ])
  held(await changeOffice(next, { ...ended, validUntil: '' }))
  expect(await offered(next)).toEqual([true, true, true, true])
  held(await setActive(next, { ...gone, active: true }))
})
