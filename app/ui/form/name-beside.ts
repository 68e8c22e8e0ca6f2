import type { PageCell, PageColumn } from '#app/domain/application/form-page.ts'

/** What a typed code of a region or industry is called, to stand beside its input; null for other kinds and where no name is known. */
export function nameBeside(
  kind: PageColumn['kind'],
  { typed, shown }: Pick<PageCell, 'typed' | 'shown'>,
): string | null {
  return (kind === 'region' || kind === 'industry') && shown !== typed ? shown : null
}
