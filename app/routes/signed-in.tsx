import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { oneTime } from '#app/db/session.server.ts'
import { recordPublicRefusal } from '#app/services/refused.server.ts'
import { isOwnToken } from '#app/services/session.server.ts'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { Shell } from '#app/ui/shell.tsx'
import { submitSignedIn } from '#app/ui/submit-signed-in.ts'
import { routePath, someRequest } from './attempts.server.ts'
import { actorContext, ctxOf, givenOf } from './context.server.ts'
import { frameOf } from './frame.server.ts'
import { findVisitor, tokenOf } from './visitor.server.ts'
import type { Route } from './+types/signed-in.ts'

/** What somebody with a one-time password may open before they have changed it. */
const openBefore = ['/password', '/session/alive']

/**
 * The guard of everything inside: it runs for documents, data requests and resource routes alike. A post of nobody is an
 * event, that of a session which has merely ended is none.
 */
async function requirePerson({ request, url, pattern, context }: Parameters<Route.MiddlewareFunction>[0]) {
  const actor = await findVisitor(request, context)
  if (actor) {
    context.set(actorContext, actor)
    if (actor.via === oneTime && !openBefore.includes(url.pathname)) throw redirect('/password')
    return
  }
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const byScript = request.headers.get('Accept')?.startsWith('application/json')
  if (!reads && !(await isOwnToken(givenOf(context), tokenOf(request, context)))) {
    const { db, now, requestId, ip } = givenOf(context)
    const refused = { act: someRequest, code: 'signed_out', object: { type: 'user', id: '' } }
    const after = { method: request.method, path: routePath(pattern) }
    await recordPublicRefusal({ db, now, requestId, ip }, { ...refused, after })
  }
  if (!reads || byScript) throw data({ code: 'signed_out' }, { status: 401 })
  throw redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
}

export const middleware: Route.MiddlewareFunction[] = [requirePerson]
export const clientMiddleware: Route.ClientMiddlewareFunction[] = [submitSignedIn]

export async function loader({ context }: Route.LoaderArgs) {
  return { ...(await frameOf(ctxOf(context))), demo: givenOf(context).site.demo }
}

export default function SignedIn({ loaderData }: Route.ComponentProps) {
  return (
    <Shell {...loaderData}>
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const shell = useRouteLoaderData<typeof loader>('routes/signed-in')
  return shell ? (
    <Shell {...shell}>
      <ErrorPage error={error} inside />
    </Shell>
  ) : (
    <main className="qx-alone">
      <ErrorPage error={error} />
    </main>
  )
}
