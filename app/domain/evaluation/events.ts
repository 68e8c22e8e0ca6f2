import { count, type Events, fen, instant, personal, sha256, word } from '../audit/event.ts'

/** Score and grade of the reviewed rows; the hash is that of the self-evaluation with the province's scores and words. */
const confirmed = { after: { scoreCenti: count, grade: word, sha256 } }

export const evaluationEvents: Events = {
  'evaluation.ask': [{ after: { year: count, dueAt: instant.nullable() } }],
  'evaluation.submit': [
    { after: { scoreCenti: count, grade: word, sha256 } },
    { after: { scoreCenti: count, grade: word, spentFen: fen, sha256 } },
  ],
  /** 2: the hash of what was said is a commitment, as that of a short text can be guessed */
  'evaluation.advise': [
    { after: { office: word, revision: count, scoreCenti: count, sha256 } },
    { after: { office: word, revision: count, scoreCenti: count, sha256: personal } },
  ],
  'evaluation.confirm': [{ after: { scoreCenti: count.nullable(), grade: word.nullable() } }, confirmed],
  'evaluation.ask_finance': [confirmed],
  'evaluation.co_confirm': [confirmed],
  'evaluation.decline_co_confirm': [{ after: { sha256 } }],
  'consultation.ask': [
    { after: { evaluation: word, revision: count, expert: word, dueAt: instant.nullable() } },
  ],
  /** the kind of conflict; its words stay with the record */
  'consultation.recuse': [{ after: { conflict: word } }],
  'consultation.advise': [
    { after: { revision: count, scoreCenti: count, sha256 } },
    { after: { revision: count, scoreCenti: count, sha256: personal } },
  ],
}
