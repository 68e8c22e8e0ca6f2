import { count, type Events, fen, instant, personal, sha256, text, word, words } from '../audit/event.ts'

/** What a review leaves in the dossier of an application, and the recommendation lists. */
export const reviewEvents: Events = {
  'application.open': [{ after: { openedAt: instant } }],
  'application.handle': [{ after: { conclusion: word, ticked: count, overrides: words } }],
  'application.check': [{ after: { conclusion: word, ticked: count, overrides: words } }],
  'application.co_review': [{ after: { office: word, conclusion: word, snapshot: count } }],
  'application.recuse': [{ after: { conflict: word } }],
  'application.recommend': [{ after: { node: word, snapshot: count } }],
  'application.return': [{ after: { node: word, round: count, fields: words, due: instant } }],
  'application.return_down': [{ after: { from: word } }],
  'application.reject': [{ after: { node: word, ground: word } }],
  'application.qualify': [{ after: { checkedBy: word.nullable(), rules: count } }],
  'application.grant_appeal': [{ after: { appeal: word } }],
  'application.uphold': [{}],
  'application.ask_reopening': [{ after: { node: word, risk: word } }],
  'application.decide_duplicate': [
    {
      after: {
        other: word,
        snapshot: count,
        otherSnapshot: count,
        alikePercent: count,
        conclusion: word,
        overlapFen: fen.nullable(),
      },
    },
    // 2: the other may be a listed project
    {
      after: {
        other: word.nullable(),
        listed: word.nullable(),
        snapshot: count,
        otherSnapshot: count,
        alikePercent: count,
        conclusion: word,
        overlapFen: fen.nullable(),
      },
    },
  ],
  'listed_projects.import': [{ after: { workbook: sha256, added: count, changed: count } }],
  'listed_projects.withdraw': [{ after: { projects: count, restored: count } }],
  'application.reopen': [{ after: { risk: word, askedBy: word.nullable(), basis: personal } }],
  'recommendation.generate': [{ after: { number: count, sha256, applications: count } }],
  'recommendation.set_number': [{ after: { documentNo: text } }],
  'recommendation.attach_scan': [{ after: { file: word, sha256, size: count } }],
  'recommendation.file': [{ after: { sha256, documentNo: text.nullable() } }],
  /** shares: 320583=2 */
  'split.propose': [{ after: { guideline: word, city: word, shares: words } }],
  'split.confirm': [{ before: { shares: words }, after: { city: word, shares: words } }],
  'recommendation.supersede': [{ after: { application: word.nullable() } }],
}
