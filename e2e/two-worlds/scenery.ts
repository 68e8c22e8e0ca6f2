import type { Db } from '#app/db/client.server.ts'

const include = {
  expert: { include: { user: true } },
  application: { include: { enterprise: { include: { users: true } } } },
  panel: { include: { seats: { where: { status: 'committed' } } } },
} as const

/** Of the season: a sheet of the panel that is scoring and one of a closed panel, with all who come near them. */
export async function scenery(db: Db) {
  const running = await sheetAmongOthers(db, 'submitted', 'scoring')
  const inRunning = running.own.panel.seats.map(({ expertId }) => expertId)
  const closed = await sheetAmongOthers(db, 'locked', 'closed', inRunning)
  const undeclared = await db.client.scoreSheet.findFirstOrThrow({
    where: { applicationId: running.own.applicationId, status: 'assigned' },
    include,
  })
  const objection = await db.client.objection.findFirstOrThrow({
    where: { filedById: null },
    include: { application: true },
  })
  const documents = await db.client.document.findMany({
    where: { kind: { in: ['draw_record', 'score_sheet', 'ranking', 'proposed_list'] } },
    orderBy: { id: 'asc' },
    select: { id: true, kind: true, ownerId: true },
  })
  const files = await db.client.storedFile.findMany({
    where: { ownerType: 'application', ownerId: running.own.applicationId },
    select: { id: true },
  })
  const snapshot = await db.client.applicationSnapshot.findFirstOrThrow({
    where: { applicationId: running.own.applicationId },
  })
  const proposed = await db.client.application.findMany({
    where: { status: 'proposed' },
    include: { enterprise: { include: { users: true } } },
    orderBy: { id: 'asc' },
  })
  const consulted = await consultations(db)
  return { running, closed, undeclared, objection, documents, files, snapshot, proposed, consulted }
}
export type Scenery = Awaited<ReturnType<typeof scenery>>

/** A sheet of a member who does not lead, the same member's login, and another such member of the same application. */
async function sheetAmongOthers(
  { client }: Db,
  status: string,
  panelStatus: string,
  without: readonly string[] = [],
) {
  const sheets = await client.scoreSheet.findMany({
    where: { status, panel: { status: panelStatus } },
    include,
    orderBy: [{ applicationId: 'asc' }, { expertId: 'asc' }],
  })
  const ordinary = sheets.filter(
    ({ expertId, panel }) =>
      !without.includes(expertId) && panel.seats.some((seat) => seat.expertId === expertId && !seat.leader),
  )
  for (const own of ordinary) {
    const other = ordinary.find(
      (sheet) => sheet.applicationId === own.applicationId && sheet.expertId !== own.expertId,
    )
    if (other) return { own, other }
  }
  throw new Error(`no two members have ${status} sheets of one application`)
}

/** An expert's opinion on a self-evaluation under review, another expert who is asked too, and one who is not. */
async function consultations({ client }: Db) {
  const own = await client.consultation.findFirstOrThrow({
    where: { status: 'given', evaluation: { status: 'province_review' } },
    include: {
      expert: { include: { user: true } },
      evaluation: { include: { project: { include: { application: true } } } },
    },
  })
  const other = await client.consultation.findFirstOrThrow({
    where: { evaluationId: own.evaluationId, status: 'asked' },
    include: { expert: { include: { user: true } } },
  })
  const unasked = await client.expert.findFirstOrThrow({
    where: { id: { notIn: [own.expertId, other.expertId] }, user: { isNot: null } },
    include: { user: true },
    orderBy: { id: 'asc' },
  })
  return { own, other, unasked }
}

/** Login names of an officer of an application's county, of one of its city, and of who applied. */
export async function peopleOf(
  { client }: Db,
  application: { unitCode: string; cityCode: string; enterpriseId: string },
): Promise<string[]> {
  const { unitCode, cityCode, enterpriseId } = application
  const wheres = [
    { org: { code: unitCode }, roles: 'handler' },
    { org: { code: cityCode }, roles: 'approver' },
    { enterpriseId },
  ]
  const people = await Promise.all(wheres.map((where) => client.user.findFirstOrThrow({ where })))
  return people.map(({ loginName }) => loginName)
}
