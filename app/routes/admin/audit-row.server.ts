import type { AuditRow } from '#app/db/admin/audit.server.ts'
import { erased } from '#app/domain/audit/erased.ts'
import { everyAct } from '#app/domain/audit/events.ts'
import {
  actWord,
  changeWords,
  dossierWord,
  type Find,
  groupWord,
  objectWord,
  refusalWord,
  viaWord,
} from '#app/i18n/audit-words.ts'

/** An entry of the log in the reader's words, which are more than a page should load. */
export function auditRowIn(find: Find, row: AuditRow) {
  const value = (text: string) => (text === erased ? find(['admin.audit.erased']) : text)
  return {
    ...row,
    person: row.person === 'system' ? find(['common.role.system']) : row.person,
    from: [viaWord(find, row.via), value(row.ip)].filter(Boolean).join(' · '),
    act: actWord(find, row.act),
    refusal: row.refusal && refusalWord(find, row.refusal),
    dossierName: dossierWord(find, row.dossier),
    object: `${objectWord(find, row.object.type)} ${row.object.id}`,
    reason: value(row.reason),
    changes: row.changes.map((change) => {
      const { key, before, after } = changeWords(find, row.object.type, change)
      return { key, before: value(before), after: value(after) }
    }),
  }
}

/** Acts by the names that people know, grouped by what they are done to; every act unless told. */
export function actGroups(find: Find, acts: readonly string[] = everyAct()) {
  const groups = Map.groupBy(acts, (act) => act.split('.')[0] ?? '')
  return [...groups].map(([group, members]) => ({
    group: groupWord(find, group),
    acts: members.map((act) => ({ act, label: actWord(find, act) })),
  }))
}
