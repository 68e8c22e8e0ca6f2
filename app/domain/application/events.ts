import { count, type Events, instant, personal, sha256, word } from '../audit/event.ts'

const edition = { snapshot: count, sha256 }

export const applicationEvents: Events = {
  'application.create': [{ after: { guideline: word, channel: word } }],
  'application.commit': [{}],
  'application.attach': [{ after: { slot: word } }],
  'application.detach': [{ before: { slot: word } }],
  /** `avoid`: experts whom the applicant asks to be avoided, which editions leave out */
  'application.submit': [
    { after: { ...edition, receiptNo: word } },
    { after: { ...edition, receiptNo: word, avoid: personal } },
  ],
  'application.resubmit': [{ after: edition }, { after: { ...edition, avoid: personal } }],
  'application.withdrawal_request': [{ after: { conclusion: word } }],
  'application.withdrawal_consent': [{ after: { conclusion: word } }],
  /** a list that was taken out; names are searched for, too */
  'application.export': [
    {
      after: {
        view: word,
        q: personal,
        status: word.nullable(),
        guideline: word.nullable(),
        unit: word.nullable(),
        entries: count,
        sha256,
      },
    },
  ],
  'application.appeal': [{ after: { node: word, dueAt: instant } }],
}
