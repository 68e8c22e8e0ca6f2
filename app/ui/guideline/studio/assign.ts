/** The thing with one key changed; undefined takes the key out, so that equal things have equal texts. */
export function assign<T extends object, K extends keyof T>(thing: T, key: K, value: T[K] | undefined): T {
  const next = { ...thing }
  if (value === undefined) delete next[key]
  else next[key] = value
  return next
}
