import { createContext, type ReactNode, useContext } from 'react'
import { type Locale, type MessageKey, type LoadedMessages, type Params, t, textOf } from '#app/i18n/index.ts'

/** What a page knows before any loader: language, texts, nonce, and the server's clock at the time it was sent. */
export type PageFacts = {
  locale: Locale
  messages: LoadedMessages
  nonce: string
  /** epoch milliseconds by the server's clock */
  serverTime: number
  /** server's clock minus the reader's, in milliseconds; 0 on the server */
  clockOffset: number
  requestId: string
}

const Facts = createContext<PageFacts | null>(null)

export function Page({ children, ...facts }: PageFacts & { children: ReactNode }) {
  return <Facts value={facts}>{children}</Facts>
}

export function usePage(): PageFacts {
  const facts = useContext(Facts)
  if (!facts) throw new Error('component outside <Page>')
  return facts
}

export function useLocale(): Locale {
  return usePage().locale
}

export function useMessages(): LoadedMessages {
  return usePage().messages
}

/** Texts by typed key: `const t = useT()`, then `t('common.none')`. */
export function useT(): (key: MessageKey, params?: Params) => string {
  const { messages } = usePage()
  return (key, params) => t(messages, key, params)
}

/** Texts by keys made at run time: first of `keys` that exists, else the last key itself. */
export function useText(): (keys: string | readonly string[], params?: Params) => string {
  const { messages } = usePage()
  return (keys, params) => {
    const list = typeof keys === 'string' ? [keys] : keys
    for (const key of list) {
      const text = textOf(messages, key, params)
      if (text !== null) return text
    }
    return list.at(-1) ?? ''
  }
}

/** Name and English name of a row, by the reader's language. */
export function useName(): (row: { name: string; nameEn: string }) => string {
  const locale = useLocale()
  return ({ name, nameEn }) => (locale === 'en' && nameEn ? nameEn : name)
}
