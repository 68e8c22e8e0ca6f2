import { systemActor } from '#app/authorization/actor.ts'
import { adjustItem, removeItem } from '#app/services/approval/adjust-item.server.ts'
import { approveDue } from '#app/services/approval/approve.server.ts'
import { coCheckPlan } from '#app/services/approval/co-check.server.ts'
import { decidePlan } from '#app/services/approval/decide-plan.server.ts'
import { draftPlan } from '#app/services/approval/draft-plan.server.ts'
import { fileObjection } from '#app/services/approval/file-objection.server.ts'
import { acceptObjection } from '#app/services/approval/handle-objection.server.ts'
import { proposePlan } from '#app/services/approval/propose-plan.server.ts'
import { notApprove, reserveApplication } from '#app/services/approval/reserve.server.ts'
import { sendToSite } from '#app/services/approval/site-check.server.ts'
import type { Call } from './applying.ts'
import { standing } from './reviewing.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

/**
 * Three plans: the first is approved, the second is on public notice with an objection, the third awaits finance, then its decision.
 * Of the rest, one goes to a site check, one into reserve, those below the pass line are not approved.
 */
export async function approving(stage: Stage, call: Call): Promise<void> {
  const ranked = await stage.db.client.application.findMany({
    where: { guidelineId: call.id, status: 'reviewed' },
    orderBy: [{ rank: 'asc' }, { id: 'asc' }],
    select: { id: true, scoreCenti: true },
  })
  const { passLine } = call.configuration.scheme
  const passed = ranked.filter(({ scoreCenti }) => (scoreCenti ?? 0) >= passLine).map(({ id }) => id)
  const failed = ranked.filter(({ id }) => !passed.includes(id)).map(({ id }) => id)

  const first = await propose(stage, call, passed.slice(0, 7), -120)
  await decide(stage, first, -119, '〔第 6 次〕厅长办公会纪要')
  await approveDue({ ...(await stage.as('province_handler', -97)), actor: systemActor })

  const [reserved, onSite] = passed.toReversed()
  for (const id of failed) await refuse(stage, id, -107)
  if (reserved) await reserve(stage, reserved, -107)
  if (onSite) await visit(stage, onSite, -3)

  const second = await propose(stage, call, passed.slice(7, 10), -6)
  await decide(stage, second, -2, '〔第 14 次〕厅长办公会纪要')
  await objectTo(stage, second, passed[9] ?? '', -1)
  await propose(stage, call, passed.slice(10, 12), -1)
  await objectAsUnit(stage, second, passed[8] ?? '', 0)
}

/** Draws up a plan, keeps only the named applications in it, and puts it before the leader. Returns its id. */
async function propose(stage: Stage, call: Call, kept: readonly string[], offset: number): Promise<string> {
  const { id: planId } = held(
    await draftPlan(await stage.as('province_handler', offset), {
      guidelineId: call.id,
    }),
  )
  const version = async () =>
    (await stage.db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })).version
  const items = await stage.db.client.allocationItem.findMany({ where: { planId }, orderBy: { rank: 'asc' } })
  for (const item of items.filter(
    ({ applicationId, amountFen }) => amountFen > 0n && !kept.includes(applicationId),
  )) {
    const act = { planId, version: await version(), itemId: item.id, reason: '列入下一批次统筹安排。' }
    held(await removeItem(await stage.as('province_handler', offset), act))
  }
  const [top] = items
  if (top && kept.includes(top.applicationId)) {
    const amountWan = String(top.amountFen / 1_000_000n - 5n)
    const act = {
      planId,
      version: await version(),
      itemId: top.id,
      reason: '核减不符合要求的设备 50 万元。',
      amountWan,
    }
    held(await adjustItem(await stage.as('province_handler', offset), act))
  }
  held(await proposePlan(await stage.as('province_handler', offset), { planId, version: await version() }))
  return planId
}

async function decide(stage: Stage, planId: string, offset: number, minutesNo: string): Promise<void> {
  const { version } = await stage.db.client.allocationPlan.findUniqueOrThrow({ where: { id: planId } })
  const check = { planId, version, reason: '额度在年度预算之内，同意。' }
  held(await coCheckPlan(await stage.as('finance', offset), check))
  held(
    await decidePlan(await stage.as('leader', offset), {
      planId,
      version: version + 1,
      minutesNo,
      meetingDay: stage.day(offset - 1),
      attendees: '郑国强、周明、吴岚、钱进、李正（列席）',
    }),
  )
}

async function objectTo(stage: Stage, planId: string, applicationId: string, offset: number): Promise<void> {
  const { number } = held(
    await fileObjection(await stage.as('auditor', offset), {
      planId,
      applicationId,
      objectorType: 'individual',
      name: '宋文涛',
      contact: '13900001234',
      facts: '该项目申报的五轴加工中心中有两台购置于申报窗口之前，与清单所附发票日期不一致，请予核实。',
    }),
  )
  const objection = await stage.db.client.objection.findUniqueOrThrow({ where: { number } })
  const act = { objectionId: objection.id, version: objection.version, reason: '' }
  held(await acceptObjection(await stage.as('supervisor', offset), act))
}

/** A city objects to a project of another: it waits for supervision. */
async function objectAsUnit(
  stage: Stage,
  planId: string,
  applicationId: string,
  offset: number,
): Promise<void> {
  const ctx = await stage.as('suzhou_handler', offset)
  held(
    await fileObjection(
      { ...ctx, visitor: ctx.actor },
      {
        planId,
        applicationId,
        objectorType: 'unit',
        name: '',
        contact: '0512-00000000',
        facts: '该企业同一批数控设备已列入我市上年度技术改造项目并获得补助，附补助文件名称，请予核实。',
      },
    ),
  )
}

async function refuse(stage: Stage, applicationId: string, offset: number): Promise<void> {
  const { version } = await standing(stage, applicationId)
  const reason = '专家评审得分低于 60 分。'
  held(await notApprove(await stage.as('leader', offset), { applicationId, version, reason }))
}

async function reserve(stage: Stage, applicationId: string, offset: number): Promise<void> {
  const { version } = await standing(stage, applicationId)
  const act = { applicationId, version, reason: '本年度预算已安排完毕，入库储备。', years: '3' }
  held(await reserveApplication(await stage.as('province_handler', offset), act))
}

async function visit(stage: Stage, applicationId: string, offset: number): Promise<void> {
  const { version } = await standing(stage, applicationId)
  const act = { applicationId, version, reason: '请核实设备到位和运行情况。' }
  held(await sendToSite(await stage.as('province_handler', offset), act))
}
