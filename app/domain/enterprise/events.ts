import { type Events, sha256, word, words } from '../audit/event.ts'

export const enterpriseEvents: Events = {
  'enterprise.register': [{ after: { user: word } }],
  'enterprise.save_profile': [{ after: { fields: words } }],
  'enterprise.import': [{ after: { fields: words, workbook: sha256 } }],
  'enterprise.flag': [{ after: { kind: word, occurredOn: word, endsOn: word.nullable(), workbook: sha256 } }],
}
