import { count, type Events, fen, sha256, text, word, words } from '../audit/event.ts'

const edition = { publishedVersion: count, sha256 }

export const guidelineEvents: Events = {
  'fund.create': [{ after: { code: word, title: text, year: count, budgetFen: fen } }],
  'fund.category': [{ after: { code: word, title: text, budgetFen: fen } }],
  'fund.budget': [{ before: { budgetFen: fen }, after: { budgetFen: fen } }],
  'guideline.create': [{ after: { code: word, title: text } }],
  'guideline.save': [{ after: { parts: words } }],
  'guideline.co_sign': [{ after: { sha256 } }],
  'guideline.decline_co_sign': [{ after: { sha256 } }],
  'guideline.publish': [{ after: edition }],
  'guideline.amend': [{ after: edition }],
}
