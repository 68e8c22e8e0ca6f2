import { z } from 'zod'
import { addYears, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { fenFromWan } from '#app/domain/kernel/money.ts'
import { creditLevels } from '../../funding/credit.ts'
import type { CreditFact } from '../facts.ts'
import type { ReadRow } from '../read-form.ts'
import { rowsOf } from '../read-form.ts'
import { defineRule, fail, listed, manual, missing, notApplicable, pass, wan } from './rule.ts'

/** How the applicant stands: finance, credit, accidents, resources. A.6 R08 to R11, R26, R27, R31. */

const wanText = z.string().refine((text) => fenFromWan(text).ok, 'number_format')

/** An amount of the parameters; its schema has checked it. */
export function fenOf(text: string): bigint {
  const amount = fenFromWan(text)
  return amount.ok ? amount.value : 0n
}

function amountOf(row: ReadRow | undefined, key: string): bigint | null {
  const value = row?.cells[key]
  return typeof value === 'bigint' ? value : null
}

/** R08: revenue and research share of the latest year asked. */
export const R08 = defineRule({
  code: 'R08',
  version: 1,
  severity: 'block',
  needs: ['finance.revenue', 'finance.rnd'],
  params: z.strictObject({
    minRevenueWan: wanText.default('0'),
    /** basis points: 300 = 3 % */
    minRndShare: z.number().int().min(0).max(10_000).default(0),
  }),
  judge: (facts, { minRevenueWan, minRndShare }) => {
    const row = rowsOf(facts.form, 'finance')[0]
    const revenue = amountOf(row, 'revenue')
    const rnd = amountOf(row, 'rnd')
    if (revenue === null || rnd === null) return missing(facts, 'finance.revenue', 'finance.rnd')
    const evidence = {
      year: row?.key?.slice(1) ?? '',
      revenue: wan(revenue),
      rnd: wan(rnd),
      minRevenueWan,
      minRndShare,
    }
    const params = { ...evidence, share: minRndShare / 100 }
    if (revenue < fenOf(minRevenueWan)) return fail({ key: 'R08.revenue', params }, evidence)
    if (rnd * 10_000n < revenue * BigInt(minRndShare)) return fail({ key: 'R08.fail', params }, evidence)
    return pass(evidence)
  },
})

/** R09: debts against assets of the latest year. */
export const R09 = defineRule({
  code: 'R09',
  version: 1,
  severity: 'warn',
  needs: ['finance.assets', 'finance.debts'],
  params: z.strictObject({ maxDebtRatio: z.number().int().min(0).max(20_000).default(7000) }),
  judge: (facts, { maxDebtRatio }) => {
    const row = rowsOf(facts.form, 'finance')[0]
    const assets = amountOf(row, 'assets')
    const debts = amountOf(row, 'debts')
    if (assets === null || debts === null) return missing(facts, 'finance.assets', 'finance.debts')
    const evidence = { assets: wan(assets), debts: wan(debts), maxDebtRatio }
    if (assets <= debts) return fail({ key: 'R09.negative', params: evidence }, evidence)
    if (debts * 10_000n > assets * BigInt(maxDebtRatio)) {
      return fail({ key: 'R09.fail', params: { ...evidence, ratio: maxDebtRatio / 100 } }, evidence)
    }
    return pass(evidence)
  },
})

const creditKinds = ['judgment_defaulter', 'seriously_dishonest', 'abnormal_operation']

/**
 * R10: on none of the credit lists today, and no credit record of a level that rules out, by default the gravest (D.7). With
 * a lesser one a person has to look.
 */
export const R10 = defineRule({
  code: 'R10',
  version: 2,
  severity: 'block',
  params: z.strictObject({
    kinds: z.array(z.string()).default(creditKinds),
    recordLevels: z.array(z.enum(creditLevels)).default(['grave']),
  }),
  judge: ({ enterprise, now }, { kinds, recordLevels }) => {
    const today = shanghaiDay(now)
    const hits = enterprise.flags.filter(
      (flag) =>
        kinds.includes(flag.kind) &&
        flag.occurredOn <= today &&
        (flag.endsOn === null || flag.endsOn >= today),
    )
    const records = enterprise.creditRecords.filter(
      ({ startsOn, endsOn }) => startsOn <= today && today <= endsOn,
    )
    const vetoes = records.filter(({ level }) => recordLevels.includes(level))
    const evidence = {
      hits: hits.map((flag) => `${flag.kind} ${flag.occurredOn}`).join(', '),
      records: records.map(({ level, basisNo, endsOn }) => `${level} ${basisNo} ${endsOn}`).join(', '),
      on: today,
    }
    const kindsHit = hits.map((flag) => flag.kind)
    const said = ({ level, basisNo, endsOn }: CreditFact, key: string) => ({
      key: `R10.${key}_${level}`,
      params: { basis: basisNo, until: endsOn },
    })
    if (hits.length + vetoes.length > 0)
      return fail(
        [
          ...creditKinds.filter((kind) => kindsHit.includes(kind)).map((kind) => ({ key: `R10.${kind}` })),
          ...vetoes.map((one) => said(one, 'record')),
        ],
        evidence,
      )
    return records.length === 0
      ? pass(evidence)
      : manual(
          records.map((one) => said(one, 'look')),
          evidence,
        )
  },
})

/** R11: no major accident (重大及以上, the level itself included) in the last years; the list and the declaration. */
export const R11 = defineRule({
  code: 'R11',
  version: 1,
  severity: 'block',
  needs: ['declaration.no_accident'],
  params: z.strictObject({
    years: z.number().int().min(1).max(10).default(3),
    levels: z.array(z.string()).default(['major', 'extraordinary']),
  }),
  judge: (facts, { years, levels }) => {
    const today = shanghaiDay(facts.now)
    const since = addYears(today, -years)
    const accidents = facts.enterprise.flags.filter(
      (flag) =>
        ['safety', 'environment', 'quality'].includes(flag.kind) &&
        levels.includes(flag.level) &&
        flag.occurredOn >= since,
    )
    const declared = facts.form.fields['declaration.no_accident']
    const evidence = {
      since,
      accidents: accidents.map((flag) => `${flag.kind} ${flag.occurredOn}`).join(', '),
      declared: String(declared),
    }
    if (accidents.length > 0) {
      const days = listed(accidents.map((flag) => flag.occurredOn))
      return fail({ key: 'R11.fail', params: { years, days } }, evidence)
    }
    if (typeof declared !== 'boolean') return missing(facts, 'declaration.no_accident')
    return declared ? pass(evidence) : fail({ key: 'R11.declared', params: { years } }, evidence)
  },
})

/** R26: a person compares the audit reports; the firm's rating is not known here. */
export const R26 = defineRule({
  code: 'R26',
  version: 1,
  severity: 'manual',
  needs: ['finance'],
  params: z.strictObject({
    years: z.number().int().min(1).max(5).default(2),
    rating: z.string().max(10).default('A'),
  }),
  judge: ({ form }, { years, rating }) => {
    const asked = rowsOf(form, 'finance')
      .slice(0, years)
      .map((row) => row.key?.slice(1) ?? '')
    const evidence = { years: asked.join(','), rating }
    return manual({ key: 'R26.manual', params: { years: listed(asked), rating } }, evidence)
  },
})

/** R27: revenue as typed against the library's, within a tolerance in basis points of the latter. */
export const R27 = defineRule({
  code: 'R27',
  version: 1,
  severity: 'warn',
  needs: ['finance.revenue'],
  params: z.strictObject({ tolerance: z.number().int().min(0).max(10_000).default(500) }),
  judge: ({ form, reported }, { tolerance }) => {
    if (!reported) return notApplicable()
    const apart = rowsOf(form, 'finance').flatMap((row) => {
      const year = Number(row.key?.slice(1))
      const typed = amountOf(row, 'revenue')
      const known = reported.find((figure) => figure.year === year)
      if (typed === null || !known) return []
      const gap = typed > known.revenueFen ? typed - known.revenueFen : known.revenueFen - typed
      const within = gap * 10_000n <= known.revenueFen * BigInt(tolerance)
      return within ? [] : [{ year, typed: wan(typed), known: wan(known.revenueFen) }]
    })
    const [first] = apart
    if (!first) return pass({ tolerance })
    return fail(
      apart.map((params) => ({ key: 'R27.fail', params: { ...params, tolerance: tolerance / 100 } })),
      first,
    )
  },
})

/** R31: 资源集约利用综合评价; T (not rated) passes. */
export const R31 = defineRule({
  code: 'R31',
  version: 1,
  severity: 'block',
  params: z.strictObject({ refused: z.array(z.string()).default(['C-', 'D']) }),
  judge: ({ enterprise: { resourceGrade: grade } }, { refused }) => {
    if (grade === '') return manual({ key: 'R31.manual' }, { grade })
    return refused.includes(grade) ? fail({ key: 'R31.fail', params: { grade } }, { grade }) : pass({ grade })
  },
})
