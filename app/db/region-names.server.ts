import { cityOf } from '#app/domain/kernel/region.ts'
import type { Tx } from './client.server.ts'
import { officeNames } from './review/people.server.ts'

/** Regions by their codes with the city they lie in: 苏州市昆山市 (320583), Kunshan, Suzhou (320583). Unknown codes have none. */
export async function regionNames(
  tx: Tx,
  codes: readonly string[],
  language: 'zh' | 'en',
): Promise<Map<string, string>> {
  const names = await officeNames(tx, [...codes, ...codes.map(cityOf)])
  const called = (code: string) => {
    const found = names.get(code)
    return found && ((language === 'en' && found.nameEn) || found.name)
  }
  return new Map(
    codes.flatMap((code) => {
      const own = called(code)
      const city = cityOf(code) === code || code === '320000' ? undefined : called(cityOf(code))
      const path = language === 'en' ? [own, city].filter(Boolean).join(', ') : `${city ?? ''}${own}`
      return own ? [[code, language === 'en' ? `${path} (${code})` : `${path}（${code}）`] as const] : []
    }),
  )
}
