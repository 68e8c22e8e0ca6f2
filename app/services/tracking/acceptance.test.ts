import { beforeAll, expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aPdf } from '#fixtures/ready-draft.ts'
import { aRunningProject, conclusion, goodAcceptance, inAcceptance, panel } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { configurationFor, projectInScope } from './of-project.server.ts'
import { addAcceptanceFile, removeAcceptanceFile } from './acceptance-files.server.ts'
import { applyAcceptance, returnMaterials, saveAcceptance } from './acceptance.server.ts'
import { stepsText } from '#app/domain/approval/steps.ts'
import { concludeAcceptance, plannedBase, suggestFor } from './conclude-acceptance.server.ts'
import { aConfiguration } from '#fixtures/application.ts'
import { addMonths, endOfDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { held } from '#fixtures/held.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const now = new Date('2025-12-01T02:00:00Z')

eachDialect('acceptance wants figures and the audit report', async (db) => {
  const { id } = await aRunningProject(db)
  const ctx = ctxOf(db, 'kunshan_applicant', { now })
  expect(await applyAcceptance(ctx, { id, version: 2 })).toMatchObject({
    refusal: { code: 'form_has_problems' },
  })
  held(await saveAcceptance(ctx, { projectId: id, revision: 0, values: goodAcceptance }))
  expect(await applyAcceptance(ctx, { id, version: 2 })).toMatchObject({
    refusal: { code: 'audit_report_missing' },
  })
  const file = { projectId: id, slot: 'audit_report', name: '审计报告.pdf', content: aPdf }
  expect(await addAcceptanceFile(ctx, { ...file, content: Buffer.from('no pdf') })).toMatchObject({
    refusal: { code: 'file_content' },
  })
  const { id: fileId } = held(await addAcceptanceFile(ctx, file))
  held(await removeAcceptanceFile(ctx, { projectId: id, fileId }))
  held(await addAcceptanceFile(ctx, file))
  held(await applyAcceptance(ctx, { id, version: 2 }))
  expect(await addAcceptanceFile(ctx, file)).toMatchObject({ refusal: { code: 'wrong_state' } })
  const city = ctxOf(db, 'suzhou_handler', { now })
  expect(await returnMaterials(city, { id, version: 3 })).toMatchObject({
    refusal: { code: 'reason_required' },
  })
  held(await returnMaterials(city, { id, version: 3, reason: '缺用工证明' }))
  expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'acceptance_due',
  })
})

eachDialect('three members and an opinion conclude; passing fulfils the contract', async (db) => {
  const { id } = await aRunningProject(db)
  const version = await inAcceptance(db, id, { now })
  const city = ctxOf(db, 'suzhou_approver', { now })
  const project = await projectInScope(db.client, city, id)
  expect(suggestFor(project, await configurationFor(city, project), 0n)).toMatchObject({
    outcome: 'passed',
    recognisedFen: 380_000_000n,
  })
  expect(await concludeAcceptance(city, conclusion(id, version, { members: panel.slice(1) }))).toMatchObject({
    refusal: { code: 'acceptance_panel_too_small' },
  })
  expect(await concludeAcceptance(city, conclusion(id, version, { recognisedWan: '381' }))).toMatchObject({
    refusal: { code: 'recognised_wrong', fields: [{ code: 'too_large', params: { max: '380.00' } }] },
  })
  held(await concludeAcceptance(city, conclusion(id, version)))
  expect(await db.client.acceptance.findFirstOrThrow()).toMatchObject({
    round: 1,
    outcome: 'passed',
    recognisedFen: 380_000_000n,
    concludedAt: now,
  })
  expect(await db.client.contract.findFirstOrThrow()).toMatchObject({ status: 'fulfilled' })
  expect(await db.client.document.count({ where: { kind: 'acceptance_opinion' } })).toBe(1)
  expect(await db.client.notice.count({ where: { kind: 'acceptance_concluded' } })).toBe(2)
  expect(await db.client.auditEntry.count({ where: { act: 'project.accept' } })).toBe(1)
})

eachDialect('where the call says so, the grant shrinks with the audited base', async (db) => {
  const { id, applicationId } = await aRunningProject(db)
  const version = await inAcceptance(db, id, { now })
  const city = ctxOf(db, 'suzhou_approver', { now })
  const { guidelineId } = await db.client.application.findUniqueOrThrow({ where: { id: applicationId } })
  const plan = { title: '', strategy: 'cutoff_drop', status: 'approved', budgetFen: 0n, createdById: '-' }
  const steps = stepsText([{ step: 'base', fen: 9_200_000_000n, reason: null }])
  await db.client.allocationPlan.create({
    data: {
      ...plan,
      id: 'plan',
      guidelineId,
      number: 1,
      createdAt: now,
      items: {
        create: { id: 'item', applicationId, rank: 1, scoreCenti: 0, steps, rawFen: 1n, amountFen: 1n },
      },
    },
  })
  const base = await plannedBase(db.client, applicationId)
  const project = await projectInScope(db.client, city, id)
  const configuration = await configurationFor(city, project)
  expect(suggestFor(project, configuration, base)).toMatchObject({ recognisedFen: 285_000_000n })
  const silent = { ...configuration, tracking: { ...configuration.tracking, cutByBase: false } }
  expect(suggestFor(project, silent, base)).toMatchObject({ recognisedFen: 380_000_000n })

  expect(await concludeAcceptance(city, conclusion(id, version))).toMatchObject({
    refusal: { code: 'recognised_above_base', params: { limit: '285.00' } },
  })
  held(await concludeAcceptance(city, conclusion(id, version, { recognisedWan: '285' })))
  expect(await db.client.acceptance.findFirstOrThrow()).toMatchObject({ recognisedFen: 285_000_000n })
})

eachDialect('a project is rectified once, from what it had typed', async (db) => {
  const { id } = await aRunningProject(db)
  const city = ctxOf(db, 'suzhou_approver', { now })
  const short = { actualWan: '8,000' }
  const first = await inAcceptance(db, id, { now }, short)
  const project = await projectInScope(db.client, city, id)
  expect(suggestFor(project, await configurationFor(city, project), 0n)).toMatchObject({ outcome: 'rectify' })
  held(await concludeAcceptance(city, conclusion(id, first, { outcome: 'rectify' })))
  expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'rectifying',
    dueAt: endOfDay(addMonths(shanghaiDay(now), 6)),
  })
  const second = await inAcceptance(db, id, { now }, short)
  expect(await concludeAcceptance(city, conclusion(id, second, { outcome: 'rectify' }))).toMatchObject({
    refusal: { code: 'already_rectified' },
  })
  held(
    await concludeAcceptance(city, conclusion(id, second, { outcome: 'failed', found: ['falseMaterials'] })),
  )
  expect(await db.client.project.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'failed' })
  expect(await db.client.acceptance.findMany({ orderBy: { round: 'asc' } })).toMatchObject([
    { round: 1, outcome: 'rectify', recognisedFen: null },
    { round: 2, outcome: 'failed', recognisedFen: 0n, findings: '["falseMaterials"]' },
  ])
})

eachDialect('a call may ask for more people on the panel', async (db) => {
  const { tracking } = aConfiguration()
  const acceptanceTerms = { ...tracking.acceptanceTerms, panelMembers: 5 }
  const { id } = await aRunningProject(db, { configuration: { tracking: { ...tracking, acceptanceTerms } } })
  const version = await inAcceptance(db, id, { now })
  expect(
    await concludeAcceptance(ctxOf(db, 'suzhou_approver', { now }), conclusion(id, version)),
  ).toMatchObject({ refusal: { code: 'acceptance_panel_too_small', params: { count: 5 } } })
})
