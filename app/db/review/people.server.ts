import type { Tx } from '../client.server.ts'

/** What an office or enterprise is called; an empty English name means that it has none. */
export type Named = { name: string; nameEn: string }

/** What `officeOf` needs of a person. */
export const withOffice = {
  org: { select: { name: true, nameEn: true } },
  enterprise: { select: { name: true } },
} as const

/** For whom a person acts: an office, or an enterprise, whose name is the same in every language. */
export function officeOf(
  person: { org: Named | null; enterprise: { name: string } | null } | undefined,
): Named | null {
  if (person?.org) return person.org
  return person?.enterprise ? { name: person.enterprise.name, nameEn: '' } : null
}

/** Names of offices in both languages by their codes. */
export async function officeNames(tx: Tx, codes: readonly string[]): Promise<Map<string, Named>> {
  const rows = await tx.orgUnit.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true, nameEn: true },
  })
  return new Map(rows.map(({ code, ...names }) => [code, names]))
}

/** Names of offices by their codes. */
export async function unitNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.orgUnit.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, name: true },
  })
  return new Map(rows.map(({ code, name }) => [code, name]))
}
