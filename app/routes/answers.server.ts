import { data, type ServerBuild } from 'react-router'
import { NotFound } from '#app/domain/kernel/refusal.ts'

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module']
type Handler = NonNullable<RouteModule['loader']>

/**
 * The build in which every loader and action answers a thrown NotFound with 404, and a body that cannot be read
 * with 400: the one place of this mapping.
 */
export function withAnswers<B extends ServerBuild>(build: B): B {
  const routes: ServerBuild['routes'] = {}
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue
    const module = { ...route.module }
    if (module.loader) module.loader = guarded(module.loader)
    if (module.action) module.action = guarded(module.action)
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
