import { z } from 'zod'
import { cipherSize } from '#app/platform/file-cipher.server.ts'
import { hashOnDisk } from '#app/platform/files.server.ts'
import { doneErasures } from './admin/erasure.server.ts'
import { type Breach, breach } from './breach.ts'
import type { Db } from './client.server.ts'

const invariant = 'files_are_as_logged'
const page = 2000

/** Events that name files which people gave; the others name the data of documents. */
const naming = [
  'application.attach',
  'application.detach',
  'acceptance.attach',
  'acceptance.detach',
  'report.attach',
  'report.detach',
  'objection.file',
  'recommendation.attach_scan',
  'clawback.attach',
  'credit.attach',
  'credit.add_evidence',
]
const named = z.object({ id: z.string(), sha256: z.string(), size: z.number() })
const inFiles = z.object({ files: z.array(named).min(1) }).transform(({ files }) => files)
const inAfter = z
  .object({ after: z.object({ file: z.string(), sha256: z.string(), size: z.number() }) })
  .transform(({ after: { file, ...rest } }) => [{ id: file, ...rest }])

/** Every stored file has the hash and the size that its events say; it has its key, or was erased by an event. */
export async function filesAreAsLogged(db: Db): Promise<Breach[]> {
  const { client } = db
  const [rows, keys, done] = await Promise.all([
    client.storedFile.findMany({ select: { id: true, cipherSha256: true, size: true } }),
    client.fileKey.findMany({ select: { fileId: true } }),
    doneErasures(db),
  ])
  const files = new Map(rows.map((row) => [row.id, row]))
  const withKey = new Set(keys.map(({ fileId }) => fileId))
  const erased = new Set(done.flatMap(({ kind, id }) => (kind === 'file' ? [id] : [])))
  const found = rows.flatMap(({ id }) =>
    withKey.has(id) !== erased.has(id)
      ? []
      : erased.has(id)
        ? [breach(invariant, `file ${id} key`, 'none, since it was erased', 'one')]
        : [breach(invariant, `file ${id} key`, 'one, or its erasure', 'none')],
  )
  for (let after = ''; ;) {
    const entries = await client.auditEntry.findMany({
      where: { id: { gt: after }, act: { in: naming }, result: 'done' },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, bytes: true },
    })
    for (const { bytes } of entries)
      for (const { id, sha256, size } of filesIn(bytes)) {
        const file = files.get(id)
        if (!file) found.push(breach(invariant, `file ${id}`, 'a row', 'none'))
        else if (file.cipherSha256 !== sha256)
          found.push(breach(invariant, `file ${id} cipherSha256`, sha256, file.cipherSha256))
        else if (cipherSize(file.size) !== size)
          found.push(breach(invariant, `file ${id} size`, `${size} on disk`, `${cipherSize(file.size)}`))
      }
    const last = entries.at(-1)?.id
    if (last === undefined) return found
    after = last
  }
}

/** Every stored file lies on disk with the bytes of its hash; erased ones too. Reads them all: for the command, not for tests. */
export async function filesAreOnDisk({ client }: Db): Promise<Breach[]> {
  const found: Breach[] = []
  for (let after = ''; ;) {
    const rows = await client.storedFile.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: page,
      select: { id: true, cipherSha256: true },
    })
    for (const { id, cipherSha256 } of rows) {
      const is = await hashOnDisk(id)
      if (is !== cipherSha256)
        found.push(breach('files_are_on_disk', `file ${id}`, cipherSha256, is ?? 'nothing'))
    }
    const last = rows.at(-1)?.id
    if (last === undefined) return found
    after = last
  }
}

function filesIn(bytes: Uint8Array): z.infer<typeof named>[] {
  return z.union([inFiles, inAfter]).safeParse(JSON.parse(Buffer.from(bytes).toString())).data ?? []
}
