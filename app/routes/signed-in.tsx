import type { ReactNode } from 'react'
import { data, Outlet, redirect, useRouteLoaderData } from 'react-router'
import { stagesOf } from '#app/authorization/stages.ts'
import { oneTime } from '#app/db/session.server.ts'
import { countShell, haltFor, logAlarm } from '#app/db/shell.server.ts'
import { env } from '#app/platform/env.server.ts'
import { recordPublicRefusal } from '#app/services/refused.server.ts'
import { isOwnToken } from '#app/services/session.server.ts'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { Shell } from '#app/ui/shell.tsx'
import { submitSignedIn } from '#app/ui/submit-signed-in.ts'
import { routePath, someRequest } from './attempts.ts'
import { actorContext, ctxOf, givenOf } from './context.server.ts'
import { findVisitor, tokenOf } from './visitor.server.ts'
import type { Route } from './+types/signed-in.ts'
import { useName } from '#app/ui/page.tsx'

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
  const ctx = ctxOf(context)
  const { actor } = ctx
  const [counts, logLate, logHalt] = await Promise.all([
    countShell(ctx),
    logAlarm(ctx, env.auditLagAlarm),
    haltFor(ctx),
  ])
  return {
    person: {
      id: actor.id,
      name: actor.name,
      roles: actor.roles,
      office: { name: actor.orgName, nameEn: actor.orgNameEn ?? '' },
    },
    todo: counts.todo,
    unread: counts.unread,
    logLate,
    logHalt,
    stages: stagesOf(actor).map((stage) => ({ stage, count: counts.stages[stage] ?? 0 })),
    demo: givenOf(context).site.demo,
  }
}

export default function SignedIn({ loaderData }: Route.ComponentProps) {
  return (
    <Framed {...loaderData}>
      <Outlet />
    </Framed>
  )
}

type Frame = Route.ComponentProps['loaderData'] & { children: ReactNode }

/** The frame with the reader's office in their language. */
function Framed({ person, ...frame }: Frame) {
  const name = useName()
  return <Shell {...frame} person={{ ...person, office: name(person.office) }} />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const shell = useRouteLoaderData<typeof loader>('routes/signed-in')
  const page = <ErrorPage error={error} />
  return shell ? <Framed {...shell}>{page}</Framed> : <main className="qx-alone">{page}</main>
}
