import { count, day, type Events, instant, personal, text, word, words } from './event.ts'

const erasureFirst = { entry: word.nullable(), person: word.nullable(), values: count }
const erasure = { ...erasureFirst, file: word.nullable() }

/** What is done to the log itself. */
export const logEvents: Events = {
  'epoch.ask': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'epoch.declare': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'disclosure.ask': [{ after: { entry: word, roles: words } }],
  'disclosure.agree': [{ after: { takeUntil: instant.nullable() } }],
  'audit.disclose': [{ after: { fields: words } }, { after: { fields: words, request: word } }],
  'audit.export': [
    {
      after: {
        dossier: text.nullable(),
        person: personal,
        act: word.nullable(),
        result: word.nullable(),
        from: day.nullable(),
        to: day.nullable(),
        entries: count,
        format: word,
      },
    },
  ],
  'audit.ask_erasure': [{ after: erasureFirst }, { after: erasure }],
  'audit.erase': [{ after: erasureFirst }, { after: erasure }],
  /** after a restore */
  'audit.erase_again': [{ after: { ...erasure, erasedAt: instant } }],
  'audit.decline_erasure': [{}],
  'log.key_rotated': [{ before: { key: word }, after: { key: word } }],
}
