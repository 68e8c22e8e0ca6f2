import { data } from 'react-router'
import { oneTime } from '#app/db/session.server.ts'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { Shell } from '#app/ui/shell.tsx'
import { actorContext, ctxOf, hasActor } from './context.server.ts'
import { frameOf } from './frame.server.ts'
import { findVisitor } from './visitor.server.ts'
import type { Route } from './+types/absent.ts'

const absent = () => data({ code: 'absent' }, { status: 404 })

/** Whoever is signed in stays in their frame; a one-time password opens none before it is changed. */
async function greetPerson({ request, context }: Parameters<Route.MiddlewareFunction>[0]) {
  const actor = await findVisitor(request, context)
  if (actor && actor.via !== oneTime) context.set(actorContext, actor)
}

export const middleware: Route.MiddlewareFunction[] = [greetPerson]

/** Any address that does not exist, so that it too passes the root middleware. Strangers get the public page. */
export async function loader({ context }: Route.LoaderArgs) {
  if (!hasActor(context)) throw absent()
  return data(await frameOf(ctxOf(context)), { status: 404 })
}

export const action = (): never => {
  throw absent()
}

export default function Absent({ loaderData }: Route.ComponentProps) {
  return (
    <Shell {...loaderData}>
      <ErrorPage error={404} inside />
    </Shell>
  )
}
