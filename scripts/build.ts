import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

const sources = ['app/**/*', 'public/**/*', '*.config.{ts,js}', 'package-lock.json', 'prisma/schema.prisma']
const stampFile = join(root, 'build/stamp')

/** Builds the pages unless their sources are as they were at the last build. @returns whether it built */
export async function buildWhenChanged(): Promise<boolean> {
  const stamp = await fingerprint()
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return false
  const code = await run('node_modules/@react-router/dev/bin.cjs', ['build'], { NODE_ENV: 'production' })
  if (code !== 0) throw new Error('the build failed')
  await mkdir(join(root, 'build'), { recursive: true })
  await writeFile(stampFile, stamp)
  return true
}

/** Runs a script of the repository on this Node, for 20 minutes at most. @returns its exit code */
export function run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      timeout: 20 * 60_000,
      killSignal: 'SIGKILL',
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
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
