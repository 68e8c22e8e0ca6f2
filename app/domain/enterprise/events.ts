import { count, type Events, personal, sha256, word, words } from '../audit/event.ts'

export const enterpriseEvents: Events = {
  'enterprise.register': [{ after: { user: word } }],
  'enterprise.save_profile': [{ after: { fields: words } }],
  'enterprise.import': [{ after: { fields: words, workbook: sha256 } }],
  'enterprise.export': [{ after: { q: personal, entries: count, sha256 } }],
  'enterprise.flag': [{ after: { kind: word, occurredOn: word, endsOn: word.nullable(), workbook: sha256 } }],
}
