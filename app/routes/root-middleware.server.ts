import { data, type MiddlewareFunction } from 'react-router'
import { readHalt } from '#app/db/log-keys.server.ts'
import { defaultLocale, isLocale } from '#app/i18n/index.ts'
import { recordPublicRefusal, recordRefusal } from '#app/services/refused.server.ts'
import { routePath, someRequest } from './attempts.server.ts'
import { cookieOf } from './cookies.server.ts'
import { givenOf, pageContext } from './context.server.ts'
import { refusedPage } from './refusal.server.ts'
import { findVisitor } from './visitor.server.ts'

type Middleware = MiddlewareFunction<Response>

const megabyte = 1024 * 1024
/** Bytes of text that one submission may hold. */
export const textLimit = 2 * megabyte
const fileLimit = 110 * megabyte
/** three files of evidence and the words around them */
const evidenceLimit = 26 * megabyte
/** More than this is not even read to its end before the answer. */
const patience = 256 * megabyte

/** Language and nonce of the page, security headers on every answer, one log line per request. */
export const openPage: Middleware = async ({ request, url, context }, next) => {
  const given = givenOf(context)
  const wanted = cookieOf(request, 'locale')
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  context.set(pageContext, { locale: isLocale(wanted) ? wanted : defaultLocale, nonce })

  const started = performance.now()
  const response = await next()
  secure(response.headers, nonce, given.site.insecureHttp)
  response.headers.set('X-Request-Id', given.requestId)
  given.log({
    msg: 'request',
    requestId: given.requestId,
    method: request.method,
    path: url.pathname,
    status: response.status,
    ms: Math.round(performance.now() - started),
  })
  return response
}

/** Refuses every unsafe method that does not come from a page of this very host; that is an event. */
export const checkOrigin: Middleware = async ({ request, url, pattern, context }) => {
  if (isSafe(request) || fromHere(request, url)) return
  const { db, now, requestId, ip } = givenOf(context)
  const actor = await findVisitor(request, context)
  if (!(await readHalt(db))?.readOnly) {
    const object = { type: 'user', id: actor?.id ?? '' }
    const path = actor ? url.pathname.slice(0, 200) : routePath(pattern)
    const after = { method: request.method, path }
    const refused = { act: someRequest, code: 'foreign_origin', object, after }
    if (actor) await recordRefusal({ db, actor, now, requestId, ip }, refused)
    else await recordPublicRefusal({ db, now, requestId, ip }, refused)
  }
  throw data({ code: 'foreign_origin' }, { status: 403 })
}

/** Files go under /files; an objection brings its evidence with it. */
function limitFor(path: string): number {
  if (path.startsWith('/files')) return fileLimit
  return path.startsWith('/publicity/') ? evidenceLimit : textLimit
}

/** Refuses what is too large, after reading it, so that the browser shows the answer and not a broken line. */
export const limitBody: Middleware = async ({ request, url }) => {
  if (isSafe(request)) return
  const length = Number(request.headers.get('Content-Length') ?? 0)
  const limit = limitFor(url.pathname)
  if (length <= limit) return
  if (length <= patience) await drain(request)
  throw data({ code: 'too_large', limit }, { status: 413 })
}

/** How the character NUL is written in an address or form, and in JSON. */
const nul = { form: /\0|%00/, json: /\0|(?<!\\)(?:\\\\)*\\u0000/ }

/** Refuses the character NUL, which no keyboard writes and Postgres keeps in no text: nothing has it in its address. Files may hold it. */
export const refuseNul: Middleware = async ({ request, url }) => {
  const type = request.headers.get('Content-Type') ?? ''
  const posted = isSafe(request) || type.startsWith('multipart/') ? '' : await request.clone().text()
  const written = type.startsWith('application/json') ? nul.json : nul.form
  if (nul.form.test(url.pathname)) throw data({ code: 'absent' }, { status: 404 })
  if (nul.form.test(url.search) || written.test(posted)) throw data({ code: 'bad_request' }, { status: 400 })
}

/** What may be posted while the history is in doubt: to come in and out, to read in one's language, to declare the loss. */
const openWhileReadOnly = ['/sign-in', '/sign-out', '/language', '/admin/epoch']

/** Refuses every unsafe method while what would be written continued a history that was lost, and says why. */
export const refuseWhileReadOnly: Middleware = async ({ request, url, context }) => {
  if (isSafe(request) || openWhileReadOnly.includes(url.pathname)) return
  const halt = await readHalt(givenOf(context).db)
  if (halt?.readOnly)
    throw refusedPage(context, { code: `read_only_${halt.code}`, params: halt.params, status: 409 })
}

function isSafe(request: Request): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(request.method)
}

function fromHere(request: Request, url: URL): boolean {
  const site = request.headers.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin'
  const origin = request.headers.get('Origin')
  return origin !== null && URL.canParse(origin) && new URL(origin).host === url.host
}

async function drain(request: Request): Promise<void> {
  const reader = request.body?.getReader()
  while (reader && !(await reader.read()).done);
}

function secure(headers: Headers, nonce: string, insecureHttp: boolean): void {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ]
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', policy.join('; '))
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'SAMEORIGIN')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  if (!insecureHttp) headers.set('Strict-Transport-Security', 'max-age=31536000')
}
