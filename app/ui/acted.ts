import { useT } from './page.tsx'

/** Who acted, and in whose place where a deputy did. */
export function useActed() {
  const t = useT()
  return (person: string | null | undefined, others: readonly string[]) =>
    person && others.length > 0 ? t('common.record.inPlaceOf', { person, others: others.join('、') }) : person
}
