import { useState, useSyncExternalStore } from 'react'
import { isSignedIn, signInAgain } from './signed-out.tsx'

export type SaveState = {
  kind: 'idle' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'signedOut' | 'conflict'
  /** epoch milliseconds of the last save, by the server */
  at: number | null
}

export type Draft<V> = SaveState & {
  /** number of the saved state that the next save starts from */
  revision: number
  /** values that an earlier visit could not save, until they are taken back or dropped */
  kept: V | null
}

export type Autosave<V> = Draft<V> & {
  /** to be called with all values after every change */
  put: (values: V) => void
  /** saves at once and says whether the server has everything; before a check or a submission */
  flush: () => Promise<boolean>
  /** takes the kept values away, to be shown again or dropped */
  takeKept: () => V | null
}

const waitMs = 800
const retryMs = 5_000

/**
 * Saves values as JSON `{revision, values}` to `url` a moment after each change. The answer is JSON
 * `{revision, savedAt}` (200), 401 signed out, 409 changed elsewhere; anything else is tried again. Until the server
 * has them, the values also lie in this browser under `key`; beside those of an earlier visit, which stay until somebody
 * has taken them back or dropped them.
 */
export function useAutosave<V>(options: { url: string; key: string; revision: number }): Autosave<V> {
  const [saver] = useState(() => createSaver<V>(options))
  const draft = useSyncExternalStore(saver.subscribe, saver.get, saver.get)
  return { ...draft, put: saver.put, flush: saver.flush, takeKept: saver.takeKept }
}

/** The saver behind `useAutosave`, without React. */
export function createSaver<V>({ url, key, revision }: { url: string; key: string; revision: number }) {
  const place = `qixiang.unsaved.${key}`
  const beside = `${place}.beside`
  const listeners = new Set<() => void>()
  let draft: Draft<V> = { kind: 'idle', at: null, revision, kept: null }
  let pending: { values: V } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  function change(what: Partial<Draft<V>>): void {
    draft = { ...draft, ...what }
    for (const listener of listeners) listener()
  }

  function put(values: V): void {
    pending = { values }
    change({ kind: 'unsaved' })
    clearTimeout(timer)
    timer = setTimeout(() => {
      keep(values)
      void flush()
    }, waitMs)
  }

  function keep(values: V): void {
    localStorage.setItem(draft.kept === null ? place : beside, JSON.stringify(values))
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (!pending && !running) return Promise.resolve(true)
    running ??= save().finally(() => {
      running = null
    })
    return running
  }

  async function save(): Promise<boolean> {
    while (pending) {
      const sent: { values: V } = pending
      change({ kind: 'saving' })
      const answer = await post(url, { revision: draft.revision, values: sent.values })
      if (answer?.status === 401) {
        change({ kind: 'signedOut' })
        await signInAgain()
        if (await isSignedIn()) continue
        return false
      }
      if (answer?.status === 409) {
        change({ kind: 'conflict' })
        return false
      }
      if (!answer?.ok) {
        change({ kind: 'failed' })
        timer = setTimeout(() => void flush(), retryMs)
        return false
      }
      const saved: { revision: number; savedAt: string } = await answer.json()
      if (pending === sent) pending = null
      change({
        kind: pending ? 'unsaved' : 'saved',
        at: new Date(saved.savedAt).getTime(),
        revision: saved.revision,
      })
    }
    localStorage.removeItem(draft.kept === null ? place : beside)
    return true
  }

  function leave(event: BeforeUnloadEvent): void {
    if (!pending) return
    keep(pending.values)
    event.preventDefault()
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    window.addEventListener('beforeunload', leave)
    if (!pending) offer()
    return () => {
      listeners.delete(listener)
      window.removeEventListener('beforeunload', leave)
      void flush()
    }
  }

  /** What lies here from before; what was typed beside it comes next. */
  function offer(): void {
    const kept = localStorage.getItem(place) ?? localStorage.getItem(beside)
    if (kept === null) return
    if (localStorage.getItem(place) === null) localStorage.removeItem(beside)
    localStorage.setItem(place, kept)
    change({ kept: JSON.parse(kept) })
  }

  function takeKept(): V | null {
    const { kept } = draft
    localStorage.removeItem(place)
    change({ kept: null })
    if (!pending) offer()
    else {
      localStorage.removeItem(beside)
      keep(pending.values)
    }
    return kept
  }

  return { subscribe, get: () => draft, put, flush, takeKept }
}

async function post(url: string, body: unknown): Promise<Response | null> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
}
