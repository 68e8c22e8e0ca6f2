import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { seal } from '#app/platform/sealed.server.ts'
import { aFilledForm } from '#fixtures/application.ts'
import { aDrawnPanel, aPlannedPanel, scoringDay as now } from '#fixtures/scoring.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { testSigner } from '../../../workers/audit/testing.ts'
import { pageText, testSite } from '../testing.ts'

const person = (key: string) => ({ id: `user-${key}` })

test('the organiser is offered to call further experts, and told when no place is open', async () => {
  await using db = await testDb()
  const { panelId } = await aDrawnPanel(db)
  const { requestAs, postAs } = await testSite(db)
  const path = `/scoring/panels/${panelId}`
  const page = async (key: string) => pageText(await requestAs(person(key), path, { now }))
  expect(await page('organiser')).toContain('按抽取次序增补专家')
  expect(await page('supervisor')).not.toContain('按抽取次序增补专家')

  const act = { act: 'call_further', version: '2', reason: '候补专家均已谢绝' }
  const full = await postAs(person('organiser'), path, act, { now })
  expect(full.status).toBe(409)
  expect(await pageText(full)).toContain('没有空缺的席位')
  await db.client.panelSeat.updateMany({
    where: {
      panelId,
      expert: { kind: 'technical' },
      status: { in: ['invited', 'standby'] },
      order: { gt: 1 },
    },
    data: { status: 'declined' },
  })
  const called = await postAs(person('organiser'), path, act, { now })
  expect([called.status, called.headers.get('Location')]).toEqual([302, `${path}?tab=seats`])
  expect(await db.client.auditEntry.count({ where: { act: 'seat.promote', result: 'done' } })).toBe(1)
})

test('the organiser sees before the draw who is kept away, and what a person has to look into', async () => {
  await using db = await testDb()
  const { panelId, applicationIds } = await aPlannedPanel(db)
  const form = aFilledForm('kunshan', {
    'enterprise.contact_phone': '138 1111 2222',
    avoidance: [{ name: '金教授', employer: '', reason: '曾任竞争企业技术顾问' }],
  })
  const [id = ''] = applicationIds
  await db.client.application.update({ where: { id }, data: { form: JSON.stringify(form) } })
  await db.client.expert.update({
    where: { id: 'expert-expert_bai' },
    data: { phone: seal('13811112222', 'expert.phone:expert-expert_bai') },
  })
  const { requestAs } = await testSite(db)
  const pool = async (key: string) =>
    pageText(await requestAs(person(key), `/scoring/panels/${panelId}?tab=pool`, { now }))
  const page = await pool('organiser')
  expect(page).toContain('申报单位申请该专家回避')
  expect(page).toContain('C10 申报单位申请回避')
  expect(page).toContain('需人工核对（1 项）')
  expect(page).toContain('白研究员 · C11 与申报单位或其联系人电话相同')
  expect(page).not.toMatch(/13811112222|138 1111 2222|竞争企业/)
  expect(await pool('leader')).not.toMatch(/申请该专家回避|需人工核对/)
})

test('who is left out for another field is said with the names of the fields, not with codes alone', async () => {
  await using db = await testDb()
  const seats = { technical: 2, finance: 1, management: 0 }
  const substitutes = { technical: 0, finance: 0, management: 0 }
  const conditions = { specialties: ['36'], seats, substitutes, cityShare: 'none' as const }
  const { panelId } = await aPlannedPanel(db, { conditions })
  const { requestAs } = await testSite(db)
  const path = `/scoring/panels/${panelId}?tab=pool`
  const page = await pageText(await requestAs(person('organiser'), path, { now }))
  expect(page).toContain('专业领域不符（本人：34 通用设备制造业、35 专用设备制造业）')
})

test('a leader looks at the pool: no telephone in full, no act, and not who sits in which panel', async () => {
  await using db = await testDb()
  const { panelId } = await aDrawnPanel(db)
  const seat = await db.client.panelSeat.findFirstOrThrow({
    where: { panelId },
    include: { expert: true, panel: true },
  })
  const { requestAs } = await testSite(db)
  const read = async (key: string, path: string) => pageText(await requestAs(person(key), path, { now }))
  expect(await read('leader', '/experts')).toContain(seat.expert.name)
  expect(await read('organiser', `/experts/${seat.expertId}`)).toContain(seat.panel.name)
  const record = await read('leader', `/experts/${seat.expertId}`)
  expect(record).toContain(seat.expert.employer)
  expect(record).not.toContain(seat.panel.name)
  expect((await requestAs(person('leader'), '/experts/new', { now })).status).toBe(404)
})

test('the data of a draw are for who sees the people, once its entries are published', async () => {
  await using db = await testDb()
  const { panelId } = await aDrawnPanel(db)
  const { requestAs } = await testSite(db)
  const path = `/scoring/panels/${panelId}/draws/1/draw.json`
  const read = (key: string) => requestAs(person(key), path, { now })
  expect((await read('supervisor')).status).toBe(404)
  await sequenceAll(db, { signer: testSigner })
  for (const key of ['organiser', 'supervisor']) {
    const given = await read(key)
    expect(given.headers.get('Content-Disposition')).toContain('attachment; filename="draw-')
    expect(await given.json()).toMatchObject({ version: 1, panel: panelId, salt: '314159' })
  }
  for (const key of ['leader', 'kunshan_handler', 'expert_jin'])
    expect([key, (await read(key)).status]).toEqual([key, 404])
  const page = `/scoring/panels/${panelId}?tab=draw`
  expect(await (await requestAs(person('supervisor'), page, { now })).text()).toContain(path)
  expect(await (await requestAs(person('leader'), page, { now })).text()).not.toContain(path)
})
