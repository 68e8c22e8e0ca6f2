import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createRequestHandler } from 'react-router'
import { createServer } from 'vite'
import type { Db } from '#app/db/client.server.ts'
import { env, type Env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import { hashPassword } from '#app/services/session.server.ts'
import type { AppBuild } from './build.ts'

type LogLine = Record<string, unknown>

export type TestSite = {
  /** One request through the whole application, as the person with this user id, or as nobody. */
  requestAs(
    person: { id: string } | null,
    path: string,
    init?: RequestInit & { now?: Date },
  ): Promise<Response>
  /** A form post from a page of this site. */
  postAs(
    person: { id: string } | null,
    path: string,
    fields: Record<string, string> | FormData,
    init?: RequestInit & { now?: Date },
  ): Promise<Response>
  log: LogLine[]
}

const origin = 'https://qixiang.test'

/** The application in process, over `db` and with the settings of the test; nothing listens. Redirects are answers, not followed. */
export async function testSite(db: Db, { demo = true }: { demo?: boolean } = {}): Promise<TestSite> {
  const { build, settings } = await loadBuild()
  const { withAnswers, openContext } = build.entry.module
  const handle = createRequestHandler(withAnswers(build), 'production')
  const log: LogLine[] = []

  async function requestAs(
    person: { id: string } | null,
    path: string,
    { now = new Date(), ...init }: RequestInit & { now?: Date } = {},
  ): Promise<Response> {
    const headers = new Headers(init.headers)
    if (person) headers.append('Cookie', `__Host-qixiang=${await openSession(db, person.id, now)}`)
    const request = new Request(new URL(path, origin), { ...init, headers })
    if (typeof init.body === 'string')
      request.headers.set('Content-Length', String(Buffer.byteLength(init.body)))
    Object.assign(settings, env)
    return handle(
      request,
      openContext({
        db,
        site: { insecureHttp: false, demo },
        now,
        requestId: newId(),
        ip: '192.0.2.1',
        log: (line) => {
          log.push(line)
          if (line.level === 'error') console.error(line.error)
        },
      }),
    )
  }

  return {
    log,
    requestAs,
    postAs: (person, path, fields, init = {}) =>
      requestAs(person, path, {
        method: 'POST',
        ...init,
        headers: { Origin: origin, ...Object.fromEntries(new Headers(init.headers)) },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      }),
  }
}

/** What a person reads on an answered page: no head, no scripts, no tags. Short enough for a failed assertion. */
export async function pageText(response: Response): Promise<string> {
  const html = await response.text()
  return html
    .replace(/^[\s\S]*?<body>/, '')
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<!-- -->/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/\s*\n\s*/g, '\n')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

/** Where each of these words first stands on a page, from top to bottom. */
export async function orderOf(answer: Response, words: readonly string[]): Promise<string[]> {
  const html = (await answer.text()).replace(/^[\s\S]*?<tbody>/, '').replace(/<\/tbody>[\s\S]*$/, '')
  return words.toSorted((a, b) => html.indexOf(a) - html.indexOf(b))
}

/** A user with an office of their own level, for tests that need no more than somebody. */
export async function aPerson(
  db: Db,
  {
    loginName = newId(),
    name = 'Tester',
    roles = 'handler',
    level = 'province',
    password,
    active = true,
  }: {
    loginName?: string
    name?: string
    roles?: string
    level?: string
    password?: string
    active?: boolean
  } = {},
): Promise<{ id: string; loginName: string }> {
  const id = newId()
  const createdAt = new Date('2026-01-01T00:00:00Z')
  const codes: Record<string, string> = {
    province: '320000',
    city: '320500',
    county: '320583',
    town: '320583100',
  }
  const code = codes[level] ?? '320000'
  const org = await db.client.orgUnit.upsert({
    where: { code },
    update: {},
    create: {
      id: newId(),
      code,
      name: `Office ${code}`,
      nameEn: `Office ${code}`,
      level,
      kind: 'admin',
      regionCode: code.slice(0, 6),
    },
  })
  await db.client.user.create({
    data: {
      id,
      loginName,
      name,
      roles,
      orgId: org.id,
      passwordHash: password ? await hashPassword(password) : '',
      active,
      demo: true,
      createdAt,
    },
  })
  return { id, loginName }
}

async function openSession(db: Db, userId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.client.session.create({
    data: {
      id: createHash('sha256').update(token).digest('hex'),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      ip: '192.0.2.1',
      userAgent: 'test',
    },
  })
  return token
}

type Loaded = { build: AppBuild; settings: Env }

let loading: Promise<Loaded> | null = null

/**
 * The server build from the sources, once for all test files of a process: no bundle on disk is needed or touched.
 * It has modules of its own, and so settings of its own.
 */
function loadBuild(): Promise<Loaded> {
  loading ??= (async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const vite = await createServer({
      root,
      configFile: `${root}/vite.config.ts`,
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      appType: 'custom',
      logLevel: 'error',
    })
    const build = (await vite.ssrLoadModule('virtual:react-router/server-build')) as AppBuild
    const { env: settings } = (await vite.ssrLoadModule('/app/platform/env.server.ts')) as { env: Env }
    return { build, settings }
  })()
  return loading
}
