import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../scripts/build.ts'

export type Settings = Record<string, string>

/** Programs, with arguments, under which server and worker are started. */
export type Under = { server?: readonly string[]; worker?: readonly string[] }

/**
 * Server and worker as in production. Rejects when one of them ends by itself.
 * @param under a program, with its arguments, that starts the server and watches it
 */
export async function startServer(
  settings: Settings,
  under: Under = {},
): Promise<{ url: string; kill: () => Promise<void> }> {
  const url = settings.PUBLIC_URL ?? ''
  const children = [
    launch(['server.ts'], settings, under.server),
    launch(['workers/main.ts'], settings, under.worker),
  ]
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries > 600 || children.some(ended)) throw new Error('the server does not start')
    await sleep(20)
  }
  return {
    url,
    async kill() {
      if (children.some(ended)) throw new Error('a process ended by itself')
      const gone = children.map((child) => once(child, 'exit'))
      for (const { pid } of children) if (pid) process.kill(-pid, 'SIGKILL')
      await Promise.all(gone)
    },
  }
}

/** Lets the worker place and sign everything that is committed. */
export async function drainWorker(settings: Settings): Promise<void> {
  const child = launch(['workers/main.ts', '--drain'], settings)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the worker ended with ${code}`)
}

/** In a process group of its own, so that whatever it starts dies with it. */
function launch(args: readonly string[], settings: Settings, under: readonly string[] = []): ChildProcess {
  const [script = '', ...rest] = args
  const [command = '', ...words] = [...under, process.execPath, join(root, script), ...rest]
  return spawn(command, words, {
    cwd: root,
    detached: true,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', under.length > 0 ? 'ignore' : 'inherit'],
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
