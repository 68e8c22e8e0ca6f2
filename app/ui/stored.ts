import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A small setting that this browser remembers; null on the server and until it was set. */
export function useStored(key: string): [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  )
  return [value, (next) => keep(key, next)]
}

/** Sets it from outside a component. */
export function keep(key: string, value: string): void {
  localStorage.setItem(key, value)
  for (const listener of listeners) listener()
}
