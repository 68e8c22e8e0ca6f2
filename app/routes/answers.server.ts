import { data, type ServerBuild } from 'react-router'
import { z } from 'zod'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { recordRefusal, weighs } from '#app/services/refused.server.ts'
import { attemptOf, attempts, someRequest } from './attempts.ts'
import { ctxOf } from './context.server.ts'

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module']
type Handler = NonNullable<RouteModule['loader']>

/**
 * The build in which every loader and action answers a thrown NotFound with 404, and a body that cannot be read
 * with 400, and in which what an action refuses leaves its event: the one place of this mapping.
 */
export function withAnswers<B extends ServerBuild>(build: B): B {
  const routes: ServerBuild['routes'] = {}
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue
    const module = { ...route.module }
    if (module.loader) module.loader = guarded(module.loader)
    if (module.action) module.action = guarded(watched(id, module.action))
    routes[id] = { ...route, module }
  }
  return { ...build, routes }
}

function guarded(handler: Handler): Handler {
  return async (args) => {
    try {
      return await handler({ ...args, request: readable(args.request) })
    } catch (error) {
      if (error instanceof NotFound) throw data({ code: 'absent' }, { status: 404 })
      throw error
    }
  }
}

/** The action of a route; what it refuses leaves an event. */
function watched(route: string, action: Handler): Handler {
  const attempt = attempts[route]
  if (!attempt) return action
  return async (args) => {
    const { request, context } = args
    const ctx = ctxOf(context)
    const params = { ...args.params, self: ctx.actor.id }
    let form: FormData | null = null
    const { formData } = request
    const kept = Object.assign(request, {
      formData: async () => (form = await formData.call(request)),
    })
    const refused = async (code: string) => {
      const tried = attemptOf(attempt, { method: request.method, params, form })
      const after = tried.act === someRequest ? { method: request.method, path: route } : undefined
      await recordRefusal(ctx, { ...tried, code, ...(after && { after }) })
    }
    try {
      const answer = await action({ ...args, request: kept })
      const refusal = await refusalIn(answer)
      if (refusal && weighs(refusal)) await refused(refusal.code)
      return answer
    } catch (error) {
      if (error instanceof NotFound) await refused('not_found')
      throw error
    }
  }
}

const withRefusal = z.object({
  refusal: z.object({ code: z.string(), status: z.number(), fields: z.array(z.unknown()).optional() }),
})

/** The refusal in an action's answer, be it data for the page or JSON for a script. */
async function refusalIn(answer: unknown): Promise<z.infer<typeof withRefusal>['refusal'] | null> {
  const said =
    answer instanceof Response
      ? answer.status >= 400 &&
        (await answer
          .clone()
          .json()
          .catch(() => null))
      : answer !== null && typeof answer === 'object' && 'data' in answer && answer.data
  return withRefusal.safeParse(said).data?.refusal ?? null
}

/** The request whose body, when it is no form or no JSON after all, is the sender's mistake and not ours. */
function readable(request: Request): Request {
  const { formData, json } = request
  return Object.assign(request, {
    formData: () => formData.call(request).catch(refuseBody),
    json: () => json.call(request).catch(refuseBody),
  })
}

function refuseBody(): never {
  throw data({ code: 'unreadable' }, { status: 400 })
}
