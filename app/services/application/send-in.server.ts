import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Tx } from '#app/db/client.server.ts'
import { countReceipt } from '#app/db/guideline.server.ts'
import { insertRows } from '#app/db/plain.server.ts'
import type { SnapshotContent, WorkingApplication } from '#app/db/working-application.server.ts'
import { invoiceNumbers } from '#app/domain/application/eligible-base.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { directionPath, isTable, textAt } from '#app/domain/application/form.ts'
import { openValues } from '#app/domain/application/private-sections.ts'
import { applicationForm } from '#app/domain/reports/application-form.ts'
import { receipt } from '#app/domain/reports/receipt.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/id.ts'
import type { Ctx } from '../context.ts'
import type { DocumentAsk } from '../document.server.ts'
import type { Checked } from './check.server.ts'
import { shown } from './save-draft.server.ts'

/** What is sent in, fixed before the transaction that writes it. */
export type Edition = {
  application: WorkingApplication
  configuration: GuidelineConfiguration
  checked: Checked
  number: number
  submittedAt: Date
  content: Uint8Array
  sha256: string
}

/**
 * The canonical JSON (RFC 8785) of an application as it stands, with its SHA-256. It goes with every printed form, so private
 * sections are not in it: the event of the submission commits to them.
 */
export function editionOf(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
  checked: Checked,
): Edition {
  const { enterprise, guideline } = application
  const number = application.snapshotNumber + 1
  const snapshot: SnapshotContent = {
    format: 1,
    number,
    application: {
      id: application.id,
      projectName: shown(application.values).projectName,
      applicantName: application.applicantName,
      channel: application.channel,
    },
    guideline: { id: guideline.id, code: guideline.code, version: application.guidelineVersion },
    enterprise: {
      id: enterprise.id,
      uscc: enterprise.uscc,
      name: enterprise.name,
      regionCode: enterprise.regionCode,
      unitCode: enterprise.unitCode,
      cityCode: enterprise.cityCode,
      townCode: enterprise.townCode ?? '',
      status: enterprise.status,
      establishedOn: enterprise.establishedOn,
      industryCode: enterprise.industryCode,
      size: enterprise.size,
      tags: enterprise.tags,
      legalRepresentative: enterprise.legalRepresentative,
    },
    form: openValues(application.values),
    files: application.files.map(({ id, slot, name, mediaType, size, cipherSha256 }) => ({
      id,
      slot,
      name,
      mediaType,
      size,
      sha256: cipherSha256,
    })),
    submittedAt: ctx.now.toISOString(),
  }
  const content = Uint8Array.from(Buffer.from(canonicalize(snapshot) ?? ''))
  const sha256 = hash('sha256', content)
  return { application, configuration, checked, number, submittedAt: ctx.now, content, sha256 }
}

/** The next receipt number of a guideline, without gaps: the count is part of the transaction that uses it. */
export async function takeReceiptNo(
  tx: Tx,
  { id, code, year }: WorkingApplication['guideline'],
): Promise<string> {
  const count = await countReceipt(tx, id)
  const stem = code.includes(String(year)) ? code : `${code}-${year}`
  return `${stem}-${String(count).padStart(6, '0')}`
}

/** Writes the snapshot and spends the invoices named in it; those of an earlier edition are given back. */
export async function keepEdition(tx: Tx, edition: Edition): Promise<void> {
  const { application, number, content, sha256, submittedAt, checked } = edition
  await insertRows(tx, 'applicationSnapshot', [
    { id: newId(), applicationId: application.id, number, content, sha256, createdAt: submittedAt },
  ])
  if (number > 1) await releaseInvoices(tx, application.id)
  const spent = new Set(checked.facts.usedInvoices.map(({ invoiceNo }) => invoiceNo))
  const invoices = invoiceNumbers(checked.form).filter((invoiceNo) => !spent.has(invoiceNo))
  await insertRows(
    tx,
    'invoiceUse',
    invoices.map((invoiceNo) => ({ invoiceNo, applicationId: application.id })),
  )
}

/** Gives the invoices of an application back: recalled, withdrawn, lapsed or rejected, it spends none. */
export async function releaseInvoices(tx: Tx, applicationId: string): Promise<void> {
  await tx.invoiceUse.deleteMany({ where: { applicationId } })
}

type Ask = Omit<DocumentAsk, 'kind' | 'format'>

/** Receipt and application form of an edition, frozen. */
export function documentsOf(edition: Edition, receiptNo: string): { receipt: Ask; application_form: Ask } {
  const { application, configuration, number, sha256, submittedAt } = edition
  const { enterprise, files } = application
  const { projectName, totalInvestmentFen, requestedFen } = shown(application.values)
  const { application: words } = messagesOf('zh-CN')
  const owned = {
    ownerType: 'application',
    ownerId: application.id,
    audience: 'applicant' as const,
    unitCode: application.unitCode,
    enterpriseId: application.enterpriseId,
  }
  const common = {
    guidelineTitle: configuration.title,
    receiptNo,
    projectName,
    applicantName: application.applicantName,
    category: directionOf(edition) || configuration.title,
    recommender: application.recommender,
    submittedAt,
    snapshotSha256: sha256,
    verifyUrl: `${env.publicUrl}/applications/${application.id}`,
  }
  return {
    receipt: {
      ...owned,
      title: `${words.documents.receipt} ${receiptNo}`,
      model: receipt({
        ...common,
        guidelineDocumentNo: configuration.documentNo,
        uscc: enterprise.uscc,
        channel: application.channel === 'direct' ? words.channel.direct : words.channel.local,
        totalInvestmentFen,
        requestedFen,
        snapshotNumber: number,
        attachments: files.map((file) => ({
          ...file,
          sha256: file.plainSha256 ?? '',
          slot: configuration.attachments.find(({ key }) => key === file.slot)?.name.zh ?? file.slot,
        })),
      }),
    },
    application_form: {
      ...owned,
      title: `${words.documents.application_form} ${receiptNo}`,
      model: applicationForm({
        ...common,
        sections: [{ edition: number, sha256 }],
        commitment: words.commitment.text,
        opinions: [],
      }),
    },
  }
}

function directionOf({ application, configuration }: Edition): string {
  const value = textAt(application.values, directionPath)
  const cover = configuration.form.sections.find(({ key }) => key === 'cover')
  if (!cover || isTable(cover)) return ''
  const options = cover.fields.find(({ key }) => key === 'direction')?.options ?? []
  return options.find((option) => option.value === value)?.label.zh ?? ''
}
