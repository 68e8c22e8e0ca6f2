import {
  count,
  day,
  type Events,
  fen,
  flag,
  instant,
  personal,
  sha256,
  text,
  word,
  words,
} from '../audit/event.ts'

const concluded = { outcome: word, suggested: word.optional(), recognisedFen: fen, members: count }
/** 2: the hash of opinion and members is a commitment */
const conclusion = [{ after: { ...concluded, sha256 } }, { after: { ...concluded, sha256: personal } }]

/** 2: what is asked of the undertaker is a commitment; people write it */
const alert = { level: count, cause: text, evidence: text }

export const trackingEvents: Events = {
  'project.export': [{ after: { view: word, q: personal, entries: count, sha256 } }],
  'project.create': [{ after: { code: word, amountFen: fen, startOn: day, endOn: day } }],
  'contract.draw_up': [{ after: { edition: count, sha256 } }],
  'contract.sign_a': [{ after: { sha256 } }],
  'contract.sign_b': [{ after: { sha256 } }],
  'contract.sign_c': [{ after: { sha256 } }],
  'report.ask': [{ after: { period: word, dueAt: instant } }],
  'report.submit': [{ after: { sha256, late: flag } }, { after: { sha256, late: flag, papers: words } }],
  'report.attach': [{ after: { slot: word } }],
  'report.detach': [{ before: { slot: word } }],
  'project.pay_reward': [
    { after: { paidOn: word, voucherNo: text, amountFen: fen } },
    { after: { amountFen: fen } },
  ],
  'project.ask_change': [{ after: { kind: word.optional() } }],
  'project.decide_change': [{ after: { approved: flag, kind: word.optional(), endOn: day.optional() } }],
  'alert.raise': [
    { after: { rule: word, ...alert, asked: text } },
    { after: { rule: word, ...alert, asked: personal } },
  ],
  'alert.upgrade': [
    { before: { level: count }, after: { ...alert, asked: text } },
    { before: { level: count }, after: { ...alert, asked: personal } },
  ],
  'alert.export': [{ after: { view: word, level: word.nullable(), q: personal, entries: count, sha256 } }],
  'project.end_midterm': [{ after: { conclusion: word.optional() } }],
  'project.terminate': [{ after: { documentNo: text } }],
  'project.revoke': [{ after: { documentNo: text } }],
  'acceptance.attach': [{ after: { slot: word } }],
  'acceptance.detach': [{ before: { slot: word } }],
  'project.apply_acceptance': [{ after: { round: count, files: words } }],
  'project.accept': conclusion,
  'project.rectify': conclusion,
  'project.fail': conclusion,
}
