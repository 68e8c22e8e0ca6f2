import { count, type Events, fen, instant, sha256, word } from '../audit/event.ts'

export const evaluationEvents: Events = {
  'evaluation.ask': [{ after: { year: count, dueAt: instant.nullable() } }],
  'evaluation.submit': [
    { after: { scoreCenti: count, grade: word, sha256 } },
    { after: { scoreCenti: count, grade: word, spentFen: fen, sha256 } },
  ],
  'evaluation.advise': [{ after: { office: word, revision: count, scoreCenti: count, sha256 } }],
  'evaluation.confirm': [{ after: { scoreCenti: count.nullable(), grade: word.nullable() } }],
}
