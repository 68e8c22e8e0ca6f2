import { data, redirectDocument, type RouterContextProvider, type ServerBuild } from 'react-router'
import { z } from 'zod'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { recordPublicRefusal, recordRefusal, weighs } from '#app/services/refused.server.ts'
import { attemptOf, attempts, someRequest } from './attempts.server.ts'
import { ctxOf, givenOf, hasActor, pageContext } from './context.server.ts'
import { inWords } from './worded.server.ts'

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
    if (module.loader) module.loader = guarded(module.default ? module.loader : shown(module.loader))
    if (module.action) module.action = guarded(watched(id, module.action))
    routes[id] = { ...route, module }
  }
  return { ...build, routes }
}

function guarded(handler: Handler): Handler {
  return async (args) => {
    try {
      return await said(await handler({ ...args, request: readable(args.request) }), args.context)
    } catch (error) {
      if (error instanceof NotFound) throw data({ code: 'absent' }, { status: 404 })
      throw error
    }
  }
}

/** What a handler answers, with the reader's words in what it refuses. */
async function said(answer: unknown, context: Readonly<RouterContextProvider>): Promise<unknown> {
  const messages = messagesOf(context.get(pageContext).locale)
  if (isData(answer)) return data(inWords(answer.data, messages), answer.init ?? undefined)
  if (!(answer instanceof Response)) return inWords(answer, messages)
  if (answer.status < 400 || !answer.headers.get('Content-Type')?.startsWith('application/json'))
    return answer
  const { status, headers } = answer
  return Response.json(inWords(await answer.json(), messages), { status, headers })
}

/** Of a route without a page: who follows a link to what is missing is led to the page that says so. */
function shown(loader: Handler): Handler {
  return async (args) => {
    try {
      return await loader(args)
    } catch (error) {
      const followed = args.request.headers.get('Sec-Fetch-Dest') === 'document'
      if (error instanceof NotFound && followed) throw redirectDocument('/absent')
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
    const ctx = hasActor(context) ? ctxOf(context) : null
    const params = { ...args.params, self: ctx?.actor.id }
    let form: FormData | null = null
    const { formData } = request
    const kept = Object.assign(request, {
      formData: async () => (form = await formData.call(request)),
    })
    const refused = async (code: string, id?: string) => {
      const { act, object } = attemptOf(attempt, { method: request.method, params, form })
      const after = act === someRequest ? { method: request.method, path: route } : undefined
      const named = {
        act,
        code,
        object: id === undefined ? object : { ...object, id },
        ...(after && { after }),
      }
      if (ctx) return recordRefusal(ctx, named)
      const { db, now, requestId, ip } = givenOf(context)
      return recordPublicRefusal({ db, now, requestId, ip }, named)
    }
    try {
      const answer = await action({ ...args, request: kept })
      for (const { id, refusal } of await refusalsIn(answer))
        if (weighs(refusal)) await refused(refusal.code, id)
      return answer
    } catch (error) {
      if (error instanceof NotFound) await refused('not_found')
      throw error
    }
  }
}

const refusal = z.object({ code: z.string(), status: z.number(), fields: z.array(z.unknown()).optional() })
const withRefusal = z.object({ refusal })
/** of an act on several records */
const withResults = z.object({
  results: z.array(z.object({ id: z.string(), refusal: refusal.nullable() })),
})

/** The refusals in an action's answer, be it data for the page or JSON for a script. */
async function refusalsIn(answer: unknown): Promise<{ id?: string; refusal: z.infer<typeof refusal> }[]> {
  const said =
    answer instanceof Response
      ? answer.status >= 400 &&
        (await answer
          .clone()
          .json()
          .catch(() => null))
      : isData(answer)
        ? answer.data
        : answer
  const one = withRefusal.safeParse(said).data
  if (one) return [one]
  const several = withResults.safeParse(said).data?.results ?? []
  return several.flatMap(({ id, refusal: own }) => (own ? [{ id, refusal: own }] : []))
}

function isData(answer: unknown): answer is ReturnType<typeof data> {
  return answer !== null && typeof answer === 'object' && 'data' in answer && 'init' in answer
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
