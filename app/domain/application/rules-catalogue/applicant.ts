import { z } from 'zod'
import { enterpriseSize, sizeSector } from '#app/domain/kernel/enterprise-size.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import { addMonths, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { checkUscc } from '#app/domain/kernel/uscc.ts'
import { textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import type { Label } from '../form.ts'
import { directionOf, rowsOf, wordAt } from '../read-form.ts'
import {
  defineRule,
  fail,
  listed,
  manual,
  missing,
  missingInProfile,
  notApplicable,
  pass,
  wan,
} from './rule.ts'

/** Who applies: A.6 R01 to R07, and R34. */

const codes = z.array(z.string().max(40)).max(100).default([])
const dayOrNone = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/, 'day_format')

/** R01: a valid code, and that of the account's enterprise. */
export const R01 = defineRule({
  code: 'R01',
  version: 1,
  severity: 'block',
  needs: ['enterprise.uscc'],
  params: z.strictObject({}),
  judge: ({ form, enterprise }) => {
    const typed = wordAt(form.fields, 'enterprise.uscc')
    const evidence = { typed, library: enterprise.uscc }
    if (typed === '' || !checkUscc(typed).ok) return fail({ key: 'R01.invalid' }, evidence)
    if (typed !== enterprise.uscc) return fail({ key: 'R01.fail', params: evidence }, evidence)
    return pass(evidence)
  },
})

/** R02: registered inside the province, and where the library says. */
export const R02 = defineRule({
  code: 'R02',
  version: 1,
  severity: 'block',
  needs: ['enterprise.region'],
  params: z.strictObject({
    prefix: z
      .string()
      .regex(/^\d{2,6}$/)
      .default('32'),
  }),
  judge: ({ form, enterprise }, { prefix }) => {
    const typed = wordAt(form.fields, 'enterprise.region')
    const evidence = { typed, library: enterprise.regionCode, unit: enterprise.unitCode, prefix }
    if (typed === '') return fail({ key: 'R02.empty' }, evidence)
    if (!enterprise.regionCode.startsWith(prefix)) {
      return fail({ key: 'R02.outside', params: { region: enterprise.regionCode, prefix } }, evidence)
    }
    const known = [enterprise.regionCode, enterprise.unitCode]
    return known.includes(typed) ? pass(evidence) : fail({ key: 'R02.fail', params: evidence }, evidence)
  },
})

/** R03: branches do not apply. */
export const R03 = defineRule({
  code: 'R03',
  version: 1,
  severity: 'block',
  params: z.strictObject({}),
  judge: ({ enterprise }) =>
    enterprise.independentLegalPerson
      ? pass({ independent: 'yes' })
      : fail({ key: 'R03.fail' }, { independent: 'no' }),
})

/** R04: in business for some months at the cut-off day; exempt kinds need a human tick. */
export const R04 = defineRule({
  code: 'R04',
  version: 1,
  severity: 'block',
  params: z.strictObject({
    months: z.number().int().min(1).max(240).default(12),
    /** cut-off day; '' is the last day of application */
    on: dayOrNone.default(''),
    exemptTags: codes,
    exemptDirections: codes,
  }),
  judge: (facts, { months, on, exemptTags, exemptDirections }) => {
    const { enterprise, form, configuration } = facts
    const cutOff = on || configuration.deadlines.applyEnd.slice(0, 10)
    const evidence = { establishedOn: enterprise.establishedOn, cutOff, months }
    if (enterprise.establishedOn === '') return missingInProfile(facts, 'enterprise.established_on')
    if (addMonths(enterprise.establishedOn, months) <= cutOff) return pass(evidence)
    const exempt =
      exemptTags.some((tag) => enterprise.tags.includes(tag)) || exemptDirections.includes(directionOf(form))
    return exempt
      ? manual({ key: 'R04.manual', params: evidence }, evidence)
      : fail({ key: 'R04.fail', params: evidence }, evidence)
  },
})

/** R05: in business, not in liquidation. */
export const R05 = defineRule({
  code: 'R05',
  version: 1,
  severity: 'block',
  params: z.strictObject({}),
  judge: ({ enterprise: { status } }) =>
    status === 'in_business' ? pass({ status }) : fail({ key: 'R05.fail' }, { status }),
})

/** R06: industry by divisions of GB/T 4754, two digits; longer codes name classes. */
export const R06 = defineRule({
  code: 'R06',
  version: 1,
  severity: 'block',
  params: z.strictObject({ allowed: codes.default(manufacturing()) }),
  judge: ({ enterprise }, { allowed }) => {
    const code = enterprise.industryCode.replace(/^[A-Z]/, '')
    const evidence = { code, allowed: allowed.join(',') }
    if (allowed.length === 0) return notApplicable(evidence)
    if (code !== '' && allowed.some((prefix) => code.startsWith(prefix))) return pass(evidence)
    return fail({ key: 'R06.fail', params: { code: code || '—' } }, evidence)
  },
})

/** Section C, divisions 13 to 43. */
function manufacturing(): string[] {
  return divisions.filter((division) => division.section === 'C').map((division) => division.code)
}

/** Qualifications and sizes as people call them. */
function inWords(tags: readonly string[], sizes: readonly string[]): Label[] {
  const [zh, en] = [messagesOf('zh-CN'), messagesOf('en')]
  const named = (place: string) => (code: string) => ({
    zh: textOf(zh, `${place}.${code}`) ?? code,
    en: textOf(en, `${place}.${code}`) ?? code,
  })
  return [...tags.map(named('configuration.tag')), ...sizes.map(named('enterprise.import.sizeOf'))]
}

/** R07: one of the tags or one of the sizes. */
export const R07 = defineRule({
  code: 'R07',
  version: 1,
  severity: 'block',
  params: z.strictObject({ tags: codes, sizes: codes }),
  judge: ({ enterprise, now }, { tags, sizes }) => {
    const evidence = { tags: enterprise.tags.join(','), size: enterprise.size, on: shanghaiDay(now) }
    if (tags.length === 0 && sizes.length === 0) return notApplicable(evidence)
    const fits = tags.some((tag) => enterprise.tags.includes(tag)) || sizes.includes(enterprise.size)
    return fits
      ? pass(evidence)
      : fail({ key: 'R07.fail', params: { asked: listed(inWords(tags, sizes)) } }, evidence)
  },
})

/** R34: the size typed is what staff and the revenue of the latest year give in the industry (H.5), where it has a table. */
export const R34 = defineRule({
  code: 'R34',
  version: 1,
  severity: 'warn',
  needs: ['enterprise.size', 'enterprise.staff', 'enterprise.industry_code', 'finance.revenue'],
  params: z.strictObject({}),
  judge: (facts) => {
    const { fields } = facts.form
    const typed = wordAt(fields, 'enterprise.size')
    const staff = fields['enterprise.staff']
    const revenueFen = rowsOf(facts.form, 'finance')[0]?.cells.revenue
    if (typed === '' || typeof staff !== 'number' || typeof revenueFen !== 'bigint')
      return missing(facts, 'enterprise.size', 'enterprise.staff', 'finance.revenue')
    const [division = ''] = /\d{2}/.exec(wordAt(fields, 'enterprise.industry_code')) ?? []
    const sector = sizeSector(division)
    if (!sector) return notApplicable({ division })
    const size = enterpriseSize({ sector, staff, revenueFen })
    const evidence = { typed, size, staff, revenue: wan(revenueFen) }
    if (size === typed) return pass(evidence)
    const [said, reckoned] = inWords([], [typed, size])
    const params = { staff, revenue: evidence.revenue, typed: said ?? typed, size: reckoned ?? size }
    return fail({ key: 'R34.fail', params }, evidence)
  },
})
