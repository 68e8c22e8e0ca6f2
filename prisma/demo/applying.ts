import { PDFDocument } from 'pdf-lib'
import { openedEnterprise } from '#app/db/contact.server.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import type { Channel } from '#app/domain/guideline/chain.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { addAttachment } from '#app/services/application/attach.server.ts'
import { confirmCommitment } from '#app/services/application/commit.server.ts'
import { saveDraft } from '#app/services/application/save-draft.server.ts'
import { startApplication } from '#app/services/application/start.server.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { formValues } from '#fixtures/form-values.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

export type Applicant = { loginName: string; enterpriseId: string }
export type Call = { id: string; configuration: GuidelineConfiguration }

type Plan = {
  seed: number
  equipmentWan: number
  channel?: Channel
  planned?: boolean
  /** what is to be built, where the demo's usual sentence will not do */
  content?: string
  start: string
  end: string
}

/** The enterprises of the demo in a fixed order, each with the person who applies for it. */
export async function applicants({ db }: Stage): Promise<Applicant[]> {
  const users = await db.client.user.findMany({
    where: { roles: 'applicant', loginName: { not: 'kunshan_colleague' } },
    orderBy: [{ enterprise: { createdAt: 'asc' } }, { enterpriseId: 'asc' }],
    select: { loginName: true, enterpriseId: true },
  })
  return users.map(({ loginName, enterpriseId }) => ({ loginName, enterpriseId: enterpriseId ?? '' }))
}

/** A draft filled in part: the cover and the enterprise, as somebody leaves it in the evening. */
export async function begin(
  stage: Stage,
  call: Call,
  who: Applicant,
  plan: Plan,
  offset: number,
): Promise<string> {
  const { id } = held(
    await startApplication(await stage.as(who.loginName, offset), {
      guidelineId: call.id,
      channel: plan.channel ?? 'local',
    }),
  )
  const values = await valuesFor(stage, call, who, plan)
  const cover = Object.fromEntries(
    Object.entries(values).filter(([path]) => /^(cover|enterprise)\./.test(path)),
  )
  await save(stage, who, id, cover, offset)
  return id
}

/** Everything filled, attached, committed and sent. Returns the application's id. */
export async function apply(
  stage: Stage,
  call: Call,
  who: Applicant,
  plan: Plan,
  offset: number,
): Promise<string> {
  const id = await begin(stage, call, who, plan, offset)
  await save(stage, who, id, await valuesFor(stage, call, who, plan), offset)
  for (const slot of call.configuration.attachments.filter(({ required }) => required)) {
    const content = await attachment(`${slot.key} ${plan.seed}`)
    held(
      await addAttachment(await stage.as(who.loginName, offset), {
        applicationId: id,
        slot: slot.key,
        name: `${slot.name.zh.replace(/[\\/:*?"<>|]/g, '')}.pdf`,
        content,
      }),
    )
  }
  held(await confirmCommitment(await stage.as(who.loginName, offset), { id }))
  const { version } = await stage.db.client.application.findUniqueOrThrow({
    where: { id },
    select: { version: true },
  })
  held(await submitApplication(await stage.as(who.loginName, offset), { id, version }))
  return id
}

async function save(
  stage: Stage,
  who: Applicant,
  id: string,
  patch: FormValues,
  offset: number,
): Promise<void> {
  const ctx = await stage.as(who.loginName, offset)
  const { revision } = await stage.db.client.application.findUniqueOrThrow({
    where: { id },
    select: { revision: true },
  })
  held(await saveDraft(ctx, { id, patch, baseRevision: revision, editor: 'demo' }))
}

async function valuesFor(stage: Stage, call: Call, who: Applicant, plan: Plan): Promise<FormValues> {
  const enterprise = openedEnterprise(
    await stage.db.client.enterprise.findUniqueOrThrow({ where: { id: who.enterpriseId } }),
  )
  const { form, year, ratio, capWan } = call.configuration
  const cover = form.sections.find(({ key }) => key === 'cover')
  const direction =
    cover && 'fields' in cover ? cover.fields.find(({ key }) => key === 'direction') : undefined
  const options = direction?.options ?? []
  const values = formValues({
    ...plan,
    direction: options[plan.seed % Math.max(options.length, 1)]?.value,
    requestedWan: Math.min(
      Math.floor((plan.equipmentWan * ratio) / 10_000),
      Number(capWan || plan.equipmentWan),
    ),
    financeYears: [year - 1, year - 2, year - 3],
    enterprise: {
      name: enterprise.name,
      uscc: enterprise.uscc,
      regionCode: enterprise.regionCode,
      industryCode: enterprise.industryCode,
      legalRepresentative: enterprise.legalRepresentative,
      contactName: enterprise.contactName,
      establishedOn: enterprise.establishedOn,
      size: enterprise.size,
      address: enterprise.address,
      contactPhone: enterprise.contactPhone,
    },
  })
  return plan.content ? { ...values, 'project.content': plan.content } : values
}

/** A one-page file that says it belongs to the demo. */
export async function attachment(title: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage([595, 842]).drawText(`Demonstration attachment: ${title}`, { x: 60, y: 760, size: 16 })
  return pdf.save()
}
