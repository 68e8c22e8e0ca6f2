/** Lists that people fill in as workbooks: whose they are to import, and their sheets. */
import { creditSheet, enterpriseSheet } from './enterprise/import-sheets.ts'
import type { ImportSheet } from './import-sheet.ts'
import { listedSheet } from './review/listed-project.ts'
import { expertSheet } from './scoring/expert-sheet.ts'

type List = { managed: 'CreditFlag' | 'ListedProject' | 'Expert'; sheets: readonly ImportSheet[] }

export const importLists = {
  enterprises: { managed: 'CreditFlag', sheets: [enterpriseSheet, creditSheet] },
  listed_projects: { managed: 'ListedProject', sheets: [listedSheet] },
  experts: { managed: 'Expert', sheets: [expertSheet] },
} as const satisfies Record<string, List>

export type ImportList = keyof typeof importLists

export function isImportList(name: string): name is ImportList {
  return Object.hasOwn(importLists, name)
}
