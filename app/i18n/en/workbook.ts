import type { workbook as source } from '../zh-CN/workbook.ts'

export const workbook = {
  title: {
    enterprises: 'Import enterprises and bad records',
    listed_projects: 'Lists of other departments',
    experts: 'Import experts',
  },
  choose: 'Excel workbook (.xlsx)',
  limit: 'At most 10 MB and 2,000 rows a sheet, without macros and links to other files.',
  check: 'Upload and check',
  dryRun: 'Result of the check: {name}',
  problems: '{count} rows have problems and are left out:',
  row: '“{sheet}” row {row}:',
  entry: '{column}, entry {row}, {part}',
  act: 'Import the {count} rows without problems',
  template: 'Download a template (.xlsx)',
  templateOf: '{title} (template)',
  captionsNote: 'Captions may stand in any of the first five rows, in any order, in Chinese or English.',
  guide: {
    title: 'How to fill in',
    sheet: 'Sheet',
    column: 'Caption',
    needed: 'Needed',
    yes: 'Yes',
    how: 'What to write',
    several: 'several, separated by commas',
  },
} satisfies typeof source
