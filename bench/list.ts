import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from 'react-router'
import { type Db, openDb } from '#app/db/client.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import { newId } from '#app/platform/id.ts'
import type { AppBuild } from '#app/routes/build.ts'
import { anOpenGuideline } from '#fixtures/application.ts'
import { seedCast } from '#fixtures/world.ts'
import { migrate } from '#prisma/migrate.ts'
import { buildWhenChanged, root } from '../scripts/build.ts'
import { type Benchmark, median } from './figure.ts'

const rounds = 15
const perRound = 10
const now = new Date('2025-03-12T02:00:00Z')
const path = '/applications?view=all'

/**
 * The list of applications of a city, signed in, 50 rows a page. `list.ratio` compares it with the same page of the
 * same server whose data stand still, measured in turn; `list.growth` compares long and short tables.
 */
export const benchmark: Benchmark = {
  figures: {
    'list.ratio': { unit: 'requests/s ÷ static requests/s', aim: '>=0.5' },
    'list.growth': { unit: 'median at 100,000 ÷ at 1,000 rows', aim: '<=1.3' },
  },
  async measure(wanted) {
    await buildWhenChanged()
    const built: AppBuild = await import(pathToFileURL(join(root, 'build/server/index.js')).href)
    const found: Record<string, number> = {}
    if (wanted.includes('list.ratio')) found['list.ratio'] = await ratio(built)
    if (wanted.includes('list.growth')) found['list.growth'] = await growth(built)
    return found
  },
}

async function ratio(built: AppBuild): Promise<number> {
  await using site = await siteWith(built, 10_000)
  const still = await site.standStill()
  const [live, fixed] = await inTurn(site.request, still)
  console.error(`list: ${(1000 / live).toFixed(0)}/s, static: ${(1000 / fixed).toFixed(0)}/s`)
  return fixed / live
}

async function growth(built: AppBuild): Promise<number> {
  await using short = await siteWith(built, 1_000)
  await using long = await siteWith(built, 100_000)
  const [few, many] = await inTurn(short.request, long.request)
  console.error(`list: ${few.toFixed(1)} ms at 1,000 rows, ${many.toFixed(1)} ms at 100,000`)
  return many / few
}

type Ask = () => Promise<void>

/** Median milliseconds of a request to each, round by round in turn, so that a busy machine slows both. */
async function inTurn(one: Ask, other: Ask): Promise<[number, number]> {
  const [first, second]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const pair = [await took(one), await took(other)] as const
    if (round === 0) continue
    first.push(pair[0])
    second.push(pair[1])
  }
  return [median(first), median(second)]
}

async function took(ask: Ask): Promise<number> {
  const from = performance.now()
  for (let n = 0; n < perRound; n++) await ask()
  return (performance.now() - from) / perRound
}

async function siteWith(built: AppBuild, rows: number) {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-bench-'))
  const url = `file:${join(folder, 'list.db')}`
  await migrate(url)
  const db = await openDb(url)
  await fill(db, rows)
  const cookie = `qixiang=${await openSession(db, 'user-suzhou_handler')}`
  const { openContext, withAnswers } = built.entry.module

  const requester = (build: ServerBuild): Ask => {
    const handle = createRequestHandler(withAnswers(build), 'production')
    return async () => {
      const request = new Request(`http://localhost${path}`, { headers: { Cookie: cookie } })
      const context = openContext({
        db,
        site: { insecureHttp: true, demo: false },
        now,
        requestId: newId(),
        ip: '127.0.0.1',
        log: () => {},
      })
      const response = await handle(request, context)
      const page = await response.text()
      const shown = page.match(/<tr>/g)?.length ?? 0
      if (response.status !== 200 || shown < 50)
        throw new Error(`answer ${response.status} with ${shown} rows`)
    }
  }
  return {
    request: requester(built),
    /** The same page with the data of one request for ever: no session, no query. */
    async standStill(): Promise<Ask> {
      const routes = { ...built.routes }
      const kept = new Map<string, unknown>()
      for (const [id, route] of Object.entries(built.routes)) {
        const loader = route?.module.loader
        if (!route || !loader) continue
        const recorded: typeof loader = async (args) => {
          const data = await loader(args)
          kept.set(id, data)
          return data
        }
        routes[id] = { ...route, module: { ...route.module, loader: recorded } }
      }
      await requester({ ...built, routes })()
      for (const [id, data] of kept) {
        const route = built.routes[id]
        if (route)
          routes[id] = {
            ...route,
            module: { ...route.module, middleware: ofRoot(id, route), loader: () => data },
          }
      }
      return requester({ ...built, routes })
    },
    async [Symbol.asyncDispose]() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The root's middleware stays, which gives a page its headers; the guard needs the session and goes. */
function ofRoot(id: string, route: NonNullable<ServerBuild['routes'][string]>) {
  return id === 'root' ? route.module.middleware : []
}

async function openSession(db: Db, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.client.session.create({
    data: {
      id: createHash('sha256').update(token).digest('hex'),
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      ip: '127.0.0.1',
      userAgent: 'bench',
    },
  })
  return token
}

const states = [
  'county_review',
  'city_review',
  'province_check',
  'qualified',
  'reviewed',
  'approved',
  'rejected',
]

export async function fill(db: Db, count: number): Promise<void> {
  await seedCast(db)
  const guidelineId = await anOpenGuideline(db)
  const start = new Date('2025-03-02T00:00:00Z').getTime()
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: Math.min(500, count - from) }, (_, n) => {
      const at = from + n
      const time = new Date(start + at * 7_000)
      return {
        id: newId(),
        guidelineId,
        guidelineVersion: 1,
        enterpriseId: at % 2 === 0 ? 'enterprise-kunshan' : 'enterprise-park',
        applicantName: `苏州第${at}号智能制造有限公司`,
        unitCode: at % 2 === 0 ? '320583' : '320576',
        cityCode: '320500',
        channel: 'local',
        projectName: `第${at}号智能工厂改造项目`,
        totalInvestmentFen: 10_000_000_000n + BigInt(at),
        requestedFen: 600_000_000n,
        status: states[at % states.length] ?? 'county_review',
        version: 1,
        form: '{}',
        receiptNo: `BENCH-${String(at).padStart(6, '0')}`,
        submittedAt: time,
        dueAt: new Date(time.getTime() + 15 * 86_400_000),
        createdById: 'user-kunshan_applicant',
        createdAt: time,
        updatedAt: time,
      }
    })
    await db.transact((tx) => insertRows(tx, 'application', rows))
  }
}
