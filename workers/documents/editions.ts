import { createHash } from 'node:crypto'
import type { Db } from '#app/db/client.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { snapshotFrom } from '#app/db/working-application.server.ts'
import { openForm } from '#app/domain/application/private-sections.ts'
import { formSections } from '#app/domain/reports/form-sections.ts'
import type { EditionSections, FrozenReport, Report, Section } from '#app/domain/reports/report.ts'

/**
 * The report with the sections of every edition that it names, and those editions as canonical JSON. Throws when an
 * edition is missing or is not what was sent in.
 */
export async function withEditions(
  db: Db,
  applicationId: string,
  frozen: FrozenReport,
): Promise<{ report: Report; editions: string[] }> {
  const sections: Section[] = []
  const editions: string[] = []
  for (const section of frozen.sections) {
    if (!('edition' in section)) {
      sections.push(section)
      continue
    }
    const content = await contentOf(db, applicationId, section)
    const { guideline, form } = snapshotFrom(content)
    const configuration = await configurationOf(db, guideline.id, guideline.version)
    sections.push(...formSections(openForm(configuration.form), form))
    editions.push(Buffer.from(content).toString('utf8'))
  }
  return { report: { ...frozen, sections }, editions }
}

async function contentOf(
  db: Db,
  applicationId: string,
  { edition: number, sha256 }: EditionSections,
): Promise<Uint8Array> {
  const { content } = await db.client.applicationSnapshot.findUniqueOrThrow({
    where: { applicationId_number: { applicationId, number } },
  })
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw new Error(`edition ${number} of application ${applicationId} is not what was sent in`)
  return content
}
