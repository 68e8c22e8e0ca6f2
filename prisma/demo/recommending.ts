import { attachScan, fileSheet, generateSheet, setDocumentNo } from '#app/services/review/sheet.server.ts'
import { type Person, cast } from '#fixtures/cast.ts'
import { attachment, type Call } from './applying.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

const staffed = new Set(Object.values<Person>(cast).map(({ office }) => office))

/**
 * The list of one county and one city that have recommended under a call, those of the cast first: numbered, with the
 * stamped scan, and filed by the approver.
 */
export async function fileLists(stage: Stage, call: Call, offset: number): Promise<void> {
  for (const code of await recommenders(stage, call)) {
    const { id, handler, name } = await makeList(stage, call, code, offset)
    const documentNo = `${name.replace(/[市县区]$/, '')}工信〔${stage.day(offset).slice(0, 4)}〕12号`
    held(await setDocumentNo(await stage.as(handler, offset), { id, version: 0, documentNo }))
    const content = await attachment('stamped recommendation')
    const scan = { id, version: 1, name: `${documentNo}.pdf`, content }
    held(await attachScan(await stage.as(handler, offset), scan))
    const approver = await officer(stage, code, 'approver')
    held(await fileSheet(await stage.as(approver.loginName, offset), { id, version: 2 }))
  }
}

/** Lists of a call whose recommending goes on: made, waiting for number and stamp. */
export async function makeLists(stage: Stage, call: Call, offset: number): Promise<void> {
  for (const code of await recommenders(stage, call)) await makeList(stage, call, code, offset)
}

async function recommenders({ db }: Stage, { id: guidelineId }: Call): Promise<string[]> {
  const unitsAt = async (node: string, column: 'unitCode' | 'cityCode') => {
    const rows = await db.client.application.findMany({
      where: { guidelineId, opinions: { some: { node, kind: 'recommend', closedAt: null } } },
      select: { unitCode: true, cityCode: true },
      orderBy: { receiptNo: 'asc' },
    })
    const codes = rows.map((row) => row[column])
    return codes.find((code) => staffed.has(code)) ?? codes[0]
  }
  const found = [await unitsAt('county_review', 'unitCode'), await unitsAt('city_review', 'cityCode')]
  return found.filter((code) => code !== undefined)
}

async function makeList(stage: Stage, { id: guidelineId }: Call, code: string, offset: number) {
  const { loginName: handler, name } = await officer(stage, code, 'handler')
  const { id } = held(await generateSheet(await stage.as(handler, offset), { guidelineId, order: [] }))
  return { id, handler, name }
}

async function officer({ db }: Stage, code: string, roles: 'handler' | 'approver') {
  const { loginName, org } = await db.client.user.findFirstOrThrow({
    where: { org: { code }, roles },
    orderBy: { loginName: 'asc' },
    select: { loginName: true, org: { select: { name: true } } },
  })
  return { loginName, name: org?.name ?? '' }
}
