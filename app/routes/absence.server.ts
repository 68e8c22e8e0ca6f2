import { data, type ServerBuild } from 'react-router'
import { NotFound } from '#app/domain/kernel/refusal.ts'

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module']
type Handler = NonNullable<RouteModule['loader']>

/** The build in which every loader and action answers a thrown NotFound with 404: the one place of this mapping. */
export function absenceAs404<B extends ServerBuild>(build: B): B {
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
      return await handler(args)
    } catch (error) {
      if (error instanceof NotFound) throw data({ code: 'absent' }, { status: 404 })
      throw error
    }
  }
}
