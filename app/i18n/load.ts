import type { Locale, Messages } from './index.ts'

/** Fetches one language: the browser loads only the one that is shown. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'en' ? (await import('./en.ts')).messages : (await import('./zh-CN.ts')).messages
}
