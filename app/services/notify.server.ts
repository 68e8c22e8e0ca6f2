import { financeBeside, usersNamed, usersOf, type Recipient } from '#app/db/recipients.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { insertJobs, type NewJob } from '#app/db/job.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import type { StatusRow } from '#app/db/status.server.ts'
import { notices, type NoticeKind } from '#app/domain/notices.ts'
import type { CoReviewOffice } from '#app/domain/guideline/chain.ts'
import type { Owner } from '#app/domain/kernel/workflow.ts'
import { defaultLocale, isLocale, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { noticeText } from '#app/i18n/notice-words.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'
import { jobsOf } from './outbox.server.ts'

export type NoticeText = { params: Record<string, string>; link: string }

/** Whom a text is for beside those whom the record tells of. */
export type Named = {
  named?: readonly string[]
  /** offices asked beside the new holder; an act that tells them says which, be it none */
  beside?: readonly CoReviewOffice[]
}

/** A notice on its way to some people. */
export type Telling = { kind: NoticeKind; people: readonly Recipient[]; text: NoticeText }

/**
 * Whom a notice kind is for: applicants, holders of the new state, the offices asked beside them, or those the service
 * named, at this instant. Finance has accounts; for other offices the handler asks in writing.
 */
export async function peopleOf(
  tx: Tx,
  kind: NoticeKind,
  row: StatusRow,
  owner: Owner,
  { named = [], beside, now }: Named & { now: Date },
): Promise<Recipient[]> {
  switch (notices[kind].to) {
    case 'applicant':
      return usersOf(tx, 'applicant', row, now)
    case 'holder':
      return usersOf(tx, owner, row, now)
    case 'beside':
      if (!beside) throw new Error(`${kind} does not say who is asked`)
      return beside.includes('finance') ? financeBeside(tx, owner, row, now) : []
    case 'named':
      return usersOf(tx, named, row, now)
    case 'person':
      return usersNamed(tx, named)
  }
}

/** Tells the people of a notice kind. */
export async function notifyOf(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  row: StatusRow,
  owner: Owner,
  text: NoticeText & Named,
): Promise<void> {
  await notify(tx, ctx, kind, await peopleOf(tx, kind, row, owner, { ...text, now: ctx.now }), text)
}

/** One notice a person, and one mail where the kind asks for it and the person has an address. */
export async function notify(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  people: readonly Recipient[],
  text: NoticeText,
): Promise<void> {
  await notifyAll(tx, ctx, [{ kind, people, text }])
}

/** Several notices at once. */
export async function notifyAll(tx: Tx, ctx: Ctx, tellings: readonly Telling[]): Promise<void> {
  await insertJobs(tx, await writeNotices(tx, ctx, tellings))
}

/** Writes notices and mails. @returns the jobs that send the mails, for the act to put in */
export async function writeNotices(tx: Tx, ctx: Ctx, tellings: readonly Telling[]): Promise<NewJob[]> {
  const rows = tellings.flatMap(({ kind, people, text }) => {
    const params = JSON.stringify(text.params)
    return people.map(({ id }) => ({
      id: newId(),
      userId: id,
      kind,
      params,
      link: text.link,
      createdAt: ctx.now,
    }))
  })
  await insertRows(tx, 'notice', rows)
  const mails = tellings
    .filter(({ kind }) => notices[kind].mail)
    .flatMap(({ kind, people, text }) =>
      people.filter(({ email }) => email).map((person) => mailTo(person, kind, text, ctx.now)),
    )
  await insertRows(tx, 'mail', mails)
  const asked = mails.map(({ id }) => ({ payload: { mailId: id }, uniqueKey: `send_mail:${id}` }))
  return jobsOf(ctx, 'send_mail', asked)
}

function mailTo({ id, locale }: Recipient, kind: NoticeKind, { params }: NoticeText, createdAt: Date) {
  const messages = messagesOf(isLocale(locale) ? locale : defaultLocale)
  return {
    id: newId(),
    userId: id,
    subject: textOf(messages, `notice.${kind}.title`, params) ?? kind,
    body: noticeText(messages, kind, params) ?? '',
    status: 'waiting',
    createdAt,
  }
}
