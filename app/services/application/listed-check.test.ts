import { beforeAll, expect } from 'vitest'
import { eachDialect } from '#app/db/testing.ts'
import { env } from '#app/platform/env.server.ts'
import { aConfiguration, anOpenGuideline } from '#fixtures/application.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aListRow, importRows } from '#fixtures/listed-projects.ts'
import { aReadyDraft } from '#fixtures/ready-draft.ts'
import { ctxOf, seedCast } from '#fixtures/world.ts'
import { withdrawList } from '../review/withdraw-list.server.ts'
import { checkBeforehand } from './check.server.ts'

beforeAll(async () => {
  env.dataDir = await testFolder('files')
})

const sameName = { project: '关于高端数控装备智能工厂改造', code: '' }

eachDialect('where a call asks for lists, the check names the own project on one that stands', async (db) => {
  await seedCast(db)
  const { rules } = aConfiguration()
  const calls = [{ listed: true }, {}].map((params) =>
    aConfiguration({
      rules: [...rules.filter(({ code }) => code !== 'R14'), { code: 'R14', severity: 'manual', params }],
    }),
  )
  const applicant = ctxOf(db, 'kunshan_applicant')
  const drafts: string[] = []
  for (const configuration of calls)
    drafts.push(
      await aReadyDraft(applicant, { guidelineId: await anOpenGuideline(db, configuration), key: 'kunshan' }),
    )
  const said = async () => {
    const found: (string | undefined)[] = []
    for (const id of drafts) {
      const { results } = held(await checkBeforehand(applicant, { id }))
      found.push(results.find(({ code }) => code === 'R14')?.evidence.hits?.toString())
    }
    return found
  }
  const province = ctxOf(db, 'province_handler')
  await importRows(province, [
    aListRow('kunshan', sameName),
    aListRow('kunshan', { ...sameName, year: 2019, code: 'OLD' }),
    aListRow('jiangning', { ...sameName, department: '省发展改革委' }),
    aListRow('kunshan', { project: '高端数控装备智能工厂二期', code: 'BE2' }),
  ])
  expect(await said()).toEqual(['关于高端数控装备智能工厂改造 (省科技厅 2024 重点研发计划)', ''])
  const { fileId } = await db.client.importedList.findFirstOrThrow()
  held(await withdrawList(province, { fileId, reason: '清单有误' }))
  expect(await said()).toEqual(['', ''])
})
