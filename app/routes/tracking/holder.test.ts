import { expect, test } from 'vitest'
import { testDb } from '#app/db/testing.ts'
import { aProject, approvedOn as now } from '#fixtures/tracking.ts'
import { pageText, testSite } from '../testing.ts'

test('a project and its contract name who holds them: the undertaker itself, or the office', async () => {
  await using db = await testDb()
  const { id } = await aProject(db)
  const { requestAs } = await testSite(db)
  const head = async (path: string) => {
    const text = await pageText(await requestAs({ id: 'user-kunshan_handler' }, path, { now }))
    return /当前办理：\n([^\n]*)/.exec(text)?.[1]
  }
  const { undertaker } = await db.client.project.findUniqueOrThrow({ where: { id } })
  expect(await head(`/projects/${id}`)).toBe(undertaker)
  expect(await head(`/projects/${id}/contract`)).toBe(undertaker)
  await db.client.contract.updateMany({ where: { projectId: id }, data: { status: 'b_signed' } })
  expect(await head(`/projects/${id}/contract`)).toBe('县级主管部门')
})
