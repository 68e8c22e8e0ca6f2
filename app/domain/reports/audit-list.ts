import { dateTimeSeconds } from '#app/i18n/format.ts'
import { captions } from '#app/i18n/zh-CN/captions.ts'
import { mark, numbered, type Report, serial, shortHash, table, words } from './report.ts'

export type AuditListFacts = {
  /** what was searched for, in words */
  filter: string
  exportedBy: string
  exportedAt: Date
  rows: {
    /** place in the log; null: it waits for one */
    index: number | null
    at: Date
    person: string
    act: string
    result: string
    dossier: string
    changes: { key: string; before: string; after: string }[]
    leaf: string
  }[]
  sha256: string
}

/** Entries of the audit log as they were found, with the name of who took them out across every page. */
export function auditList(facts: AuditListFacts): Report {
  const { common, auditList: own } = captions
  const side = (changes: AuditListFacts['rows'][number]['changes'], which: 'before' | 'after') =>
    changes
      .filter((change) => change[which] !== '')
      .map((change) => `${change.key}：${change[which]}`)
      .join('；')
  return {
    kind: 'audit_list',
    layout: 'list',
    title: own.title,
    documentNo: '',
    meta: [
      { label: own.filter, value: facts.filter || common.none },
      { label: own.exportedBy, value: facts.exportedBy },
      { label: common.printedAt, value: dateTimeSeconds(facts.exportedAt) },
    ],
    sections: [
      {
        heading: '',
        blocks: [
          table(
            [
              serial,
              mark('index', own.index),
              words('at', own.at, 1.5),
              words('person', own.person, 1.6),
              words('act', own.act, 1.6),
              words('result', own.result, 1),
              words('dossier', own.dossier, 1.8),
              words('before', own.before, 3),
              words('after', own.after, 3),
              words('leaf', own.leaf, 1.6),
            ],
            numbered(facts.rows, ({ changes, ...row }) => ({
              ...row,
              index: row.index === null ? '' : String(row.index),
              at: dateTimeSeconds(row.at),
              before: side(changes, 'before'),
              after: side(changes, 'after'),
              leaf: shortHash(row.leaf),
            })),
          ),
        ],
      },
    ],
    signatures: [],
    footer: { receiptNo: '', sha256: facts.sha256, watermark: facts.exportedBy, qr: '' },
  }
}
