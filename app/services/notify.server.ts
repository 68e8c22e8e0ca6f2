import { usersOf, type Recipient } from '#app/db/recipients.server.ts'
import type { Tx } from '#app/db/client.server.ts'
import { insertRows } from '#app/db/insert-rows.server.ts'
import type { StatusRow } from '#app/db/status.server.ts'
import { notices, type NoticeKind } from '#app/domain/notices.ts'
import type { Owner } from '#app/domain/kernel/workflow.ts'
import { defaultLocale, isLocale, textOf } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from './context.ts'
import { enqueueAll } from './outbox.server.ts'

export type NoticeText = { params: Record<string, string>; link: string }

/** Tells the people of a notice kind: applicants, holders of the new state, or those the service named. */
export async function notifyOf(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  row: StatusRow,
  owner: Owner,
  text: NoticeText & { named?: readonly string[] },
): Promise<void> {
  switch (notices[kind].to) {
    case 'applicant':
      return notify(tx, ctx, kind, await usersOf(tx, 'applicant', row), text)
    case 'holder':
      return notify(tx, ctx, kind, await usersOf(tx, owner, row), text)
    case 'named':
      return notify(tx, ctx, kind, await usersOf(tx, text.named ?? [], row), text)
  }
}

/** One notice a person, and one mail where the kind asks for it and the person has an address. */
export async function notify(
  tx: Tx,
  ctx: Ctx,
  kind: NoticeKind,
  people: readonly Recipient[],
  { params, link }: NoticeText,
): Promise<void> {
  if (people.length === 0) return
  const stored = JSON.stringify(params)
  await insertRows(
    tx,
    'notice',
    people.map((person) => ({
      id: newId(),
      userId: person.id,
      kind,
      params: stored,
      link,
      createdAt: ctx.now,
    })),
  )
  if (!notices[kind].mail) return
  const mails = people
    .filter((one) => one.email)
    .map((person) => {
      const messages = messagesOf(isLocale(person.locale) ? person.locale : defaultLocale)
      return {
        id: newId(),
        recipient: person.email,
        subject: textOf(messages, `notice.${kind}.title`, params) ?? kind,
        body: textOf(messages, `notice.${kind}.text`, params) ?? '',
        status: 'waiting',
        createdAt: ctx.now,
      }
    })
  await insertRows(tx, 'mail', mails)
  const asked = mails.map(({ id }) => ({ payload: { mailId: id }, uniqueKey: `send_mail:${id}` }))
  await enqueueAll(tx, ctx, 'send_mail', asked)
}
