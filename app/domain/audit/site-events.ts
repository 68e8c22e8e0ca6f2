import { count, day, type Events, flag, instant, personal, text, word, words } from './event.ts'

const officeNames = { name: text, nameEn: text, validUntil: day.nullable() }

/** Accounts, sign-in, configuration and the log itself. */
export const siteEvents: Events = {
  'session.opened': [{}],
  'session.closed': [{}],
  'session.passwordChanged': [{}],
  /** a request that was refused as a whole */
  'session.request': [{ refused: { method: word, path: word } }],
  'user.create': [
    {
      after: {
        orgId: word.nullable(),
        enterpriseId: word.nullable().optional(),
        expertId: word.nullable().optional(),
        loginName: word.optional(),
        roles: word.optional(),
      },
    },
  ],
  'user.move': [{ before: { orgId: word.nullable() }, after: { orgId: word.nullable() } }],
  'user.set_roles': [{ before: { roles: word }, after: { roles: word } }],
  'user.activate': [{ before: { active: flag }, after: { active: flag } }],
  'user.deactivate': [{ before: { active: flag }, after: { active: flag } }],
  'user.reset_password': [{}],
  'user.reveal': [{}],
  'user.contact': [
    { before: { phone: personal, email: personal }, after: { phone: personal, email: personal } },
  ],
  /** dossier of the person who is away; the reason is a commitment */
  'delegation.set': [
    { after: { absent: word, deputy: word, roles: words, startsAt: instant, endsAt: instant } },
  ],
  /** before its time; cause: what of an account no longer allows it */
  'delegation.end': [{ after: { absent: word, deputy: word, endsAt: instant, cause: word.nullable() } }],
  'office.create': [
    { after: { kind: word, level: word, parent: word, regionCode: word, name: text, nameEn: text } },
  ],
  'office.change': [{ before: officeNames, after: officeNames }],
  'calendar.correct': [{ before: { working: flag.nullable() }, after: { working: flag } }],
  'calendar.enter_year': [{ after: { free: words, worked: words } }],
  /** how much was sealed again by the newest key, and how much an older one still seals */
  'field_key.reseal': [{ after: { values: count, files: count, left: count } }],
  'job.retry': [{ before: { attempt: count, error: personal } }],
}
