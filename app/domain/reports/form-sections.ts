import { captions } from '#app/i18n/zh-CN/captions.ts'
import { common } from '#app/i18n/zh-CN/common.ts'
import type { FormDefinition, FormValues } from '../application/form.ts'
import { codesIn, formPage, type PageTable } from '../application/form-page.ts'
import { readForm } from '../application/read-form.ts'
import { industryNames } from '../kernel/industries.ts'
import { type Block, type Column, pairs, type Row, type Section, table, words } from './report.ts'

/** A filled form as sections of a document, drawn from the same definition as the page. */
export function formSections(definition: FormDefinition, values: FormValues): Section[] {
  const { yes, no } = common
  const read = readForm(definition, values)
  const names = industryNames(codesIn(definition, values).industry, 'zh')
  return formPage(definition, values, { language: 'zh', yes, no, names }, read).map((section) => ({
    heading: `${section.number} ${section.title}`,
    blocks: section.table
      ? [tableBlock(section.table)]
      : [
          pairs(
            1,
            ...(section.fields ?? []).map(({ label, shown, unit }): [string, string] => [
              label,
              shown && unit ? `${shown} ${unit}` : shown,
            ]),
          ),
        ],
  }))
}

function tableBlock({ columns, rows, totals, fixed }: PageTable): Block {
  const label = words('label', '', 2)
  const shown: Column[] = columns.map((column) => ({
    ...words(column.key, column.label),
    align: column.kind === 'wan' ? 'right' : 'left',
    unit: column.unit ?? '',
  }))
  return table(
    fixed ? [label, ...shown] : shown,
    rows.map((row): Row => ({
      label: row.label ?? '',
      ...Object.fromEntries(columns.map(({ key }, index) => [key, row.cells[index]?.shown ?? ''])),
    })),
    totals && { [fixed ? 'label' : (columns[0]?.key ?? '')]: captions.common.total, ...totals },
  )
}
