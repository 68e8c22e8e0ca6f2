import { count, type Events, flag, personal, sha256, word, words } from '../audit/event.ts'

/** content, from version 2: the hash of what the row says then */
export const enterpriseEvents: Events = {
  'enterprise.register': [{ after: { user: word } }, { after: { user: word, content: personal } }],
  'enterprise.save_profile': [{ after: { fields: words } }, { after: { fields: words, content: personal } }],
  'enterprise.import': [
    { after: { fields: words, workbook: sha256 } },
    { after: { fields: words, workbook: sha256, content: personal } },
  ],
  'enterprise.reveal': [{}],
  'staff.open': [{ after: { enterpriseId: word } }],
  'staff.close': [{ before: { active: flag }, after: { active: flag } }],
  'staff.reopen': [{ before: { active: flag }, after: { active: flag } }],
  'staff.reset_password': [{}],
  'staff.appoint': [{ before: { principal: flag }, after: { principal: flag } }],
  'staff.step_down': [{ before: { principal: flag }, after: { principal: flag } }],
  'enterprise.export': [{ after: { q: personal, entries: count, sha256 } }],
  'enterprise.flag': [{ after: { kind: word, occurredOn: word, endsOn: word.nullable(), workbook: sha256 } }],
}
