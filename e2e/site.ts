import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#app/db/client.server.ts'
import { freePort } from '#app/db/embedded-postgres.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { buildWhenChanged, root } from '../scripts/build.ts'

export type Site = AsyncDisposable & {
  url: string
  databaseUrl: string
  dataDir: string
  output: () => string
}

/**
 * The real server on a free port, with a worker when asked, over a migrated database that the caller filled.
 * `await using site = await startSite({ databaseUrl: db.url })`.
 */
export async function startSite({
  databaseUrl,
  worker = false,
  env = {},
}: {
  databaseUrl: string
  worker?: boolean
  env?: Record<string, string>
}): Promise<Site> {
  await buildWhenChanged()
  const dataDir = await mkdtemp(join(tmpdir(), 'qixiang-site-'))
  const port = await freePort()
  const lines: string[] = []
  const settings = {
    ...process.env,
    NODE_ENV: 'production',
    QIXIANG_MODE: 'development',
    LOG_LEVEL: 'warn',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    ...env,
  }
  const children = ['server.ts', ...(worker ? ['workers/main.ts'] : [])].map((script) => {
    const child = spawn(process.execPath, [join(root, script)], { cwd: root, env: settings })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
    return child
  })
  const url = `http://localhost:${port}`
  const output = () => lines.join('')
  await answering(url, children, output)
  return {
    url,
    databaseUrl,
    dataDir,
    output,
    async [Symbol.asyncDispose]() {
      await Promise.all(children.map(end))
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Until the worker of the site has done every job and each entry has its place in the log; five minutes at most. */
export async function atRest(db: Db): Promise<void> {
  const ended = ['completed', 'cancelled', 'discarded']
  for (let tries = 0; tries < 600; tries++) {
    const jobs = await db.client.job.count({ where: { state: { notIn: ended } } })
    if (jobs === 0 && (await logState(db)).waiting === 0) return
    await sleep(500)
  }
  throw new Error('the worker does not come to rest')
}

async function answering(url: string, children: ChildProcess[], output: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok) return
    if (children.some(({ exitCode }) => exitCode !== null)) break
    await sleep(100)
  }
  await Promise.all(children.map(end))
  throw new Error(`the site did not start: ${output()}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
