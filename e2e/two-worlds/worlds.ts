import { createHash } from 'node:crypto'
import { sealedReach } from '#app/db/contact.server.ts'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { PDFDocument } from 'pdf-lib'
import { systemActor } from '#app/authorization/actor.ts'
import { fileOf } from '#app/db/address.ts'
import { openDb, type Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { contentIn, putContent } from '#fixtures/content.ts'
import { guidelines } from '#fixtures/guidelines/index.ts'
import { seedCast } from '#fixtures/world.ts'
import { seedPopulation } from '#prisma/demo/population.ts'
import { playSeason } from '#prisma/demo/season.ts'
import { renderDocument } from '../../workers/jobs/render-document.ts'
import { sequenceAll } from '../../workers/audit/sequencer.ts'
import { testSigner } from '../../workers/audit/testing.ts'
import { drain } from '../../workers/run.ts'

export type World = { db: Db; file: string; folder: string } & AsyncDisposable
/** @returns the columns in which the field stood as text */
export type Change = (sqlite: Database.Database) => string[]

const shown = { needSeal: false, hiddenInBlind: false }

/** When everything is looked at: the third panel is still scoring. */
export const noon = new Date('2026-06-10T02:06:00Z')
const morning = new Date('2026-06-10T02:00:00Z')

/** One character that no name of the demo has; another one for every n below 300 and each of the two worlds. */
export function rare(n: number, world: 0 | 1 = 0): string {
  return String.fromCodePoint(0x6c00 + world * 300 + n)
}

/**
 * The demo season under double blind, with names of experts and of applicants' people that occur nowhere else, with
 * every document made and every mail written. Attachments bear the applicant's name, and so does their PDF metadata.
 */
export async function firstWorld(): Promise<World> {
  const db = await testDb()
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-world-'))
  const file = fileOf(db.url)
  env.dataDir = folder
  const { attachments } = guidelines.zhigaishuzhuan2025
  Object.assign(guidelines.zhigaishuzhuan2025, {
    blindMode: 'double',
    attachments: attachments.map((slot) => (slot.key === 'proposal' ? { ...slot, ...shown } : slot)),
  })
  await seedCast(db)
  await seedPopulation(db)
  await giveRareNames(db)
  await playSeason(db, morning)
  await signFilesWithNames(db, file)
  await sequenceAll(db, { signer: testSigner })
  await drain(db, { now: () => noon, sweep: false, signers: async () => [testSigner] })
  return {
    db,
    file,
    folder,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a document again under the address that it has in the first world. */
async function remake(db: Db, id: string, render: () => Promise<unknown>): Promise<void> {
  const { client } = db
  const { fileId, model, ownerId } = await client.document.findUniqueOrThrow({ where: { id } })
  const changed = await namingChanged(db, ownerId, model)
  await client.document.update({ where: { id }, data: { status: 'waiting', model: changed } })
  await render()
  await client.document.update({ where: { id }, data: { model } })
  const made = await client.document.findUniqueOrThrow({ where: { id } })
  if (!fileId || !made.fileId) return
  await putContent(db, fileId, await contentIn(db, made.fileId))
  await client.document.update({ where: { id }, data: { fileId } })
  await client.storedFile.delete({ where: { id: made.fileId } })
}

/** The model, naming the editions of its application by what they hold now. */
async function namingChanged({ client }: Db, applicationId: string, model: string): Promise<string> {
  const snapshots = await client.applicationSnapshot.findMany({ where: { applicationId } })
  return snapshots.reduce((text, { content, number }) => {
    const held = createHash('sha256').update(content).digest('hex')
    return text.replace(new RegExp(`("edition":${number},"sha256":")[0-9a-f]{64}`), `$1${held}`)
  }, model)
}

/** A copy of the world that differs by `change` alone; documents whose content it touched are made again. */
export async function otherWorld(
  first: World,
  change: (sqlite: Database.Database) => unknown,
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'qixiang-world-'))
  await cp(first.folder, folder, { recursive: true })
  const file = join(folder, 'other.db')
  const source = new Database(first.file, { readonly: true })
  await source.backup(file)
  source.close()
  const models = await modelsOf(first.db)
  withoutGuards(file, change)
  const db = await openDb(`file:${file}`)
  env.dataDir = folder
  const ctx = {
    db,
    actor: systemActor,
    now: noon,
    requestId: 'again',
    ip: '',
    post: async () => 'no_server' as const,
    openSigner: async () => testSigner,
  }
  for (const [documentId, model] of await modelsOf(db)) {
    if (model === models.get(documentId)) continue
    await remake(db, documentId, () => renderDocument.run({ documentId }, ctx))
  }
  const names = await namesOf(first.db)
  for (const [id, { name, applicantName }] of await namesOf(db))
    if (name !== names.get(id)?.name) await putContent(db, id, await signedBy(applicantName))
  return {
    db,
    file,
    folder,
    async [Symbol.asyncDispose]() {
      await db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Works on the database as somebody with the file could: no trigger stands in the way. */
function withoutGuards(file: string, change: (sqlite: Database.Database) => unknown): void {
  const sqlite = new Database(file)
  for (const { name } of named(sqlite, `SELECT name FROM sqlite_schema WHERE type = 'trigger'`))
    sqlite.exec(`DROP TRIGGER "${name}"`)
  change(sqlite)
  sqlite.close()
}

/** Puts other texts for texts wherever they stand. @returns the columns in which any of them stood */
export function replaceTexts(
  sqlite: Database.Database,
  texts: readonly (readonly [string, string])[],
): string[] {
  const found: string[] = []
  for (const { name: table } of named(
    sqlite,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
  ))
    for (const { name: column } of named(sqlite, `SELECT name FROM pragma_table_info('${table}')`)) {
      const changed = texts.map(([from, to]) => {
        const where = `instr("${column}", CASE typeof("${column}") WHEN 'blob' THEN CAST($from AS BLOB) ELSE $from END) > 0`
        const text = `replace(CAST("${column}" AS TEXT), $from, $to)`
        return sqlite
          .prepare(
            `UPDATE "${table}" SET "${column}" = CASE typeof("${column}") WHEN 'blob' THEN CAST(${text} AS BLOB) ELSE ${text} END WHERE ${where}`,
          )
          .run({ from, to }).changes
      })
      if (changed.some((rows) => rows > 0)) found.push(`${table}.${column}`)
    }
  return found
}

function named(sqlite: Database.Database, query: string): { name: string }[] {
  return sqlite.prepare<[], { name: string }>(query).all()
}

async function modelsOf({ client }: Db): Promise<Map<string, string>> {
  const rows = await client.document.findMany({ select: { id: true, model: true, title: true } })
  return new Map(rows.map(({ id, model, title }) => [id, `${title} ${model}`]))
}

async function giveRareNames({ client }: Db): Promise<void> {
  const experts = await client.expert.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  for (const [n, { id }] of experts.entries()) {
    const name = `欧阳${rare(n)}`
    await client.expert.update({ where: { id }, data: { name, employer: `第${rare(n)}研究院` } })
    await client.user.updateMany({ where: { expertId: id }, data: { name } })
  }
  const firms = await client.enterprise.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  for (const [n, { id }] of firms.entries()) {
    const contactName = `百里${rare(n)}`
    const people = { contactName, legalRepresentative: `端木${rare(n)}` }
    const reach = {
      contactPhone: `1377${String(n).padStart(3, '0')}4321`,
      contactEmail: `rare${n}@example.com`,
    }
    await client.enterprise.update({
      where: { id },
      data: { ...people, ...sealedReach(id, reach), address: `第${rare(n)}大道 1 号` },
    })
    await client.user.updateMany({ where: { enterpriseId: id }, data: { name: contactName } })
  }
}

/** Attachments of applications: the name of the file, and whose they are. */
async function namesOf({
  client,
}: Db): Promise<Map<string, { name: string; ownerId: string; applicantName: string }>> {
  const owners = await client.application.findMany({ select: { id: true, applicantName: true } })
  const applicants = new Map(owners.map(({ id, applicantName }) => [id, applicantName]))
  const files = await client.storedFile.findMany({
    where: { ownerType: 'application', uploadedById: { not: null } },
  })
  return new Map(
    files.map(({ id, name, ownerId }) => [
      id,
      { name, ownerId, applicantName: applicants.get(ownerId) ?? '' },
    ]),
  )
}

/** A page that says nothing, by this author; as long as that of any name of the same length. */
async function signedBy(author: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.addPage()
  pdf.setAuthor(author)
  pdf.setTitle(author)
  return pdf.save({ useObjectStreams: false })
}

async function signFilesWithNames(db: Db, file: string): Promise<void> {
  const names: { ownerId: string; from: string; to: string }[] = []
  for (const [id, { name, ownerId, applicantName }] of await namesOf(db)) {
    await putContent(db, id, await signedBy(applicantName))
    const titled = `${applicantName}${id.slice(-4)}.pdf`
    await db.client.storedFile.update({ where: { id }, data: { name: titled } })
    const head = `"id":"${id}","mediaType":"application/pdf","name":"`
    names.push({ ownerId, from: `${head}${name}"`, to: `${head}${titled}"` })
  }
  withoutGuards(file, (sqlite) => {
    const rename = sqlite.prepare(
      `UPDATE "ApplicationSnapshot" SET content = CAST(replace(CAST(content AS TEXT), $from, $to) AS BLOB)
      WHERE "applicationId" = $ownerId`,
    )
    for (const one of names) rename.run(one)
  })
}
