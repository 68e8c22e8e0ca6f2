import { decimalText } from '#app/domain/kernel/decimal.ts'
import { approveIssue } from '#app/services/funding/approve-issue.server.ts'
import { recordRepayment, sendClawbackNotice } from '#app/services/funding/collect-clawback.server.ts'
import { confirmArrival } from '#app/services/funding/confirm.server.ts'
import { attachBasis, decideClawback, proposeClawback } from '#app/services/funding/decide-clawback.server.ts'
import { payPayment, receivePayment } from '#app/services/funding/pay.server.ts'
import { proposeIssue } from '#app/services/funding/propose-issue.server.ts'
import { askReversal } from '#app/services/funding/reverse-repayment.server.ts'
import { held } from '#fixtures/held.ts'
import { attachment } from './applying.ts'
import type { Stage } from './stage.ts'

/** Proposed by the province's handler, approved by its finance office the same day. */
export async function issue(
  stage: Stage,
  projectIds: readonly string[],
  documentNo: string,
  offset: number,
): Promise<void> {
  const [first = ''] = projectIds
  const { guidelineId } = await stage.db.client.project.findUniqueOrThrow({ where: { id: first } })
  const { id } = held(await propose(stage, { guidelineId, projectIds, documentNo }, offset))
  held(await approveIssue(await stage.as('finance', offset), { id, version: 0 }))
}

/** The same, and not yet approved. */
export async function propose(
  stage: Stage,
  {
    guidelineId,
    projectIds,
    documentNo,
  }: { guidelineId: string; projectIds: readonly string[]; documentNo: string },
  offset: number,
) {
  return proposeIssue(await stage.as('province_handler', offset), {
    guidelineId,
    planId: null,
    projectIds,
    documentNo,
    issuedOn: stage.day(offset),
    subjectCode: '2150517',
  })
}

/** The open payment of a project on its way, as far as `until`, a few days between the hops. */
export async function pay(
  stage: Stage,
  projectId: string,
  until: 'received' | 'paid' | 'confirmed',
  offset: number,
): Promise<void> {
  const { client } = stage.db
  const { id, payerCode, number, project } = await client.payment.findFirstOrThrow({
    where: { projectId, status: 'issued' },
    include: { project: { select: { enterpriseId: true, code: true, undertaker: true } } },
  })
  const purse = await loginOf(stage, { org: { code: payerCode }, roles: 'finance' })
  const received = await stage.as(purse, offset)
  held(await receivePayment(received, { id, version: 1, receivedOn: stage.day(offset) }))
  if (until === 'received') return
  held(
    await payPayment(await stage.as(purse, offset + 3), {
      id,
      version: 2,
      paidOn: stage.day(offset + 3),
      voucherNo: `ZF-${project.code.slice(-4)}-${number}`,
      bank: '中国工商银行江苏省分行',
      account: `3200 0188 0926 ${project.code.slice(-4)}`,
    }),
  )
  if (until === 'paid') return
  const applicant = await stage.as(await loginOf(stage, { enterpriseId: project.enterpriseId }), offset + 5)
  held(await confirmArrival(applicant, { id, version: 3, arrivedOn: stage.day(offset + 4) }))
}

/**
 * What was paid to a project that ended comes back: drafted, decided, notified, and half of it repaid so far; a second
 * repayment was recorded wrongly, and waits to be reversed. `offset` is the day of the draft.
 */
export async function clawBack(stage: Stage, projectId: string, offset: number): Promise<void> {
  const { client } = stage.db
  const row = () => client.clawback.findUniqueOrThrow({ where: { projectId }, include: { project: true } })
  const { id, payerCode, project } = await row()
  const eligibleFen = project.paidFen / 4n
  const handler = await stage.as('province_handler', offset)
  const content = await attachment('decision to end the project')
  held(await attachBasis(handler, { id, version: 0, name: '项目终止决定.pdf', content }))
  held(
    await proposeClawback(handler, {
      id,
      version: 1,
      ground: 'termination',
      eligibleWan: decimalText(eligibleFen, 6),
      reason: '经核实，终止前已形成设备购置等合规支出，其余资金未使用，应当缴回。',
    }),
  )
  held(await decideClawback(await stage.as('leader', offset + 2), { id, version: 2, act: 'decide' }))
  held(
    await sendClawbackNotice(await stage.as('province_handler', offset + 3), {
      id,
      version: 3,
      documentNo: `苏工信函〔${stage.today.slice(0, 4)}〕26号`,
    }),
  )
  const purse = await loginOf(stage, { org: { code: payerCode }, roles: 'finance' })
  const { amountFen } = await row()
  const repaid = async (number: number, version: number, fen: bigint, days: number) =>
    recordRepayment(await stage.as(purse, offset + days), {
      id,
      version,
      paidOn: stage.day(offset + days - 1),
      voucherNo: `JK-${project.code.slice(-4)}-${number}`,
      amountYuan: decimalText(fen, 2),
    })
  held(await repaid(1, 4, amountFen / 2n, 15))
  held(await repaid(2, 5, amountFen / 5n, 22))
  const wrong = await client.repayment.findFirstOrThrow({ where: { clawbackId: id, number: 2 } })
  const asking = {
    id,
    version: 6,
    repaymentId: wrong.id,
    reason: '回单金额录入有误，多录一位，冲正后重新登记。',
  }
  held(await askReversal(await stage.as(purse, offset + 23), asking))
}

async function loginOf({ db }: Stage, where: object): Promise<string> {
  return (await db.client.user.findFirstOrThrow({ where, orderBy: { loginName: 'asc' } })).loginName
}

type Running = Record<'closed' | 'evaluating' | 'accepting' | 'running' | 'ended', string | undefined>

/** One document for all that have a contract: three have arrived, one waits for its confirmation, one is late with finance. */
export async function firstInstalments(
  stage: Stage,
  { closed, evaluating, accepting, running, ended }: Running,
) {
  const all = [closed, evaluating, accepting, running, ended].filter((id) => id !== undefined)
  if (all.length === 0) return
  await issue(stage, all, documentNo(stage, 18), -90)
  if (closed) await pay(stage, closed, 'confirmed', -84)
  if (evaluating) await pay(stage, evaluating, 'confirmed', -82)
  if (ended) await pay(stage, ended, 'confirmed', -82)
  if (accepting) await pay(stage, accepting, 'paid', -80)
  if (running) await pay(stage, running, 'received', -78)
}

/** A made-up document number of the finance department, of this year. */
export function documentNo(stage: Stage, number: number): string {
  return `苏财工贸〔${stage.today.slice(0, 4)}〕${number}号`
}
