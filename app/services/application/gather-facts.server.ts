import { configurationOf } from '#app/db/configuration.server.ts'
import { phoneMarks } from '#app/db/contact.server.ts'
import { findRows, idsOf } from '#app/db/find-rows.server.ts'
import { standingCreditsOf } from '#app/db/funding/standing-credits.server.ts'
import { listedTitles } from '#app/db/review/listed-projects.server.ts'
import type { WorkingApplication } from '#app/db/working-application.server.ts'
import { valuesFrom } from '#app/db/working-application.server.ts'
import { duplicateParamsOf } from '#app/domain/application/duplicate.ts'
import { invoiceNumbers } from '#app/domain/application/eligible-base.ts'
import type { CheckFacts } from '#app/domain/application/facts.ts'
import { directionPath, textAt } from '#app/domain/application/form.ts'
import { type ReadForm, readForm } from '#app/domain/application/read-form.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
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
  const [otherApplications, projects, listedProjects, usedInvoices, sharedContacts, creditRecords] =
    await Promise.all([
      asked.has('R13') || asked.has('R30') || asked.has('R14') ? others(ctx, application) : [],
      asked.has('R12') || asked.has('R14') ? projectsOf(ctx, enterprise.id) : [],
      asked.has('R14') ? listedOf(ctx, enterprise.uscc, configuration) : [],
      invoices.length > 0 ? used(ctx, application.id, invoices) : [],
      asked.has('R32')
        ? samePhone(ctx, enterprise.id, textAt(values, 'enterprise.contact_phone').trim())
        : [],
      asked.has('R10') ? standingCreditsOf(ctx.db.client, enterprise.id) : [],
    ])
  const since = ctx.now.getFullYear() - fundedYears
  const facts: CheckFacts = {
    now: ctx.now,
    form,
    enterprise: {
      ...enterprise,
      tags: enterprise.tags.split(',').filter(Boolean),
      flags: enterprise.creditFlags,
      creditRecords,
    },
    otherApplications,
    unacceptedProjects: projects.filter((project) => !endedProjects.includes(project.status)),
    fundedProjects: projects.filter((project) => project.year >= since),
    listedProjects,
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
  const rows = await findRows(
    ctx.db.client,
    'application',
    ['projectName', 'form', 'guidelineId', 'guidelineVersion'],
    {
      enterpriseId,
      id: { not: id },
      status: { notIn: ended },
      guidelineId: { in: idsOf('guideline', { categoryId: guideline.categoryId }) },
    },
    { take: 50 },
  )
  return Promise.all(
    rows.map(async (row) => {
      const values = valuesFrom(row.form)
      const { supportMode } = await configurationOf(ctx.db, row.guidelineId, row.guidelineVersion)
      return {
        projectName: row.projectName,
        projectCode: textAt(values, 'project.code').trim(),
        direction: textAt(values, directionPath),
        sameGuideline: row.guidelineId === guidelineId,
        supportMode,
      }
    }),
  )
}

async function projectsOf(ctx: Ctx, enterpriseId: string) {
  const { client } = ctx.db
  const columns = ['name', 'code', 'status', 'createdAt', 'applicationId'] as const
  const rows = await findRows(client, 'project', columns, { enterpriseId }, { take: 100 })
  const applications = await named(rows, (ids) =>
    findRows(client, 'application', ['id', 'form'], { id: { in: ids } }),
  )
  return rows.map(({ applicationId, createdAt, ...project }) => ({
    ...project,
    year: createdAt.getUTCFullYear(),
    projectCode: textAt(valuesFrom(applications.get(applicationId)?.form ?? '{}'), 'project.code').trim(),
  }))
}

/** Lists of other departments, where R14 asks for them: else nothing is asked of the database. */
async function listedOf(ctx: Ctx, uscc: string, configuration: GuidelineConfiguration) {
  const { listed, years } = duplicateParamsOf(configuration)
  return listed ? listedTitles(ctx.db.client, { uscc, sinceYear: ctx.now.getUTCFullYear() - years }) : []
}

async function used(ctx: Ctx, applicationId: string, invoices: string[]) {
  const { client } = ctx.db
  const elsewhere = { invoiceNo: { in: invoices }, applicationId: { not: applicationId } }
  const rows = await findRows(client, 'invoiceUse', ['invoiceNo', 'applicationId'], elsewhere)
  const applications = await named(rows, (ids) =>
    findRows(client, 'application', ['id', 'projectName'], { id: { in: ids } }),
  )
  return rows.map((row) => ({
    invoiceNo: row.invoiceNo,
    projectName: applications.get(row.applicationId)?.projectName ?? '',
  }))
}

/** Applications of some rows by id; asks for nothing where there are none, which is nearly always. */
async function named<A extends { id: string }>(
  rows: readonly { applicationId: string }[],
  find: (ids: string[]) => Promise<A[]>,
): Promise<Map<string, A>> {
  if (rows.length === 0) return new Map()
  const found = await find([...new Set(rows.map(({ applicationId }) => applicationId))])
  return new Map(found.map((application) => [application.id, application]))
}

async function samePhone(ctx: Ctx, enterpriseId: string, phone: string): Promise<string[]> {
  if (phone === '') return []
  const same = { contactPhoneMark: { in: phoneMarks(phone) }, id: { not: enterpriseId } }
  const rows = await findRows(ctx.db.client, 'enterprise', ['name'], same, { take: 5 })
  return rows.map(({ name }) => name)
}
