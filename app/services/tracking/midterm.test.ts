import { beforeAll, expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { aRunningProject } from '#fixtures/tracking.ts'
import { ctxOf } from '#fixtures/world.ts'
import { endMidterm, startMidterm } from './midterm.server.ts'
import { held } from '#fixtures/held.ts'
import { reasonOf } from '#fixtures/log.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const at = { now: new Date('2025-09-01T02:00:00Z') }

eachDialect(
  'a check in between is begun by a handler and ended by an approver with its conclusion',
  async (db) => {
    const { id } = await aRunningProject(db)
    const project = () => db.client.project.findUniqueOrThrow({ where: { id } })
    const { version } = await project()
    const suzhou = ctxOf(db, 'suzhou_handler', at)
    const approver = ctxOf(db, 'suzhou_approver', at)

    for (const key of ['suzhou_approver', 'kunshan_handler', 'kunshan_applicant'] as const)
      expect(await startMidterm(ctxOf(db, key, at), { id, version })).toMatchObject({
        refusal: { code: 'not_yours' },
      })
    await expect(startMidterm(ctxOf(db, 'nanjing_handler', at), { id, version })).rejects.toThrow()
    expect(
      await endMidterm(approver, { id, version, reason: '进度正常', conclusion: 'continue' }),
    ).toMatchObject({
      refusal: { code: 'wrong_state' },
    })

    held(await startMidterm(suzhou, { id, version }))
    expect(await project()).toMatchObject({ status: 'midterm', version: version + 1 })
    expect((await project()).dueAt).not.toBeNull()

    const end = { id, version: version + 1, reason: '进度正常，继续实施', conclusion: 'continue' }
    expect(await endMidterm(suzhou, end)).toMatchObject({ refusal: { code: 'not_yours' } })
    expect(await endMidterm(approver, { ...end, reason: ' ' })).toMatchObject({
      refusal: { code: 'reason_required' },
    })
    for (const conclusion of ['', 'toString', 'pass'])
      expect(await endMidterm(approver, { ...end, conclusion })).toMatchObject({
        refusal: { code: 'outcome_missing' },
      })
    expect(await project()).toMatchObject({ status: 'midterm', version: version + 1 })
    expect(await endMidterm(approver, { ...end, version })).toMatchObject({
      refusal: { code: 'stale_version' },
    })

    held(await endMidterm(approver, end))
    expect(await project()).toMatchObject({ status: 'in_progress', version: version + 2 })
    const entry = await db.client.auditEntry.findFirstOrThrow({
      where: { act: 'project.end_midterm', result: 'done' },
      orderBy: { n: 'desc' },
    })
    expect(await reasonOf(db, entry)).toBe(end.reason)
    expect(JSON.parse(Buffer.from(entry.bytes).toString())).toMatchObject({
      after: { conclusion: 'continue', status: 'in_progress' },
    })
  },
)
