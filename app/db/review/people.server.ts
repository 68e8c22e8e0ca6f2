import type { Tx } from '../client.server.ts'

/** Names of offices in both languages by their codes. */
export async function officeNames(
  tx: Tx,
  codes: readonly string[],
): Promise<Map<string, { name: string; nameEn: string }>> {
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
