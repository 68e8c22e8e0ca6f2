import { count, day, type Events, fen, personal, sha256, text, word } from '../audit/event.ts'

export const fundingEvents: Events = {
  'issue.propose': [
    { after: { documentNo: text, issuedOn: day, subjectCode: word, totalFen: fen, payments: count } },
  ],
  'issue.issue': [{ after: { documentNo: text, totalFen: fen, payments: count, sha256 } }],
  'payment.export': [{ after: { view: word, q: personal, issue: word.nullable(), entries: count, sha256 } }],
  'payment.list': [{ after: { issue: word, number: count, amountFen: fen, payerCode: word } }],
  'payment.issue': [{ after: { documentNo: text, amountFen: fen } }],
  'payment.receive': [{ after: { receivedOn: day, amountFen: fen } }],
  'payment.pay': [
    { after: { paidOn: day, voucherNo: text, bank: text, account: word, amountFen: fen, sha256 } },
  ],
  'payment.confirm': [{ after: { arrivedOn: day, amountFen: fen, sha256 } }],
  'payment.return': [{ after: { amountFen: fen } }],
  'payment.withdraw': [{ after: { amountFen: fen } }],
  'clawback.export': [{ after: { view: word, entries: count, sha256 } }],
  'clawback.open': [{ after: { cause: word, paidFen: fen } }],
  'clawback.attach': [{ after: { file: word, sha256, size: count } }],
  'clawback.propose': [{ after: { ground: word, eligibleFen: fen, amountFen: fen } }],
  'clawback.decide': [{ after: { ground: word, amountFen: fen } }],
  'clawback.notify': [{ after: { documentNo: text, endsOn: day, amountFen: fen, sha256 } }],
  'clawback.repay': [{ after: { paidOn: day, voucherNo: text, amountFen: fen, repaidFen: fen } }],
  'clawback.mark_overdue': [{ after: { leftFen: fen } }],
  'credit.open': [{ after: { event: word, level: word } }],
  'credit.attach': [{ after: { file: word, sha256, size: count } }],
  'credit.propose': [{ after: { level: word, documentNo: text } }],
  'credit.record': [{ after: { level: word, points: count, scale: count, startsOn: day, endsOn: day } }],
  'credit.add_evidence': [{ after: { file: word, sha256, size: count } }],
  'credit.export': [{ after: { view: word, q: personal, entries: count, sha256 } }],
  'clawback.transfer': [{ after: { leftFen: fen } }],
}
