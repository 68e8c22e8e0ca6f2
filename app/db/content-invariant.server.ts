import { createHash } from 'node:crypto'
import { type Breach, breach } from './breach.ts'
import type { Db } from './client.server.ts'

/** Whatever was frozen with its hash is still what was hashed; the hash itself stands in an event. */
export async function contentHasItsHash({ client }: Db): Promise<Breach[]> {
  const [snapshots, versions, sheets, contracts, panels, draws] = await Promise.all([
    client.applicationSnapshot.findMany({ select: { id: true, content: true, sha256: true } }),
    client.guidelineVersion.findMany({ select: { id: true, configuration: true, sha256: true } }),
    client.recommendationSheet.findMany({ select: { id: true, content: true, sha256: true } }),
    client.contract.findMany({ select: { id: true, content: true, sha256: true } }),
    client.panel.findMany({ select: { id: true, ranking: true, rankingSha256: true } }),
    client.draw.findMany({
      select: { id: true, pool: true, poolSha256: true, serverNonce: true, nonceSha256: true },
    }),
  ])
  return [
    ...snapshots.map(({ id, content, sha256 }) => of(`ApplicationSnapshot ${id} content`, content, sha256)),
    ...versions.map((row) => of(`GuidelineVersion ${row.id} configuration`, row.configuration, row.sha256)),
    ...sheets.map(({ id, content, sha256 }) => of(`RecommendationSheet ${id} content`, content, sha256)),
    ...contracts.map(({ id, content, sha256 }) => of(`Contract ${id} content`, content, sha256)),
    ...panels.map(({ id, ranking, rankingSha256 }) => of(`Panel ${id} ranking`, ranking, rankingSha256)),
    ...draws.map(({ id, pool, poolSha256 }) => of(`Draw ${id} pool`, pool, poolSha256)),
    ...draws.map((row) => of(`Draw ${row.id} serverNonce`, row.serverNonce, row.nonceSha256)),
  ].flat()
}

function of(subject: string, content: string | Uint8Array | null, expected: string | null): Breach[] {
  const found = content === null ? null : createHash('sha256').update(content).digest('hex')
  return found === expected
    ? []
    : [breach('content_has_its_hash', subject, expected ?? 'nothing', found ?? 'nothing')]
}
