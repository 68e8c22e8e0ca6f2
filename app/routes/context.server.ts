import { createContext, RouterContextProvider } from 'react-router'
import type { Actor } from '#app/authorization/actor.ts'
import type { Db } from '#app/db/client.server.ts'
import type { Locale } from '#app/i18n/index.ts'
import { env } from '#app/platform/env.server.ts'
import type { Ctx } from '#app/services/context.ts'

/** How this site runs: whether cookies may travel over plain HTTP, and whether demo accounts are offered. */
export type Site = { insecureHttp: boolean; demo: boolean }

/** What the server gives to every request. `now` is the instant of receipt. */
export type Given = {
  db: Db
  site: Site
  now: Date
  requestId: string
  ip: string
  log: (line: Record<string, unknown>) => void
}

export type Page = { locale: Locale; nonce: string }

const givenContext = createContext<Given>()
export const pageContext = createContext<Page>()
export const actorContext = createContext<Actor>()

/** Opens the context of one request; the server and the tests call it, nobody else. */
export function openContext(given: Given): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(givenContext, given)
  return context
}

type Readable = Readonly<RouterContextProvider>

/** What is known of every request, signed in or not: enough for queries of public data. */
export function givenOf(context: Readable): Given {
  return context.get(givenContext)
}

/** Is there a person, as everywhere inside the signed-in layout? */
export function hasActor(context: Readable): boolean {
  try {
    return context.get(actorContext) !== undefined
  } catch {
    return false
  }
}

/** What services take. Throws outside the signed-in layout: a route there would be a bug. */
export function ctxOf(context: Readable): Ctx {
  const { db, now, requestId, ip } = givenOf(context)
  const receipts = { refuseAfter: env.auditLagRefuse, entries: new Map<string, string>() }
  return { db, actor: context.get(actorContext), now, requestId, ip, receipts }
}
