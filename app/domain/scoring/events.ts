import { count, type Events, instant, personal, sha256, text, word, words } from '../audit/event.ts'

const assignment = { application: word, expert: word, avoidance: words }

export const scoringEvents: Events = {
  'expert.reveal': [{}],
  /** names are searched for; the rows are about people and leave no hash of theirs */
  'expert.export': [
    { after: { q: personal, status: word.nullable(), kind: word.nullable(), entries: count } },
  ],
  /** content, of these three: the hash of what the record says then */
  'expert.admit': [{}, { after: { content: personal } }],
  'expert.edit': [{ after: { fields: words } }, { after: { fields: words, content: personal } }],
  /** changes: before and after of what is not sealed, as JSON; telephone and mail are only named */
  'expert.edit_own': [
    { after: { fields: words, changes: personal } },
    { after: { fields: words, changes: personal, content: personal } },
  ],
  'proposal.propose': [{ after: { unit: word, name: personal } }],
  'panel.plan': [{ after: { guideline: word, applications: words, conditions: text } }],
  'panel.publish_pool': [
    { after: { draw: count, poolSha256: sha256, nonceSha256: sha256, candidates: count, excluded: count } },
  ],
  'panel.draw': [
    {
      after: { draw: count, salt: word, nonce: sha256, seed: word, members: words, substitutes: words },
    },
  ],
  'panel.open_scoring': [{ after: { scoringEnd: instant } }],
  'panel.extend': [{ after: { scoringEnd: instant } }],
  'panel.resume_scoring': [{ after: { sheet: word } }],
  'panel.sign': [{ after: { rankingSha256: sha256 } }],
  'panel.substitutes_used_up': [{ after: { seat: word } }],
  'seat.invite': [{ after: { expert: word, draw: count } }],
  'seat.stand_by': [{ after: { expert: word, draw: count, place: count.optional() } }],
  'seat.designate': [{ after: { expert: word, draw: count } }],
  'seat.approve_designation': [{ after: { expert: word, draw: count } }],
  'seat.promote': [
    { after: { expert: word, replaces: word.optional(), draw: count.optional(), place: count.optional() } },
  ],
  'seat.commit': [{ after: { committedAt: instant } }],
  'sheet.assign': [{ after: assignment, refused: assignment }],
  'sheet.recuse': [{ after: { conflict: word } }],
  'sheet.void': [{ after: { application: word, expert: word } }],
  /** content: the hash of what was submitted */
  'sheet.submit': [{ after: { revision: count } }, { after: { revision: count, content: personal } }],
  /** of a whole guideline, when the last of its panels is signed */
  'ranking.complete': [{ after: { panels: words, rankingSha256: sha256 } }],
  'ranking.order': [{ before: { rank: count }, after: { applications: words, minutesNo: text } }],
  'application.start_review': [{ after: { panel: word } }],
  'application.finish_review': [
    { after: { panel: word, scoreCenti: count.nullable(), outcome: word.nullable() } },
  ],
}
