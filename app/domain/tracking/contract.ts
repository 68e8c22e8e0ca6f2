/** What a contract says beyond its parties (domain C.6): filled from the application, never below it. */
import { z } from 'zod'
import { rowKey, rowsAt, textAt, type FormValues } from '../application/form.ts'
import { decimalFromText } from '../kernel/decimal.ts'
import { type TargetKind, targetKinds } from '../kernel/indicator.ts'
import { fenFromWan, floorFen } from '../kernel/money.ts'

const fenText = z.string().regex(/^\d{1,18}$/)

export const instalmentOccasions = ['issue', 'midterm', 'acceptance'] as const

export const indicatorSchema = z.strictObject({
  level1: z.string(),
  level2: z.string(),
  name: z.string(),
  direction: z.enum(targetKinds),
  /** as typed at application */
  target: z.string(),
  unit: z.string(),
})
export type Indicator = z.infer<typeof indicatorSchema>

export const contractContent = z.strictObject({
  content: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  totalInvestmentFen: fenText,
  indicators: z.array(indicatorSchema),
  schedule: z.array(z.strictObject({ milestone: z.string(), dueOn: z.string() })),
  instalments: z.array(
    z.strictObject({ when: z.enum(instalmentOccasions), percent: z.number().int(), amountFen: fenText }),
  ),
})
export type ContractContent = z.infer<typeof contractContent>

/** The indicators that an application promised, as typed. */
export function promisedIndicators(form: FormValues): Indicator[] {
  return rowsAt(form, 'targets').map((row) => ({
    level1: row.level1 ?? '',
    level2: row.level2 ?? '',
    name: row.name ?? '',
    direction: directionOf(row.direction),
    target: row.value ?? '',
    unit: row.unit ?? '',
  }))
}

/** The matching money of city and county that an application counts among its sources, in fen; 0n where it names none. */
export function plannedMatching(form: FormValues): bigint {
  const row = rowsAt(form, 'sources').find((one) => one[rowKey] === 'matching')
  const read = fenFromWan(row?.amount ?? '')
  return read.ok ? read.value : 0n
}

function directionOf(text: string | undefined): TargetKind {
  return targetKinds.find((kind) => kind === text) ?? 'ge'
}

/** First day of the first and last day of the last month that an application names; `fallback` days where it names none. */
export function projectPeriod(
  form: FormValues,
  fallback: { startOn: string; endOn: string },
): { startOn: string; endOn: string } {
  const [start, end] = [month(textAt(form, 'project.start')), month(textAt(form, 'project.end'))]
  return {
    startOn: start ? `${start}-01` : fallback.startOn,
    endOn: end ? lastDay(end) : fallback.endOn,
  }
}

function month(text: string): string | null {
  const [, year, number = ''] = /^(\d{4})\D(\d{1,2})$/.exec(text.trim()) ?? []
  const whole = Number(number)
  return year && whole >= 1 && whole <= 12 ? `${year}-${number.padStart(2, '0')}` : null
}

function lastDay(yearMonth: string): string {
  const [year = 0, number = 0] = yearMonth.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** Draws the contract's content from the application as submitted, the amount approved and the guideline's instalments. */
export function drawUpContent(
  form: FormValues,
  {
    amountFen,
    instalments,
    period,
  }: {
    amountFen: bigint
    instalments: readonly { when: (typeof instalmentOccasions)[number]; percent: number }[]
    period: { startOn: string; endOn: string }
  },
): ContractContent {
  const total = fenFromWan(textAt(form, 'project.total_investment'))
  return {
    content: textAt(form, 'project.content'),
    ...period,
    totalInvestmentFen: String(total.ok ? total.value : 0n),
    indicators: promisedIndicators(form),
    schedule: rowsAt(form, 'milestones').map((row) => ({ milestone: row.name ?? '', dueOn: row.end ?? '' })),
    instalments: divideInstalments(amountFen, instalments),
  }
}

/** Each instalment down to whole 万元, the last takes the rest: together exactly the amount. */
export function divideInstalments<W extends string>(
  amountFen: bigint,
  instalments: readonly { when: W; percent: number }[],
): { when: W; percent: number; amountFen: string }[] {
  let rest = amountFen
  return instalments.map(({ when, percent }, i) => {
    const last = i === instalments.length - 1
    const fen = last ? rest : floorFen((amountFen * BigInt(percent)) / 100n)
    rest -= fen
    return { when, percent, amountFen: String(fen) }
  })
}

/** Names of promised indicators that a contract leaves out or sets lower; an `eq` target and one in words may not change at all. */
export function loweredIndicators(
  promised: readonly Indicator[],
  contracted: readonly Indicator[],
): string[] {
  return promised
    .filter((old) => !contracted.some((now) => now.name === old.name && keeps(old, now)))
    .map(({ name }) => name)
}

function keeps(old: Indicator, now: Indicator): boolean {
  if (old.direction !== now.direction || old.unit !== now.unit) return false
  if (old.direction === 'qualitative') return old.target === now.target
  const before = decimalFromText(old.target, 6, { negative: true })
  const after = decimalFromText(now.target, 6, { negative: true })
  if (!before.ok || !after.ok) return old.target === now.target
  if (old.direction === 'eq') return before.value === after.value
  return old.direction === 'ge' ? after.value >= before.value : after.value <= before.value
}
