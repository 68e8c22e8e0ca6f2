import { useState, useSyncExternalStore } from 'react'
import type { FormValues } from '#app/domain/application/form.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { SaveState } from '../autosave.ts'
import { isSignedIn, signInAgain } from '../signed-out.tsx'

export type Value = FormValues[string]
export type Conflict = { path: string; mine: Value; theirs: Value }

export type DraftState = SaveState & {
  /** why the server would not keep something; it stays in this browser */
  refusal: Refusal | null
  conflicts: readonly Conflict[]
  /** an earlier visit's unsaved fields came back */
  restored: boolean
  /** what the server calls the industry codes it has, by the code */
  names: Readonly<Record<string, string>>
}

export type DraftSaver = DraftState & {
  /** a field or table changed */
  put: (path: string, value: Value) => void
  /** saves at once; true when the server has everything */
  flush: () => Promise<boolean>
  /** ends a conflict by keeping one of the two values */
  settle: (path: string, value: Value) => void
}

type Options = {
  url: string
  /** place in this browser where unsaved fields lie */
  key: string
  revision: number
  /** fields that came from elsewhere: a colleague, or an earlier visit */
  onNews: (news: FormValues) => void
}

type Answer = {
  revision: number
  savedAt: string
  conflicts: Conflict[]
  news: FormValues
  names?: Record<string, string>
}

/** What lies in this browser: unsaved fields, and the revision that they were typed on. */
type Unsaved = { pending: FormValues; base: number }

const waitMs = 800
const retryMs = 5_000

/**
 * Saves changed fields only, a moment after each change, as `{patch, baseRevision, editor}`. Until the server has a
 * field it also lies in this browser, so that text outlives the session, the tab and the network.
 */
export function useDraftSaver(options: Options): DraftSaver {
  const [saver] = useState(() => createSaver(options))
  const state = useSyncExternalStore(saver.subscribe, saver.get, saver.get)
  return { ...state, put: saver.put, flush: saver.flush, settle: saver.settle }
}

export function createSaver({ url, key, revision, onNews }: Options) {
  const place = `qixiang.unsaved.${key}`
  const listeners = new Set<() => void>()
  let editor = ''
  let base = revision
  let pending: FormValues = {}
  /** what the server refused stays here and in the form until it is typed anew; the rest is saved without it */
  let refused: FormValues = {}
  let state: DraftState = { kind: 'idle', at: null, refusal: null, conflicts: [], restored: false, names: {} }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  function change(what: Partial<DraftState>): void {
    state = { ...state, ...what }
    for (const listener of listeners) listener()
  }
  function keep(): void {
    const unsaved: Unsaved = { pending, base }
    if (Object.keys(pending).length > 0) localStorage.setItem(place, JSON.stringify(unsaved))
    else localStorage.removeItem(place)
  }
  function unsent(): FormValues {
    return Object.fromEntries(Object.entries(pending).filter(([path, value]) => refused[path] !== value))
  }
  /** the latest refusal, while anything of it is still as it was refused */
  function standing(): Refusal | null {
    return Object.keys(unsent()).length < Object.keys(pending).length ? state.refusal : null
  }

  function put(path: string, value: Value): void {
    pending = { ...pending, [path]: value }
    change({ kind: 'unsaved', refusal: standing() })
    clearTimeout(timer)
    timer = setTimeout(() => {
      keep()
      void flush()
    }, waitMs)
  }

  function settle(path: string, value: Value): void {
    change({ conflicts: state.conflicts.filter((conflict) => conflict.path !== path) })
    onNews({ [path]: value })
    put(path, value)
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (Object.keys(pending).length === 0 && !running) return Promise.resolve(true)
    running ??= save().finally(() => {
      running = null
    })
    return running
  }

  async function save(): Promise<boolean> {
    for (let sent = unsent(); Object.keys(sent).length > 0; sent = unsent()) {
      keep()
      change({ kind: 'saving' })
      const answer = await post(url, { patch: sent, baseRevision: base, editor })
      if (answer?.status === 401) {
        change({ kind: 'signedOut' })
        await signInAgain()
        if (await isSignedIn()) continue
        return false
      }
      if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
        const { refusal = null }: { refusal?: Refusal | null } = await answer.json().catch(() => ({}))
        change({ kind: 'unsaved', refusal })
        const named = Object.entries(sent).filter(([path]) => names(refusal, path))
        if (named.length === 0) return false
        refused = { ...refused, ...Object.fromEntries(named) }
        continue
      }
      if (!answer?.ok) {
        change({ kind: 'failed' })
        timer = setTimeout(() => void flush(), retryMs)
        return false
      }
      take(sent, await answer.json())
    }
    return Object.keys(pending).length === 0
  }

  function take(sent: FormValues, saved: Answer): void {
    base = saved.revision
    pending = Object.fromEntries(Object.entries(pending).filter(([path, value]) => sent[path] !== value))
    keep()
    const untouched = Object.entries(saved.news).filter(([path]) => !(path in pending))
    if (untouched.length > 0) onNews(Object.fromEntries(untouched))
    const open = state.conflicts.filter(({ path }) => !(path in sent))
    change({
      kind: Object.keys(pending).length > 0 ? 'unsaved' : 'saved',
      at: new Date(saved.savedAt).getTime(),
      refusal: standing(),
      conflicts: [...open, ...saved.conflicts],
      names: { ...state.names, ...saved.names },
    })
  }

  function leave(event: BeforeUnloadEvent): void {
    if (Object.keys(pending).length === 0) return
    keep()
    event.preventDefault()
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    window.addEventListener('beforeunload', leave)
    editor ||= crypto.randomUUID()
    const kept = localStorage.getItem(place)
    if (kept !== null && Object.keys(pending).length === 0) {
      const unsaved: Unsaved = JSON.parse(kept)
      pending = unsaved.pending
      base = unsaved.base
      onNews(pending)
      change({ kind: 'unsaved', restored: true })
      void flush()
    }
    return () => {
      listeners.delete(listener)
      window.removeEventListener('beforeunload', leave)
      void flush()
    }
  }

  return { subscribe, get: () => state, put, flush, settle }
}

/** Is it this field, or a cell of this table, that was refused? */
function names(refusal: Refusal | null, path: string): boolean {
  return refusal?.fields?.some((field) => field.path === path || field.path.startsWith(`${path}[`)) ?? false
}

async function post(url: string, body: unknown): Promise<Response | null> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
}
