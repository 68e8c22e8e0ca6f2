import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const root = join(import.meta.dirname, '..')

const sources = ['app/**/*', 'public/**/*', '*.config.{ts,js}', 'package-lock.json', 'prisma/schema.prisma']
const stampFile = join(root, 'build/stamp')
/** Outside build/, which a build empties. */
const lockFile = join(root, 'node_modules/.cache/qixiang-build.lock')

/**
 * Builds the pages unless their sources are as they were at the last build. Of two processes the second waits for the
 * first. @returns whether it built
 */
export async function buildWhenChanged(): Promise<boolean> {
  await takeLock()
  try {
    return await build()
  } finally {
    await rm(lockFile, { force: true })
  }
}

async function takeLock(): Promise<void> {
  await mkdir(dirname(lockFile), { recursive: true })
  for (;;) {
    const taken = await writeFile(lockFile, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    )
    if (taken) return
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => '0'))
    if (holder > 0 && !isRunning(holder)) await rm(lockFile, { force: true })
    else await sleep(200)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function build(): Promise<boolean> {
  const stamp = await fingerprint()
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false
  const code = await run('node_modules/@react-router/dev/bin.cjs', ['build'], { NODE_ENV: 'production' })
  if (code !== 0) throw new Error('the build failed')
  await mkdir(dirname(stampFile), { recursive: true })
  await writeFile(stampFile, stamp)
  return true
}

const longestMinutes = 60

/** Runs a script of the repository on this Node, for an hour at most. @returns its exit code, 1 when it was killed */
export function run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      timeout: longestMinutes * 60_000,
      killSignal: 'SIGKILL',
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (signal) console.error(`${script} was ended by ${signal}; it may run ${longestMinutes} minutes`)
      resolve(code ?? 1)
    })
  })
}

async function fingerprint(): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !/[\\/]generated[\\/]|\.test\.tsx?$/.test(path)) files.push(path)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file.slice(root.length)).update(await readFile(file))
  return hash.digest('hex')
}
