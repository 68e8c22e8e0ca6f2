import type { RouterContextProvider } from 'react-router'
import type { Actor } from '#app/authorization/actor.ts'
import { whoIs } from '#app/services/session.server.ts'
import { givenOf } from './context.server.ts'
import { cookieOf, sessionCookieName } from './cookies.server.ts'

/** Token of the request's session cookie, or null. */
export function tokenOf(request: Request, context: Readonly<RouterContextProvider>): string | null {
  return cookieOf(request, sessionCookieName(givenOf(context).site))
}

/** Who visits a public page, if they are signed in. */
export async function findVisitor(
  request: Request,
  context: Readonly<RouterContextProvider>,
): Promise<Actor | null> {
  return whoIs(givenOf(context), tokenOf(request, context))
}

/** A path of this site to go on to; anything else becomes the desk. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !/[\s\\]/.test(next) ? next : '/work'
}
