import { expect, test } from 'vitest'
import { todosOf } from '#app/db/office.server.ts'
import { eachDialect, testDb } from '#app/db/testing.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import {
  anIssuedPayment,
  aReward,
  by,
  codeOf,
  fieldsOf,
  issueOf,
  sumsOf,
  voucherForm,
} from '#fixtures/funding.ts'
import { held } from '#fixtures/held.ts'
import { grantFen } from '#fixtures/tracking.ts'
import { remindDue } from '../remind.server.ts'
import { stopProject } from '../tracking/stop-project.server.ts'
import { approveIssue, rejectIssue } from './approve-issue.server.ts'
import { payPayment, receivePayment, withdrawPayment } from './pay.server.ts'
import { proposeIssue } from './propose-issue.server.ts'

eachDialect('who proposed does not approve, and only the province issues', async (db) => {
  const { id: projectId } = await aReward(db)
  const issue = await issueOf(db, [projectId])
  for (const key of ['kunshan_finance', 'province_approver', 'leader'] as const)
    expect([key, codeOf(await proposeIssue(by(db, key), issue))]).toEqual([key, 'not_yours'])
  const { id } = held(await proposeIssue(by(db, 'finance'), issue))
  expect(await todosOf(by(db, 'finance'))).toEqual([])
  expect((await todosOf(by(db, 'province_approver'))).map(({ workflow }) => workflow)).toContain('issue')
  expect(codeOf(await approveIssue(by(db, 'finance'), { id, version: 0 }))).toBe('second_person_needed')
  expect(codeOf(await approveIssue(by(db, 'province_handler'), { id, version: 0 }))).toBe('not_yours')
  expect(codeOf(await approveIssue(by(db, 'province_approver'), { id, version: 3 }))).toBe('stale_version')
  await expect(approveIssue(by(db, 'kunshan_finance'), { id, version: 0 })).rejects.toThrow(NotFound)
  held(await approveIssue(by(db, 'province_approver'), { id, version: 0 }))
  expect(codeOf(await approveIssue(by(db, 'province_approver'), { id, version: 1 }))).toBe('wrong_state')
})

eachDialect('what is typed wrongly is named, and a number stands for one issue', async (db) => {
  const { id: projectId } = await aReward(db)
  const handler = by(db, 'province_handler')
  const bad = { documentNo: '苏财工贸(2025)18号', issuedOn: '2025-05-20', subjectCode: '99' }
  expect(fieldsOf(await proposeIssue(handler, await issueOf(db, [projectId], bad)))).toEqual([
    'documentNo document_number_brackets',
    'issuedOn day_after',
    'subjectCode subject_code',
  ])
  const issue = await issueOf(db, [projectId])
  expect(codeOf(await proposeIssue(handler, { ...issue, projectIds: [] }))).toBe('issue_empty')
  await expect(proposeIssue(handler, { ...issue, projectIds: ['elsewhere'] })).rejects.toThrow(NotFound)
  await expect(proposeIssue(handler, { ...issue, planId: 'elsewhere' })).rejects.toThrow(NotFound)
  const { id } = held(await proposeIssue(handler, issue))
  expect(fieldsOf(await proposeIssue(handler, issue))).toEqual(['documentNo document_number_used'])
  const other = { ...issue, documentNo: '苏财工贸〔2025〕19号' }
  expect(await proposeIssue(handler, other)).toMatchObject({ refusal: { code: 'issue_not_ready' } })
  held(await rejectIssue(by(db, 'finance'), { id, version: 0, reason: '科目有误' }))
  held(await proposeIssue(handler, issue))
})

eachDialect('two documents at once never issue more than was approved', async (db) => {
  const { id: projectId } = await aReward(db)
  const issue = await issueOf(db, [projectId])
  const proposals = await Promise.all(
    [1, 2, 3].map((n) =>
      proposeIssue(by(db, 'province_handler'), { ...issue, documentNo: `苏财工贸〔2025〕${n}号` }),
    ),
  )
  expect(proposals.map(codeOf).toSorted()).toEqual(['done', 'issue_not_ready', 'issue_not_ready'])
  const { id } = await db.client.fundIssue.findFirstOrThrow()
  // a second document for the same money, as if it had slipped through
  const [listed] = await db.client.payment.findMany()
  const twin = await db.client.fundIssue.findUniqueOrThrow({ where: { id } })
  await db.client.fundIssue.create({ data: { ...twin, id: 'twin', openNo: 'twin' } })
  await db.client.payment.create({
    data: { ...(listed as NonNullable<typeof listed>), id: 'p2', issueId: 'twin' },
  })
  const approvals = await Promise.all(
    [id, 'twin'].map((one) => approveIssue(by(db, 'finance'), { id: one, version: 0 })),
  )
  expect(approvals.map(codeOf).toSorted()).toEqual(['done', 'over_approved'])
  expect(await sumsOf(db, projectId)).toEqual([grantFen, 0n, grantFen, 0n])
})

eachDialect('a stopped project is neither issued nor paid money', async (db) => {
  const { id: projectId } = await aReward(db)
  const id = await anIssuedPayment(db, projectId)
  const purse = by(db, 'kunshan_finance')
  held(await receivePayment(purse, { id, version: 1, receivedOn: '2025-05-19' }))
  const { version } = await db.client.project.findUniqueOrThrow({ where: { id: projectId } })
  const stop = {
    id: projectId,
    version,
    reason: '企业搬迁',
    act: 'terminate' as const,
    documentNo: '苏工信函〔2025〕9号',
  }
  held(await stopProject(by(db, 'leader'), stop))
  expect(codeOf(await payPayment(purse, { id, version: 2, ...voucherForm }))).toBe('project_not_payable')
  held(await withdrawPayment(purse, { id, version: 2, reason: '项目终止' }))
  expect(
    await proposeIssue(
      by(db, 'province_handler'),
      await issueOf(db, [projectId], { documentNo: '苏财工贸〔2025〕19号' }),
    ),
  ).toMatchObject({
    refusal: { code: 'issue_not_ready' },
  })
})

test('whoever has to approve an issue is told once before its deadline', async () => {
  await using db = await testDb()
  const { id: projectId } = await aReward(db)
  const { id } = held(await proposeIssue(by(db, 'province_handler'), await issueOf(db, [projectId])))
  for (const day of ['2025-05-23', '2025-05-24'])
    await remindDue(by(db, 'finance', new Date(`${day}T02:00:00Z`)))
  const told = await db.client.notice.findMany({ where: { kind: 'due_soon' } })
  expect(told.map(({ userId, link }) => `${userId} ${link}`)).toEqual([`user-finance /funding/issues/${id}`])
})
