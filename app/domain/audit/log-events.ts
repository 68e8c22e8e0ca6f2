import { count, day, type Events, personal, text, word, words } from './event.ts'

const erasure = { entry: word.nullable(), person: word.nullable(), values: count }

/** What is done to the log itself. */
export const logEvents: Events = {
  'epoch.ask': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'epoch.declare': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'audit.disclose': [{ after: { fields: words } }],
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
  'audit.ask_erasure': [{ after: erasure }],
  'audit.erase': [{ after: erasure }],
  'audit.decline_erasure': [{}],
  'log.key_rotated': [{ before: { key: word }, after: { key: word } }],
}
