import { dateTimeSeconds } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { type Block, mark, type Report, serial, words } from './report.ts'

export type ExportedListFacts = {
  /** what the list was filtered by, in words */
  filter: string
  generatedAt: Date
  sha256: string
}

export type OfProject = { code: string; name: string; undertaker: string }

/** What the rows of a list are about, first in each: project and undertaker. */
export const projectColumns = [
  serial,
  mark('code', captions.common.projectCode),
  words('name', captions.common.projectName, 4),
  words('undertaker', captions.common.undertaker, 3),
] as const

/** "Export exactly this": one table as the page shows it, under what it was filtered by and when. */
export function exportedList(
  { kind, title }: Pick<Report, 'kind' | 'title'>,
  { filter, generatedAt, sha256 }: ExportedListFacts,
  rows: Block,
): Report {
  const { common, applicationList } = captions
  return {
    kind,
    layout: 'list',
    title,
    documentNo: '',
    meta: [
      { label: applicationList.filter, value: filter || common.none },
      { label: common.printedAt, value: dateTimeSeconds(generatedAt) },
    ],
    sections: [{ heading: '', blocks: [rows] }],
    signatures: [],
    footer: { receiptNo: '', sha256, watermark: '', qr: '' },
  }
}
