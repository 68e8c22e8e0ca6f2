import { doing, has, type Role } from '#app/authorization/actor.ts'
import { holderOfStopped } from '#app/domain/approval/objection.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { differences, fileChanges } from '#app/domain/application/form-changes.ts'
import { type FormValues, rowsAt } from '#app/domain/application/form.ts'
import { avoidanceSection, openForm, openValues } from '#app/domain/application/private-sections.ts'
import { wayAhead } from '#app/domain/application/way-ahead.ts'
import { applicationWorkflow, type ApplicationTransition } from '#app/domain/application/workflow.ts'
import { openTransitions } from '#app/domain/kernel/decide.ts'
import type { Owner } from '#app/domain/kernel/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { configurationOf } from './configuration.server.ts'
import { unitAtLevel } from './quota.server.ts'
import { type Named, officeNames } from './review/people.server.ts'
import { latestRun } from './rule-run.server.ts'
import { asTold, untoldCount } from './told.server.ts'
import { entryColumns, tellEntries } from './told-entries.server.ts'
import {
  flaggedPaths,
  latestSnapshot,
  snapshotFrom,
  valuesFrom,
  workingApplication,
} from './working-application.server.ts'

/** Acts that this page offers to the applicant; those of offices are the review stage's. */
const applicantActs: readonly ApplicationTransition[] = ['submit', 'recall', 'resubmit', 'withdraw']
/** Offices that keep experts apart, or watch how it is done: they read whom the applicant asks to avoid. */
const privyRoles: readonly Role[] = ['organiser', 'supervisor', 'auditor']
/** What an application that was sent in says in private; while it is corrected it is the applicant's alone. */
function privateValues({ status, form }: { status: string; form: string }): FormValues {
  const rows = status === 'returned' ? [] : rowsAt(valuesFrom(form), avoidanceSection)
  return { [avoidanceSection]: rows }
}

/** Opinions that stay inside the offices. */
const internal = [
  'co_review_finance',
  'co_review_credit',
  'check',
  'second_check',
  'handle',
  'site_check',
  'return_down',
  'reopening_request',
  'recusal',
]

/**
 * One application for its page, in the actor's scope: what the applicant sees is the form as it stands, what an office
 * sees is the last edition sent in. @throws NotFound
 */
export async function applicationRecord(ctx: Ctx, id: string) {
  const application = await workingApplication(ctx, id)
  const told = asTold(ctx.actor, application)
  const { client } = ctx.db
  const own = application.enterpriseId === ctx.actor.enterpriseId
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const [snapshots, run, opinions, corrections, documents, timeline, appeals, units, untold, objections] =
    await Promise.all([
      client.applicationSnapshot.findMany({ where: { applicationId: id }, orderBy: { number: 'asc' } }),
      latestRun(client, id, { asked: true, allocation: !own }),
      client.reviewOpinion.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
      client.correctionItem.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
      client.document.findMany({
        where: { ownerType: 'application', ownerId: id, ...(own ? { audience: 'applicant' } : {}) },
        omit: { model: true },
        orderBy: { id: 'desc' },
      }),
      timelineRows(ctx, id),
      client.appeal.findMany({ where: { applicationId: id }, orderBy: { id: 'asc' } }),
      unitsOf(ctx, application),
      untoldCount(ctx, id),
      client.objection.findMany({
        where: { applicationId: id, status: { in: ['accepted', 'investigated'] } },
        select: { status: true },
      }),
    ])
  const offices = await englishNames(ctx, opinions)
  const editions = snapshots.map(({ content, ...edition }) => ({
    ...edition,
    content: snapshotFrom(content),
  }))
  const last = editions.at(-1)
  const unit = (await officeNames(client, [application.unitCode])).get(application.unitCode)
  const privy = own || privyRoles.some((role) => has(ctx.actor, role))
  const definition = openForm(configuration.form)
  const shown = own || !last ? { form: application.values, files: application.files } : last.content
  return {
    application: { ...told, version: application.version - untold },
    configuration,
    own,
    definition: privy ? configuration.form : definition,
    form: own ? shown.form : { ...openValues(shown.form), ...(privy ? privateValues(application) : {}) },
    files: shown.files,
    editions: editions.map(({ id: editionId, number, sha256, createdAt }) => ({
      id: editionId,
      number,
      sha256,
      createdAt,
    })),
    changes: editions.slice(1).map((edition, at) => ({
      number: edition.number,
      changes: differences(definition, editions[at]?.content.form ?? {}, edition.content.form),
      files: fileChanges(editions[at]?.content.files ?? [], edition.content.files),
    })),
    run,
    opinions: opinions
      .filter((opinion) => !own || !internal.includes(opinion.kind))
      .map((opinion) => ({
        ...opinion,
        office: { name: opinion.orgName, nameEn: offices.get(opinion.orgId ?? '') ?? '' },
      })),
    corrections,
    documents,
    appeals,
    timeline,
    unit: unit ?? { name: application.recommender, nameEn: '' },
    holder: holderOf(told, units, objections),
    coming: wayAhead(configuration, told).map((node) => ({
      node,
      office: units.get(levelOfNode(node) ?? '') ?? null,
    })),
    actions: openTransitions(applicationWorkflow, told.status, doing(ctx.actor, own)).filter((name) =>
      applicantActs.some((act) => act === name),
    ),
    mayConsent: has(ctx.actor, 'approver'),
    maySkipReview:
      configuration.reviewSkipped &&
      openTransitions(applicationWorkflow, told.status, doing(ctx.actor, own)).includes('skip_review'),
  }
}
export type ApplicationRecord = Awaited<ReturnType<typeof applicationRecord>>

/** What the form page edits: the definition, the values as typed, what was flagged, and the revision it starts from. */
export async function editableApplication(ctx: Ctx, id: string) {
  const application = await workingApplication(ctx, id)
  const configuration = await configurationOf(ctx.db, application.guidelineId, application.guidelineVersion)
  const own = application.enterpriseId === ctx.actor.enterpriseId
  const editable = own && ['draft', 'returned'].includes(application.status)
  const returned = application.status === 'returned'
  const flags = returned ? await flaggedPaths(ctx.db.client, application) : []
  const before = returned ? await latestSnapshot(ctx.db.client, id) : null
  return {
    id,
    status: asTold(ctx.actor, application).status,
    version: editable ? application.version : application.version - (await untoldCount(ctx, id)),
    revision: application.revision,
    projectName: application.projectName,
    updatedAt: application.updatedAt,
    dueAt: asTold(ctx.actor, application).dueAt,
    values: application.values,
    files: application.files,
    definition: own ? configuration.form : openForm(configuration.form),
    attachments: configuration.attachments,
    guideline: { title: configuration.title, applyEnd: application.guideline.applyEnd },
    flags,
    /** what was returned: the values of what was flagged and the files */
    before: {
      values: Object.fromEntries(
        Object.entries(before?.form ?? {}).filter(([path]) =>
          flags.some(({ field }) => path === field || field.startsWith(`${path}[`)),
        ),
      ),
      files: before?.files.map(({ id: fileId, slot }) => ({ id: fileId, slot })) ?? [],
    },
    editable,
    /** after closing only what was flagged may change */
    flaggedOnly: returned && ctx.now > application.guideline.applyEnd,
  }
}
export type EditableApplication = Awaited<ReturnType<typeof editableApplication>>

/** What was done with an application, as the reader is told of it. */
async function timelineRows(ctx: Ctx, id: string) {
  const entries = await ctx.db.client.auditEntry.findMany({
    where: { dossier: `application:${id}`, result: 'done', act: { startsWith: 'application.' } },
    orderBy: { n: 'asc' },
    take: 500,
    select: entryColumns,
  })
  return (await tellEntries(ctx, entries)).map(({ id: entryId, at, act, after, leaf, place, ...who }) => ({
    id: entryId,
    leaf,
    place,
    at,
    act: act.replace(/^application\./, ''),
    to: typeof after?.status === 'string' ? after.status : null,
    reason: who.reason,
    person: who.person,
    inPlaceOf: who.inPlaceOf,
    office: who.office,
  }))
}

/** English names of the offices that gave these opinions, by id. */
async function englishNames({ db }: Ctx, opinions: readonly { orgId: string | null }[]) {
  const rows = await db.client.orgUnit.findMany({
    where: { id: { in: [...new Set(opinions.flatMap(({ orgId }) => orgId ?? []))] } },
    select: { id: true, nameEn: true },
  })
  return new Map(rows.map(({ id, nameEn }) => [id, nameEn]))
}

async function unitsOf(
  ctx: Ctx,
  application: { unitCode: string; cityCode: string; townCode: string | null },
): Promise<Map<string, Named>> {
  const codes = (['town', 'county', 'city'] as const).map(
    (level) => [level, unitAtLevel(application, level)] as const,
  )
  const rows = await ctx.db.client.orgUnit.findMany({
    where: {
      OR: [{ code: { in: codes.flatMap(([, code]) => (code ? [code] : [])) } }, { level: 'province' }],
    },
    select: { code: true, name: true, nameEn: true, level: true },
  })
  const names = new Map<string, Named>()
  for (const [level, code] of codes) {
    const row = rows.find((unit) => unit.code === code)
    if (row) names.set(level, row)
  }
  const province = rows.find(({ level }) => level === 'province')
  if (province) names.set('province', province)
  return names
}

function holderOf(
  application: { status: string; applicantName: string },
  units: Map<string, Named>,
  objections: readonly { status: string }[],
): { owner: Owner; name: Named | null } {
  const state = Object.entries(applicationWorkflow.states).find(([name]) => name === application.status)
  const owner =
    application.status === 'objection' ? holderOfStopped(objections) : (state?.[1].owner ?? 'nobody')
  const applicant = { name: application.applicantName, nameEn: '' }
  return { owner, name: owner === 'applicant' ? applicant : (units.get(owner) ?? null) }
}
