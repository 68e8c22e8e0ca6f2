import { count, day, type Events, fen, sha256, text, word } from '../audit/event.ts'

const totals = { strategy: word, items: count, totalFen: fen, availableFen: fen }
const publicity = { minutesNo: text, postedOn: day, endsOn: day }

export const approvalEvents: Events = {
  'plan.draft': [{ after: { number: count, ...totals } }],
  'plan.edit': [
    {
      after: {
        strategy: word.optional(),
        items: count.optional(),
        totalFen: fen.optional(),
        availableFen: fen.optional(),
        item: word.optional(),
        application: word.optional(),
        beforeFen: fen.optional(),
        amountFen: fen.optional(),
      },
    },
  ],
  'plan.propose': [{ after: { items: count, totalFen: fen, availableFen: fen } }],
  'plan.co_check': [{ after: { sha256 } }],
  'plan.decline_co_check': [{ after: { sha256 } }],
  'plan.decide': [{ after: { ...publicity, attendees: count, totalFen: fen } }],
  'plan.approve': [{ after: { approved: count } }],
  'application.reserve': [{ after: { reservedUntil: count } }],
  'application.propose': [{ after: { plan: word, amountFen: fen } }],
  'application.unpropose': [{ after: { plan: word, releasedFen: fen.nullable() } }],
  'application.decide': [{ after: { plan: word, ...publicity } }],
  'application.object': [{ after: { objection: word } }],
  'application.resolve': [{ after: { objection: word, result: word.nullable(), endsOn: day.nullable() } }],
  'application.approve': [{ after: { plan: word, approvedFen: fen } }],
  'application.not_approve': [{ after: { releasedFen: fen.nullable() } }],
  'application.end_site': [{ after: { result: word, team: count } }],
  /** a list posted again while another objection keeps the application stopped */
  'publicity.post_anew': [{ after: { objection: word, amountFen: fen, endsOn: day.nullable() } }],
  'objection.reveal': [{}],
  'objection.file': [{ after: { number: word, objectorType: word } }],
  'objection.resolve': [{ after: { result: word.nullable(), newAmountFen: fen.nullable() } }],
}
