import { systemActor } from '#app/authorization/actor.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { textOf } from '#app/i18n/index.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { openFirstAccounts } from '#app/services/admin/first-accounts.server.ts'
import { openInstalled } from './open-installed.ts'

/** `npm run accounts:first`: opens the three administrators of a new installation and says their passwords, once. */
const db = await openInstalled(env.databaseUrl)
try {
  const actor = { ...systemActor, via: 'command' }
  const opened = await openFirstAccounts({ db, actor, now: new Date(), requestId: newId(), ip: '' })
  if (opened.ok) for (const { loginName, password } of opened.value) console.log(`${loginName}  ${password}`)
  else {
    console.error(textOf(messagesOf('en'), `refusal.${opened.refusal.code}`))
    process.exitCode = 1
  }
} finally {
  await db.close()
}
