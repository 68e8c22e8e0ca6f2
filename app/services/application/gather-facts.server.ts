import type { WorkingApplication } from '#app/db/working-application.server.ts'
import { valuesFrom } from '#app/db/working-application.server.ts'
import { invoiceNumbers } from '#app/domain/application/eligible-base.ts'
import type { CheckFacts } from '#app/domain/application/facts.ts'
import { textAt } from '#app/domain/application/form.ts'
import { type ReadForm, readForm } from '#app/domain/application/read-form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { supportModes } from '#app/domain/guideline/schema.ts'
import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '../context.ts'

const ended = ['rejected', 'not_approved', 'withdrawn', 'expired']
const endedProjects = ['accepted', 'paid', 'closed']
const fundedYears = 5

export type Gathered = { form: ReadForm; problems: FieldProblem[]; facts: CheckFacts }

/**
 * The facts that the rules of A.6 look at, as they are now: the form as typed, the library, other applications,
 * earlier projects, spent invoices, files. Read outside transactions; what must hold at commit is held by constraints.
 */
export async function gatherFacts(
  ctx: Ctx,
  application: WorkingApplication,
  configuration: GuidelineConfiguration,
): Promise<Gathered> {
  const { enterprise, files, values } = application
  const { form, problems } = readForm(configuration.form, values)
  const invoices = invoiceNumbers(form)
  const asked = new Set(configuration.rules.map(({ code }) => code))
  const [otherApplications, projects, usedInvoices, sharedContacts] = await Promise.all([
    asked.has('R13') || asked.has('R30') || asked.has('R14') ? others(ctx, application) : [],
    asked.has('R12') || asked.has('R14') ? projectsOf(ctx, enterprise.id) : [],
    invoices.length > 0 ? used(ctx, application.id, invoices) : [],
    asked.has('R32') ? samePhone(ctx, enterprise.id, textAt(values, 'enterprise.contact_phone').trim()) : [],
  ])
  const since = ctx.now.getFullYear() - fundedYears
  const facts: CheckFacts = {
    now: ctx.now,
    form,
    enterprise: {
      ...enterprise,
      tags: enterprise.tags.split(',').filter(Boolean),
      flags: enterprise.creditFlags,
    },
    otherApplications,
    unacceptedProjects: projects.filter((project) => !endedProjects.includes(project.status)),
    fundedProjects: projects.filter((project) => project.year >= since),
    usedInvoices,
    files,
    commitmentAt: application.commitmentAt,
    sharedContacts,
    filing: null,
    reported: null,
  }
  return { form, problems, facts }
}

async function others(ctx: Ctx, { id, enterpriseId, guidelineId, guideline }: WorkingApplication) {
  const rows = await ctx.db.client.application.findMany({
    where: {
      enterpriseId,
      id: { not: id },
      status: { notIn: ended },
      guideline: { categoryId: guideline.categoryId },
    },
    select: { projectName: true, form: true, guidelineId: true, guideline: { select: { versions: latest } } },
    take: 50,
  })
  return rows.map((row) => {
    const values = valuesFrom(row.form)
    return {
      projectName: row.projectName,
      projectCode: textAt(values, 'project.code').trim(),
      direction: textAt(values, 'cover.direction'),
      sameGuideline: row.guidelineId === guidelineId,
      supportMode: supportModeFrom(row.guideline.versions[0]?.configuration ?? ''),
    }
  })
}

const latest = { orderBy: { number: 'desc' }, take: 1, select: { configuration: true } } as const

function supportModeFrom(configuration: string) {
  const found = /"supportMode":"(\w+)"/.exec(configuration)?.[1]
  return supportModes.find((mode) => mode === found) ?? 'post_reward'
}

async function projectsOf(ctx: Ctx, enterpriseId: string) {
  const rows = await ctx.db.client.project.findMany({
    where: { enterpriseId },
    select: {
      name: true,
      code: true,
      status: true,
      createdAt: true,
      application: { select: { form: true } },
    },
    take: 100,
  })
  return rows.map(({ application, createdAt, ...project }) => ({
    ...project,
    year: createdAt.getUTCFullYear(),
    projectCode: textAt(valuesFrom(application.form), 'project.code').trim(),
  }))
}

async function used(ctx: Ctx, applicationId: string, invoices: string[]) {
  const rows = await ctx.db.client.invoiceUse.findMany({
    where: { invoiceNo: { in: invoices }, applicationId: { not: applicationId } },
    select: { invoiceNo: true, application: { select: { projectName: true } } },
  })
  return rows.map(({ invoiceNo, application }) => ({ invoiceNo, projectName: application.projectName }))
}

async function samePhone(ctx: Ctx, enterpriseId: string, phone: string): Promise<string[]> {
  if (phone === '') return []
  const rows = await ctx.db.client.enterprise.findMany({
    where: { contactPhone: phone, id: { not: enterpriseId } },
    select: { name: true },
    take: 5,
  })
  return rows.map(({ name }) => name)
}
