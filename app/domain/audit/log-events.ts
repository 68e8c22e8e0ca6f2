import { count, type Events, text, word } from './event.ts'

/** What is done to the log itself. */
export const logEvents: Events = {
  'epoch.ask': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'epoch.declare': [{ after: { epoch: count, kept: count, lost: count, lostEpoch: count, lostRoot: text } }],
  'log.key_rotated': [{ before: { key: word }, after: { key: word } }],
}
