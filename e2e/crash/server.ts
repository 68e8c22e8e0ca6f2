import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../scripts/build.ts'

export type Settings = Record<string, string>

/** Server and worker as in production. Rejects when one of them ends by itself. */
export async function startServer(settings: Settings): Promise<{ url: string; kill: () => Promise<void> }> {
  const url = settings.PUBLIC_URL ?? ''
  const children = ['server.ts', 'workers/main.ts'].map((script) => launch(script, settings))
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries > 600 || children.some(ended)) throw new Error('the server does not start')
    await sleep(20)
  }
  return {
    url,
    async kill() {
      if (children.some(ended)) throw new Error('a process ended by itself')
      const gone = children.map((child) => once(child, 'exit'))
      for (const child of children) child.kill('SIGKILL')
      await Promise.all(gone)
    },
  }
}

/** Lets the worker place and sign everything that is committed. */
export async function drainWorker(settings: Settings): Promise<void> {
  const child = launch('workers/main.ts', settings, '--drain')
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the worker ended with ${code}`)
}

function launch(script: string, settings: Settings, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function ended({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthz`).catch(() => null)
  await answer?.body?.cancel()
  return answer?.ok ?? false
}
