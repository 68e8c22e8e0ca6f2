import type { messages as source } from './zh-CN.ts'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'zh-CN'

export type Messages = typeof source
/** As many texts as are there: all of them on the server, those of the page in the browser. */
export type LoadedMessages = Partial<Messages>
export type Params = Readonly<Record<string, string | number>>

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]

/** Dotted path of a text, e.g. `session.signIn`. */
export type MessageKey = Leaves<Messages>

/** The text of a key with its `{name}` places filled. A place without a value stays readable as `{name}`. */
export function t(messages: LoadedMessages, key: MessageKey, params: Params = {}): string {
  return fill(find(messages, key) ?? key, params)
}

/** For keys made at run time (`refusal.${code}`): null when there is no such text. */
export function textOf(messages: LoadedMessages, key: string, params: Params = {}): string | null {
  const text = find(messages, key)
  return text === null ? null : fill(text, params)
}

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value)
}

function find(messages: LoadedMessages, key: string): string | null {
  let node: unknown = messages
  for (const step of key.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return null
    node = Reflect.get(node, step)
  }
  return typeof node === 'string' ? node : null
}

/** A text with its `{name}` places filled. */
export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}
