import { systemActor } from '#app/authorization/actor.ts'
import type { TypedAcceptance } from '#app/domain/tracking/acceptance-form.ts'
import { arrivedOf } from '#app/domain/tracking/progress.ts'
import type { TypedReport } from '#app/domain/tracking/report-form.ts'
import { askEvaluation } from '#app/services/evaluation/ask.server.ts'
import { addAcceptanceFile } from '#app/services/tracking/acceptance-files.server.ts'
import { applyAcceptance, saveAcceptance, startAcceptance } from '#app/services/tracking/acceptance.server.ts'
import { concludeAcceptance, plannedBase } from '#app/services/tracking/conclude-acceptance.server.ts'
import { handleAlert, raiseAlert } from '#app/services/tracking/alert.server.ts'
import { sweepAlerts } from '#app/services/tracking/sweep-alerts.server.ts'
import { reviewReport, saveReport, submitReport } from '#app/services/tracking/report.server.ts'
import { signContract } from '#app/services/tracking/sign-contract.server.ts'
import { stopProject } from '#app/services/tracking/stop-project.server.ts'
import { sweepProjects } from '#app/services/tracking/sweep.server.ts'
import { attachment } from './applying.ts'
import { changes } from './changing.ts'
import { creditRecords } from './credit.ts'
import { clawBack, documentNo, firstInstalments, issue, pay, propose } from './funding.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'
import { consult, evaluate } from './evaluating.ts'
import { peopleOf } from './followers.ts'

/** The approved projects, each further on its way: contracts, reports, acceptance, evaluation, one ended by agreement, whose money comes back. */
export async function tracking(stage: Stage): Promise<void> {
  const projects = await stage.db.client.project.findMany({ orderBy: { code: 'asc' }, select: { id: true } })
  const [closed, evaluating, accepting, running, ended, signing, ready] = projects.map(({ id }) => id)
  for (const id of [closed, evaluating, accepting, running, ended]) if (id) await sign(stage, id, 'a', -95)
  if (signing) await sign(stage, signing, 'b', -5)
  if (ready) await sign(stage, ready, 'a', -4)
  await firstInstalments(stage, { closed, evaluating, accepting, running, ended })
  await sweepProjects({ ...(await stage.as('province_handler', -40)), actor: systemActor })
  for (const id of [closed, evaluating, running]) if (id) await report(stage, id, -38)
  if (ended) await end(stage, ended, -30)
  if (ended) await clawBack(stage, ended, -28)
  for (const id of [closed, evaluating, accepting]) if (id) await applyFor(stage, id, -36)
  for (const id of [closed, evaluating]) if (id) await accept(stage, id, -34)
  if (closed) await issue(stage, [closed], documentNo(stage, 36), -32)
  if (closed) await pay(stage, closed, 'confirmed', -32)
  if (closed) await evaluate(stage, closed, -26)
  if (evaluating) await evaluate(stage, evaluating, -9, true)
  if (evaluating) await consult(stage, evaluating, -9)
  if (evaluating)
    held(await askEvaluation(await stage.as('province_handler', -10), { projectId: evaluating }))
  if (evaluating) {
    const { guidelineId } = await stage.db.client.project.findUniqueOrThrow({ where: { id: evaluating } })
    const last = { guidelineId, projectIds: [evaluating], documentNo: documentNo(stage, 52) }
    held(await propose(stage, last, -1))
  }
  const system = { ...(await stage.as('province_handler', 0)), actor: systemActor }
  await sweepProjects(system)
  await sweepAlerts(system)
  await warn(stage, { running, ready })
  if (running) await changes(stage, running)
  await creditRecords(stage, { running, ended })
}

/** A yellow alert that the county has to handle, and a red one that it handled and the level above has to close. */
async function warn(stage: Stage, projects: { running?: string; ready?: string }): Promise<void> {
  const { running, ready } = projects
  if (!running || !ready) return
  const yellow = {
    projectId: ready,
    risk: 'account_change',
    level: '1',
    reason: '企业来函称开户银行网点撤并，拟变更收款账户。',
    asked: '请提交开户许可证明和账户变更说明，确认账户户名与承担单位一致。',
  }
  const red = {
    projectId: running,
    risk: 'stopped',
    level: '3',
    reason: '现场走访发现改造车间停产已超过两周。',
    asked: '请说明停产原因和复产日期，复产前妥善保管用省级资金购置的设备。',
  }
  const { countyHandler } = await peopleOf(stage, running)
  held(await raiseAlert(await stage.as((await peopleOf(stage, ready)).countyHandler, -1), yellow))
  const { id } = held(await raiseAlert(await stage.as(countyHandler, -3), red))
  const reason = '已约谈企业并查看现场：主轴更换到货延迟导致停产，企业承诺十日内复产，设备完好。'
  held(await handleAlert(await stage.as(countyHandler, -1), { id, version: 0, reason }))
}

async function sign(stage: Stage, projectId: string, until: 'a' | 'b', offset: number): Promise<void> {
  const { applicant, countyApprover } = await peopleOf(stage, projectId)
  const { id, version } = await stage.db.client.contract.findFirstOrThrow({ where: { projectId } })
  const signers = [
    ['b', applicant],
    ['c', countyApprover],
    ['a', 'province_approver'],
  ] as const
  for (const [step, [party, login]] of signers.entries()) {
    held(await signContract(await stage.as(login, offset), { id, version: version + step, party }))
    if (party === until) return
  }
}

async function report(stage: Stage, projectId: string, offset: number): Promise<void> {
  const { applicant, countyHandler, handlerAbove } = await peopleOf(stage, projectId)
  const row = await stage.db.client.progressReport.findFirst({ where: { projectId, status: 'draft' } })
  if (!row) return
  const arrived = arrivedOf(await stage.db.client.payment.findMany({ where: { projectId } }))
  const typed: TypedReport = JSON.parse(row.form)
  const values = {
    ...typed,
    stage: '设备全部到位，产线进入联调。',
    separateLedger: 'yes',
    milestones: typed.milestones.map((one) => ({ ...one, actualOn: one.plannedOn })),
    details: {
      items: [{ row: 'equipment', period: '600', cumulative: '600' }],
      equipment: [
        { name: '五轴加工中心', model: 'VMC-850', count: '2', amount: '420' },
        { name: '在线检测系统', model: 'OIS-3', count: '1', amount: '180' },
      ],
      'output.jobs': '4',
    },
    usedWan: arrived ? '80' : '0',
    indicators: typed.indicators.map((one) => ({
      ...one,
      actual: one.direction === 'qualitative' ? '三家同行来厂参观' : '1',
    })),
    nextPlan: '完成试运行，准备验收。',
    fillerName: '项目经办人',
    fillerPhone: '13800000000',
  }
  held(await saveReport(await stage.as(applicant, offset), { id: row.id, revision: row.revision, values }))
  const version = async () =>
    (await stage.db.client.progressReport.findUniqueOrThrow({ where: { id: row.id } })).version
  held(await submitReport(await stage.as(applicant, offset), { id: row.id, version: await version() }))
  held(
    await reviewReport(await stage.as(countyHandler, offset + 1), {
      id: row.id,
      version: await version(),
      act: 'pass',
    }),
  )
  held(
    await reviewReport(await stage.as(handlerAbove, offset + 1), {
      id: row.id,
      version: await version(),
      act: 'accept',
    }),
  )
}

async function version(stage: Stage, id: string): Promise<number> {
  return (await stage.db.client.project.findUniqueOrThrow({ where: { id }, select: { version: true } }))
    .version
}

async function end(stage: Stage, id: string, offset: number): Promise<void> {
  held(
    await stopProject(await stage.as('leader', offset), {
      id,
      version: await version(stage, id),
      act: 'terminate',
      reason: '企业战略调整，项目不再实施，经协商终止。',
      documentNo: '苏工信函〔2026〕18号',
    }),
  )
}

async function applyFor(stage: Stage, projectId: string, offset: number): Promise<void> {
  const { applicant, project } = await peopleOf(stage, projectId)
  const contract = await stage.db.client.contract.findFirstOrThrow({ where: { projectId } })
  const content: { totalInvestmentFen: string; indicators: TypedAcceptance['indicators'] } = JSON.parse(
    contract.content,
  )
  const total = String(BigInt(content.totalInvestmentFen) / 1_000_000n)
  const planned = await plannedBase(stage.db.client, project.applicationId)
  const values: TypedAcceptance = {
    summary: '项目按合同完成全部建设内容，产线投入使用。',
    technicalSummary: '实现设备联网、在线检测和生产过程追溯。',
    fundsReport: '专账核算，省级资金全部用于设备购置。',
    benefits: '新增销售收入和就业达到预期。',
    problems: '',
    actualWan: total,
    auditedBaseWan: String(planned > 0n ? planned / 1_000_000n : (BigInt(total) * 7n) / 10n),
    contentFinished: 'yes',
    indicators: content.indicators.map(({ name, direction, target, unit }) => ({
      name,
      direction,
      target,
      unit,
      actual: target,
      evidence: '专项审计报告',
    })),
  }
  held(await saveAcceptance(await stage.as(applicant, offset), { projectId, revision: 0, values }))
  held(
    await addAcceptanceFile(await stage.as(applicant, offset), {
      projectId,
      slot: 'audit_report',
      name: '专项审计报告.pdf',
      content: await attachment('audit report'),
    }),
  )
  held(
    await applyAcceptance(await stage.as(applicant, offset), {
      id: projectId,
      version: await version(stage, projectId),
    }),
  )
}

async function accept(stage: Stage, id: string, offset: number): Promise<void> {
  const { handlerAbove, approverAbove, project } = await peopleOf(stage, id)
  held(await startAcceptance(await stage.as(handlerAbove, offset), { id, version: await version(stage, id) }))
  held(
    await concludeAcceptance(await stage.as(approverAbove, offset + 1), {
      id,
      version: await version(stage, id),
      outcome: 'passed',
      opinion:
        '验收组现场查看了产线，查阅了审计报告和佐证材料，认为项目完成合同约定的指标，资金使用合规，同意通过验收。',
      recognisedWan: String(project.amountFen / 1_000_000n),
      members: [
        { name: '金教授', employer: '南京理工大学', duty: '组长' },
        { name: '罗高工', employer: '徐州工程机械研究院', duty: '成员' },
        { name: '唐会计师', employer: '江苏天衡会计师事务所', duty: '成员' },
      ],
      found: [],
    }),
  )
}
