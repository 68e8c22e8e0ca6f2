import { type FormDefinition, isTable } from '#app/domain/application/form.ts'
import { newId } from '#app/platform/id.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { coSignGuideline } from '#app/services/guideline/co-sign.server.ts'
import { draftGuideline } from '#app/services/guideline/draft.server.ts'
import { publishGuideline, submitGuideline } from '#app/services/guideline/publish.server.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

const yuan = 100n
const wan = 10_000n * yuan

/** The fund of a year and its four directions, as the calls name them. Returns ids of the categories by code. */
export async function seedFund({ db }: Stage, year: number): Promise<Record<string, string>> {
  const fundId = newId()
  const categories = [
    ['ZDCY', '重点产业技术创新', 'Technical innovation of key industries', 30_000n],
    ['ZGSZ', '智改数转网联', 'Digital transformation', 20_000n],
    ['CYZX', '产业转型升级', 'Industrial upgrading', 20_000n],
    ['FWTX', '服务体系建设', 'Service systems', 10_000n],
  ] as const
  const ids = Object.fromEntries(categories.map(([code]) => [code, newId()]))
  await db.transact(async (tx) => {
    await tx.fund.create({
      data: {
        id: fundId,
        code: `ZZQS-${year}`,
        name: '制造强省建设专项资金',
        nameEn: 'Special fund for a strong manufacturing province',
        year,
        budgetFen: 80_000n * wan,
      },
    })
    await tx.fundCategory.createMany({
      data: categories.map(([code, name, nameEn, budget]) => ({
        id: ids[code] ?? '',
        fundId,
        code,
        name,
        nameEn,
        budgetFen: budget * wan,
      })),
    })
  })
  return ids
}

type Window = { start: number; end: number; county: number; city: number; province: number }

/** A call with its window moved so many days from today, and purchases of the two years before it counted. */
export function callAt(
  stage: Stage,
  base: GuidelineConfiguration,
  { start, end, county, city, province }: Window,
  changes: Partial<GuidelineConfiguration> = {},
): GuidelineConfiguration {
  const year = Number(stage.today.slice(0, 4))
  return {
    ...base,
    year,
    code: base.code.replace(/\d{4}/, String(year)),
    title: base.title.replace(/\d{4}/, String(year)),
    documentNo: base.documentNo.replace(/\d{4}/, String(year)),
    deadlines: {
      applyStart: stage.minute(start, '09:00'),
      applyEnd: stage.minute(end),
      townEnd: '',
      countyEnd: stage.minute(county),
      cityEnd: stage.minute(city),
      provinceCheckEnd: stage.minute(province),
    },
    form: withYears(base.form, year - base.year),
    rules: base.rules.map((choice) => {
      if (choice.code === 'R18') return { ...choice, params: { maxMonths: 48 } }
      if (choice.code === 'R19')
        return { ...choice, params: { from: stage.day(start - 1000), to: stage.day(end) } }
      return choice
    }),
    ...changes,
  }
}

/** The form with the years of its fixed rows (y2024) moved. */
function withYears(form: FormDefinition, by: number): FormDefinition {
  const moved = (text: string) =>
    text.replace(/\b(y?)(\d{4})/g, (_, mark: string, year: string) => `${mark}${Number(year) + by}`)
  return {
    sections: form.sections.map((section) =>
      isTable(section) && section.table.rows?.every(({ key }) => /^y\d{4}$/.test(key))
        ? {
            ...section,
            table: {
              ...section.table,
              rows: section.table.rows.map(({ key, label }) => ({
                key: moved(key),
                label: { zh: moved(label.zh), en: moved(label.en) },
              })),
            },
          }
        : section,
    ),
  }
}

/** Draws up, submits and publishes a call, by two people and with finance where the call says so, before it opens. Returns its id. */
export async function publishCall(
  stage: Stage,
  categoryId: string,
  configuration: GuidelineConfiguration,
  offset: number,
): Promise<string> {
  const { id } = await draftCall(stage, categoryId, configuration, offset)
  held(await submitGuideline(await stage.as('province_handler', offset), { id, version: 0 }))
  const { coSigns } = configuration.finance
  if (coSigns)
    held(
      await coSignGuideline(await stage.as('finance', offset), { id, version: 1, reason: '同意联合发布。' }),
    )
  held(await publishGuideline(await stage.as('leader', offset), { id, version: coSigns ? 2 : 1 }))
  return id
}

export async function draftCall(
  stage: Stage,
  categoryId: string,
  configuration: GuidelineConfiguration,
  offset: number,
): Promise<{ id: string }> {
  const { code, title, year } = configuration
  const from = { kind: 'configuration' as const, configuration }
  return held(
    await draftGuideline(await stage.as('province_handler', offset), { categoryId, code, title, year, from }),
  )
}

/** The two calls that Jiangsu published, in the years they were published and from the funds of those years. */
export async function publishedCalls(stage: Stage): Promise<void> {
  for (const configuration of [guidelines.jiangsu2023, guidelines.jiangsu2024]) {
    const opened = configuration.deadlines.applyStart.slice(0, 10)
    const offset = Math.round((Date.parse(opened) - Date.parse(stage.today)) / 86_400_000) - 3
    const { ZDCY = '' } = await seedFund(stage, configuration.year)
    await publishCall(stage, ZDCY, configuration, offset)
  }
}
