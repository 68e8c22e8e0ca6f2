import { spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { generateClient } from '#prisma/generate.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import type { Env } from '#app/platform/env.server.ts'
import { buildWhenChanged, root, run } from './build.ts'

/**
 * Brings the system up from whatever is there: client, tables, data, pages, then the server and its worker.
 * `--production` (npm run serve) refuses to start without its secrets and fills reference data only.
 */
async function start(): Promise<void> {
  if (process.argv.includes('--production')) process.env.QIXIANG_MODE = 'production'
  const { env } = await import('#app/platform/env.server.ts')

  if (env.mode === 'production') await (await import('#app/platform/audit-key.server.ts')).openSigner(env)

  if (await generateClient()) console.log('database client generated')
  const { migrateInstallation } = await import('#prisma/migrate.ts')
  const applied = await migrateInstallation(env)
  if (applied.length > 0) console.log(`database: applied ${applied.join(', ')}`)
  await fill(env)
  if (await buildWhenChanged()) console.log('pages built')

  const children = [
    launch('server.ts', { ...withoutSecrets, POSTGRES_ROLES: env.separateRoles ? 'separate' : 'single' }),
    launch('workers/main.ts'),
  ]
  stopTogether(children)
  await answering(env.port)
  console.log(`\nQixiang: ${env.publicUrl}`)
  if (env.demo) console.log('demo accounts are on the sign-in page')
}

/** Seeds once, and a demo's log begins anew with it: a seed that broke off is run again at the next start. */
async function fill({ databaseUrl, demo, auditCheckpointFile }: Env): Promise<void> {
  const { openDb } = await import('#app/db/client.server.ts')
  const seed = { key: 'seed', value: demo ? 'demo' : 'reference' }
  const db = await openDb(databaseUrl)
  try {
    const known = await db.client.setting.findUnique({ where: { key: seed.key } })
    if (known?.value === 'demo' || known?.value === seed.value) return
    if (demo)
      for (const file of [auditCheckpointFile, erasureFile(auditCheckpointFile)])
        await rm(file, { force: true })
    console.log(demo ? 'filling in reference data and the demo season …' : 'filling in reference data …')
    if ((await run('prisma/seed.ts')) !== 0) throw new Error('the seed failed')
    await db.client.setting.upsert({ where: { key: seed.key }, create: seed, update: seed })
  } finally {
    await db.close()
  }
}

/** Only the worker signs the log and adds to it: who gets into the server finds neither the key nor that role. */
const withoutSecrets = { AUDIT_KEY: '', AUDIT_KEY_FILE: '', SEQUENCER_DATABASE_URL: '' }

function launch(script: string, less: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [script], {
    cwd: root,
    stdio: 'inherit',
    // whoever gets into a running process must not find the owner of the tables there
    env: { ...process.env, NODE_ENV: 'production', OWNER_DATABASE_URL: '', ...less },
  })
}

/** One goes, all go; a signal is handed on, so that requests and jobs can finish. */
function stopTogether(children: ChildProcess[]): void {
  const stop = () => children.forEach((child) => child.kill('SIGTERM'))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  for (const child of children) {
    child.on('exit', (code) => {
      process.exitCode ||= code ?? 0
      stop()
    })
  }
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 600 && !process.exitCode; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (response?.ok) return
    await sleep(50)
  }
  throw new Error('the server does not answer')
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
