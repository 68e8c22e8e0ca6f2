import { useJoin } from '../guideline/words.ts'
import { useLocale } from '../page.tsx'

export type DivisionName = { code: string; zh: string; en: string }

/** Divisions by code and name, as one text; a code that is none stays as it is. */
export function useDivisions(divisions: readonly DivisionName[]): (codes: readonly string[]) => string {
  const locale = useLocale()
  const join = useJoin()
  return (codes) =>
    join(
      codes.map((code) => {
        const division = divisions.find((one) => one.code === code)
        return division ? `${code} ${locale === 'en' ? division.en : division.zh}` : code
      }),
    )
}
