import { proposeCredit, recordCredit } from '#app/services/funding/decide-credit.server.ts'
import { giveCreditFile } from '#app/services/funding/of-credit.server.ts'
import { openCreditByHand } from '#app/services/funding/open-credit.server.ts'
import { askCreditRepair } from '#app/services/funding/repair-credit.server.ts'
import { held } from '#fixtures/held.ts'
import { attachment } from './applying.ts'
import type { Stage } from './stage.ts'

type Recorded = { level: string; number: number; basis: string; offset: number }

/** A serious record that stands, and a general one whose enterprise asks for its repair. */
export async function creditRecords(
  stage: Stage,
  { running, ended }: { running?: string; ended?: string },
): Promise<void> {
  if (running) {
    const basis = '核查发现企业未经批准，将合同约定的加工中心改购为其他型号。'
    await recorded(stage, running, { level: 'serious', number: 41, basis, offset: -8 })
  }
  if (!ended) return
  const basis = '项目终止前，企业未经批准调整了设备购置内容。'
  const id = await recorded(stage, ended, { level: 'general', number: 33, basis, offset: -22 })
  const project = await stage.db.client.project.findUniqueOrThrow({ where: { id: ended } })
  const { loginName } = await stage.db.client.user.findFirstOrThrow({
    where: { enterpriseId: project.enterpriseId },
    orderBy: { loginName: 'asc' },
  })
  const own = () => stage.as(loginName, -3)
  const file = { id, version: 3, name: '整改情况报告.pdf', content: await attachment('what was put right') }
  held(await giveCreditFile(await own(), { ...file, act: 'add_evidence' }))
  const reason = '已补办变更手续，建立专项资金使用内部审批制度，并按追回通知书缴回资金。'
  held(await askCreditRepair(await own(), { id, version: 4, reason }))
}

/** Begun by the province's handler on that day, and recorded by the leader two days later. Returns the id. */
async function recorded(
  stage: Stage,
  projectId: string,
  { level, number, basis, offset }: Recorded,
): Promise<string> {
  const handler = () => stage.as('province_handler', offset)
  const { id } = held(await openCreditByHand(await handler(), { projectId, event: 'unauthorised_change' }))
  const file = { id, version: 0, name: '核查情况通报.pdf', content: await attachment('finding') }
  held(await giveCreditFile(await handler(), { ...file, act: 'attach' }))
  const basisNo = `苏工信函〔${stage.today.slice(0, 4)}〕${number}号`
  held(await proposeCredit(await handler(), { id, version: 1, level, basisNo, basis }))
  held(await recordCredit(await stage.as('leader', offset + 2), { id, version: 2 }))
  return id
}
