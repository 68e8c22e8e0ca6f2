import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRequestHandler } from '@react-router/express'
import compression from 'compression'
import express from 'express'
import { assertAppendOnly } from '#app/db/append-only.server.ts'
import { openDb } from '#app/db/client.server.ts'
import { announcedKeys } from '#app/db/log-keys.server.ts'
import { assertRole, warnOfPowers } from '#app/db/roles.server.ts'
import { warnOfMissingKeys } from '#app/db/sealed.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { log } from '#app/platform/log.server.ts'
import { checkHistory } from '#app/services/audit-history.server.ts'
import type { AppBuild } from '#app/routes/build.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const db = await openDb(env.databaseUrl)
await assertAppendOnly(db)
if (env.separateRoles) await assertRole(db, 'app')
else if (env.mode === 'production') await warnOfPowers(db, 'app')
if (env.auditKey !== null) log.warn('AUDIT_KEY is for workers: a server has no use for the secret')
const { halt } = await checkHistory(db, await announcedKeys(db), env.auditCheckpointFile)
if (halt) log.error({ ...halt }, 'the database does not continue the history that was signed last')
await warnOfMissingKeys(db)
const built: AppBuild = await import(here('./build/server/index.js'))
const { withAnswers, openContext } = built.entry.module

const app = express()
app.disable('x-powered-by')
app.set('trust proxy', env.trustProxy)
app.use(compression())
const assets = await readdir(here('./build/client/assets'))
app.use('/assets', (request, response, next) => {
  const compressed = `${request.path.slice(1)}.br`
  if (request.acceptsEncodings('br') && assets.includes(compressed)) {
    response.type(extname(request.path)).set('Content-Encoding', 'br').vary('Accept-Encoding')
    request.url = `/${compressed}`
  }
  next()
})
app.use(
  '/assets',
  express.static(here('./build/client/assets'), { immutable: true, maxAge: '1y', index: false }),
)
app.use(express.static(here('./build/client'), { maxAge: '1h', index: false }))

app.get('/healthz', async (_request, response) => {
  try {
    await db.client.user.count({ take: 1 })
    response.set('Cache-Control', 'no-store').json({ ok: true })
  } catch (error) {
    log.error({ error }, 'the database does not answer')
    response.status(503).json({ ok: false })
  }
})

/** A body of unknown length could be endless; browsers always say how long theirs is. */
app.use((request, response, next) => {
  if (request.headers['transfer-encoding']) response.status(411).type('text').send('Length Required')
  else next()
})

app.use(
  createRequestHandler({
    build: withAnswers(built),
    mode: 'production',
    getLoadContext: (request) =>
      openContext({
        db,
        site: { insecureHttp: env.insecureHttp, demo: env.demo },
        now: now(),
        requestId: newId(),
        ip: request.ip ?? '',
        log: ({ level, msg, ...line }) =>
          level === 'error' ? log.error(line, String(msg)) : log.info(line, String(msg)),
      }),
  }),
)

/** What no page could answer: a broken address, or a bug before the first byte. */
app.use(
  (error: unknown, _request: express.Request, response: express.Response, next: express.NextFunction) => {
    if (response.headersSent) return next(error)
    const status = error instanceof URIError ? 400 : 500
    if (status === 500) log.error({ error: String(error) }, 'no answer')
    response
      .status(status)
      .type('text')
      .send(status === 400 ? 'Bad Request' : 'Internal Server Error')
  },
)

const server = createServer({ requestTimeout: 300_000, headersTimeout: 30_000 }, app)
server.listen(env.port, () => log.info({ address: env.publicUrl }, 'serving'))

let stopped = false
async function stop(signal: string): Promise<void> {
  if (stopped) return
  stopped = true
  log.info({ signal }, 'stopping')
  const force = setTimeout(() => server.closeAllConnections(), 8_000)
  server.closeIdleConnections()
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(force)
  await db.close()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
