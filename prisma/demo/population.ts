import type { Db } from '#app/db/client.server.ts'
import { sealedContact } from '#app/db/contact.server.ts'
import { organisationCheck, usccCheck } from '#app/domain/kernel/uscc.ts'
import { cast, enterprises, type Person } from '#fixtures/cast.ts'
import { demoPasswordHash, enterpriseRow, expertRow } from '#fixtures/world.ts'
import { officeId } from '#app/domain/office/unit.ts'
import { offices } from '../reference/offices.ts'
import { nameOf } from './people.ts'

const epoch = new Date('2025-01-02T01:00:00Z')
const enterpriseCount = 40
const expertCount = 60

/** Beside the cast: two officers and a person of finance in every office, enterprises in every city, and the expert pool. */
export async function seedPopulation(db: Db): Promise<void> {
  const passwordHash = await demoPasswordHash()
  const account = { passwordHash, demo: true, createdAt: epoch }
  await db.transact(async (tx) => {
    await tx.user.createMany({ data: [...officers(), ...purses()].map((row) => ({ ...row, ...account })) })
    const rows = moreEnterprises()
    await tx.enterprise.createMany({ data: rows })
    await tx.user.createMany({
      data: rows.map((row) => ({
        ...account,
        id: `user-${row.id}`,
        loginName: row.uscc,
        name: row.contactName,
        ...sealedContact(`user-${row.id}`, {
          email: `${row.id.replace('enterprise-', '')}@example.com`,
          phone: '',
        }),
        roles: 'applicant',
        enterpriseId: row.id,
        principal: true,
      })),
    })
    const pool = moreExperts()
    await tx.expert.createMany({ data: pool })
    await tx.user.createMany({
      data: pool.map((row) => ({
        ...account,
        id: `user-${row.id}`,
        loginName: row.id.replace('expert-', ''),
        name: row.name,
        ...sealedContact(`user-${row.id}`, {
          email: `${row.id.replace('expert-', '')}@example.com`,
          phone: '',
        }),
        roles: 'expert',
        expertId: row.id,
      })),
    })
  })
}

/** Handler and approver of every office that the cast does not staff already. */
function officers() {
  const staffed = new Set(Object.values<Person>(cast).map(({ office }) => office))
  return offices
    .filter(({ code }) => !staffed.has(code))
    .flatMap(({ code }, index) =>
      (['handler', 'approver'] as const).map((role, place) => ({
        id: `user-${role}-${code}`,
        loginName: `${role}-${code}`,
        name: nameOf(index * 2 + place),
        ...sealedContact(`user-${role}-${code}`, { email: `${role}-${code}@example.com`, phone: '' }),
        roles: role,
        orgId: officeId(code),
      })),
    )
}

/** Finance of every city and county-level office where the cast has none. */
function purses() {
  const staffed = new Set(
    Object.values<Person>(cast)
      .filter(({ roles }) => roles.includes('finance'))
      .map(({ office }) => office),
  )
  return offices
    .filter(({ code, level }) => level !== 'province' && !staffed.has(code))
    .map(({ code }, index) => ({
      id: `user-finance-${code}`,
      loginName: `finance-${code}`,
      name: nameOf(460 + index),
      ...sealedContact(`user-finance-${code}`, { email: `finance-${code}@example.com`, phone: '' }),
      roles: 'finance',
      orgId: officeId(code),
    }))
}

const trades = [
  ['精密机械', 'C342', 'GUISHANG,ZJTX'],
  ['智能装备', 'C349', 'GUISHANG,HIGH_TECH'],
  ['电气设备', 'C382', 'GUISHANG'],
  ['半导体材料', 'C398', 'GUISHANG,LITTLE_GIANT'],
  ['汽车零部件', 'C367', 'GUISHANG'],
  ['高端纺织', 'C171', 'GUISHANG'],
  ['新型建材', 'C302', 'GUISHANG'],
  ['生物医药', 'C276', 'GUISHANG,HIGH_TECH'],
  ['海工装备', 'C373', 'GUISHANG,SINGLE_CHAMPION'],
] as const
const words = [
  '恒远',
  '金陵',
  '华信',
  '长江',
  '东吴',
  '苏源',
  '瑞泰',
  '博创',
  '中联',
  '宏图',
  '天工',
  '新程',
] as const

/** Enterprises in turn over the thirteen cities, each in a county-level unit of its city. */
function moreEnterprises() {
  const cities = offices.filter(({ level }) => level === 'city')
  return Array.from({ length: enterpriseCount - Object.keys(enterprises).length }, (_, index) => {
    const city = cities[index % cities.length]
    const units = offices.filter(({ parent, level }) => parent === city?.code && level === 'county')
    const unit = units[Math.floor(index / cities.length) % units.length]
    const trade = trades[index % trades.length]
    if (!city || !unit || !trade) throw new Error('the reference offices are missing')
    const place =
      unit.name.replace(/(经济技术开发区|高新技术产业开发区|新区|工业园区|[区县市])$/, '') || unit.name
    return enterpriseRow(`demo-${index + 1}`, {
      uscc: usccOf(unit.regionCode, index),
      name: `${place}${words[index % words.length]}${trade[0]}有限公司`,
      unitCode: unit.code,
      cityCode: city.code,
      townCode: null,
      industryCode: trade[1],
      tags: trade[2],
      legalRepresentative: nameOf(300 + index),
      contactName: nameOf(350 + index),
    })
  })
}

/** A code with right check characters, marked as made up by DEMO in the organisation part. */
function usccOf(regionCode: string, index: number): string {
  const organisation = `MADEM${String(100 + index)}`
  const first17 = `91${regionCode}${organisation}${organisationCheck(organisation)}`
  return first17 + usccCheck(first17)
}

const employers = [
  '东南大学',
  '南京航空航天大学',
  '苏州大学',
  '江苏大学',
  '中国矿业大学',
  '扬州大学',
  '江苏省产业技术研究院',
  '南京工业大学',
] as const
const accountants = ['苏亚金诚会计师事务所', '公证天业会计师事务所', '天衡会计师事务所'] as const
const fields = ['34,35', '38,39', '36,37', '26,27', '17,30', '39,40', '34,39'] as const

/** Experts of every city; each fifth is a finance expert. */
function moreExperts() {
  const cities = offices.filter(({ level }) => level === 'city')
  const named = Object.values<Person>(cast).filter(({ expert }) => expert).length
  return Array.from({ length: expertCount - named }, (_, index) => {
    const finance = index % 5 === 4
    const row = expertRow(`${String(index + 1).padStart(2, '0')}`, {
      name: nameOf(400 + index),
      employer:
        (finance ? accountants[index % accountants.length] : employers[index % employers.length]) ?? '',
      kind: finance ? 'finance' : 'technical',
      cityCode: cities[index % cities.length]?.code ?? '',
      specialties: fields[index % fields.length] ?? '',
    })
    const places = finance ? accountants : employers
    const before = {
      orgName: places[(index + 1) % places.length] ?? '',
      uscc: '',
      role: finance ? '审计师' : '讲师',
    }
    return {
      ...row,
      history: JSON.stringify([{ ...before, from: '2006-09', to: `${2012 + (index % 6)}-06` }]),
    }
  })
}
