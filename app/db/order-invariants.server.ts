import { type Breach, breach } from './breach.ts'
import { paymentsInOrder } from './funding/invariant.server.ts'
import type { Db } from './client.server.ts'

/**
 * No sheet was submitted after its panel's scoring ended, by the clock and by the order of the panel's events; no
 * project was made while its amount could still be objected to; no money was paid before it was issued.
 */
export async function nothingOutOfTime(db: Db): Promise<Breach[]> {
  const { client } = db
  const [sheets, items, entries] = await Promise.all([
    client.scoreSheet.findMany({
      where: { submittedAt: { not: null } },
      select: { id: true, submittedAt: true, panel: { select: { scoringEnd: true } } },
    }),
    client.allocationItem.findMany({
      where: {
        publicityEnd: { not: null },
        amountFen: { gt: 0n },
        application: { project: { isNot: null } },
      },
      select: {
        publicityEnd: true,
        application: { select: { project: { select: { id: true, createdAt: true } } } },
      },
    }),
    client.auditEntry.findMany({
      where: { act: { in: ['panel.end_scoring', 'panel.resume_scoring', 'sheet.submit'] }, result: 'done' },
      orderBy: [{ dossier: 'asc' }, { n: 'asc' }],
      select: { dossier: true, n: true, act: true },
    }),
  ])
  const rule = 'nothing_out_of_time'
  const late = (subject: string, at: Date | null | undefined, end: Date | null | undefined) =>
    at && end && at > end ? [breach(rule, subject, `<= ${end.toISOString()}`, at.toISOString())] : []
  const closed = new Map<string, boolean>()
  const afterwards = entries.flatMap(({ dossier, n, act }) => {
    if (act !== 'sheet.submit') closed.set(dossier, act === 'panel.end_scoring')
    else if (closed.get(dossier))
      return [breach(rule, `${dossier} ${n}`, 'no sheet.submit after panel.end_scoring', act)]
    return []
  })
  return [
    ...sheets.flatMap(({ id, submittedAt, panel }) =>
      late(`ScoreSheet ${id} submittedAt`, submittedAt, panel.scoringEnd),
    ),
    ...items.flatMap(({ publicityEnd, application: { project } }) =>
      project ? late(`Project ${project.id} publicity`, publicityEnd, project.createdAt) : [],
    ),
    ...afterwards,
    ...(await paymentsInOrder(db)),
  ]
}

/** Where two people are needed, two people acted; whoever declared a conflict handed in no sheet. */
export async function nobodyAlone({ client }: Db): Promise<Breach[]> {
  const [plans, issues, clawbacks, credits, guidelines, draws, objections, changes, conflicts] =
    await Promise.all([
      client.allocationPlan.findMany({ select: { id: true, createdById: true, decidedById: true } }),
      client.fundIssue.findMany({ select: { id: true, draftedById: true, approvedById: true } }),
      client.clawback.findMany({ select: { id: true, draftedById: true, decidedById: true } }),
      client.creditRecord.findMany({
        select: { id: true, draftedById: true, decidedById: true, passedById: true, repairedById: true },
      }),
      client.guideline.findMany({
        where: { amendmentNote: null, publishedVersion: 1 },
        select: { id: true, draftedById: true, approvedById: true },
      }),
      client.draw.findMany({ select: { id: true, drawnById: true, witnessedById: true } }),
      client.objection.findMany({
        select: { id: true, handledById: true, application: { select: { handlerId: true } } },
      }),
      client.changeRequest.findMany({ select: { id: true, askedById: true, decidedById: true } }),
      client.scoreSheet.findMany({
        where: { conflict: { not: null }, status: { in: ['submitted', 'locked'] } },
        select: { id: true, expertId: true },
      }),
    ])
  const two = (subject: string, first: string | null, second: string | null) =>
    first !== null && first === second
      ? [breach('nobody_alone', subject, 'two people', `${first} twice`)]
      : []
  return [
    ...plans.flatMap(({ id, createdById, decidedById }) =>
      two(`AllocationPlan ${id}`, createdById, decidedById),
    ),
    ...issues.flatMap(({ id, draftedById, approvedById }) =>
      two(`FundIssue ${id}`, draftedById, approvedById),
    ),
    ...clawbacks.flatMap(({ id, draftedById, decidedById }) =>
      two(`Clawback ${id}`, draftedById, decidedById),
    ),
    ...credits.flatMap(({ id, ...of }) => [
      ...two(`CreditRecord ${id}`, of.draftedById, of.decidedById),
      ...two(`CreditRecord ${id} repair`, of.passedById, of.repairedById),
    ]),
    ...guidelines.flatMap(({ id, draftedById, approvedById }) =>
      two(`Guideline ${id}`, draftedById, approvedById),
    ),
    ...draws.flatMap(({ id, drawnById, witnessedById }) => two(`Draw ${id}`, drawnById, witnessedById)),
    ...objections.flatMap(({ id, handledById, application }) =>
      two(`Objection ${id}`, application.handlerId, handledById),
    ),
    ...changes.flatMap(({ id, askedById, decidedById }) =>
      two(`ChangeRequest ${id}`, askedById, decidedById),
    ),
    ...conflicts.map(({ id, expertId }) =>
      breach('nobody_alone', `ScoreSheet ${id}`, 'no sheet', `one of ${expertId}`),
    ),
  ]
}

/** Receipts of a call, projects of a category, draws of a panel, editions of an application and of a call: 1, 2, 3 … */
export async function numbersHaveNoGaps({ client }: Db): Promise<Breach[]> {
  const [guidelines, categories, panels, applications] = await Promise.all([
    client.guideline.findMany({
      select: {
        id: true,
        receiptCount: true,
        publishedVersion: true,
        versions: { select: { number: true } },
        _count: { select: { applications: { where: { receiptNo: { not: null } } } } },
      },
    }),
    client.fundCategory.findMany({
      select: {
        id: true,
        projectCount: true,
        guidelines: {
          select: { _count: { select: { applications: { where: { project: { isNot: null } } } } } },
        },
      },
    }),
    client.panel.findMany({ select: { id: true, draws: { select: { number: true } } } }),
    client.application.findMany({
      select: { id: true, snapshotNumber: true, snapshots: { select: { number: true } } },
    }),
  ])
  const equal = (subject: string, expected: number, found: number) =>
    expected === found ? [] : [breach('numbers_have_no_gaps', subject, `${expected}`, `${found}`)]
  const upTo = (subject: string, last: number, rows: readonly { number: number }[]) => {
    const missing = Array.from({ length: last }, (_, i) => i + 1).filter(
      (n) => !rows.some(({ number }) => number === n),
    )
    return missing.length === 0 && rows.length === last
      ? []
      : [breach('numbers_have_no_gaps', subject, `1 to ${last}`, rows.map(({ number }) => number).join(' '))]
  }
  return [
    ...guidelines.flatMap(({ id, receiptCount, publishedVersion, versions, _count }) => [
      ...equal(`Guideline ${id} receiptCount`, _count.applications, receiptCount),
      ...upTo(`Guideline ${id} versions`, publishedVersion, versions),
    ]),
    ...categories.flatMap(({ id, projectCount, guidelines: calls }) =>
      equal(
        `FundCategory ${id} projectCount`,
        calls.reduce((sum, { _count }) => sum + _count.applications, 0),
        projectCount,
      ),
    ),
    ...panels.flatMap(({ id, draws }) => upTo(`Panel ${id} draws`, draws.length, draws)),
    ...applications.flatMap(({ id, snapshotNumber, snapshots }) =>
      upTo(`Application ${id} snapshots`, snapshotNumber, snapshots),
    ),
  ]
}
