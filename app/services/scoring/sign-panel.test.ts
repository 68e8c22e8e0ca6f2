import { expect } from 'vitest'
import { z } from 'zod'
import type { Db } from '#app/db/client.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { held } from '#fixtures/held.ts'
import { aSheet, anOpenPanel, scoreAs, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { endScoring } from './end-scoring.server.ts'
import { signPanel } from './sign-panel.server.ts'

const at = { now: scoringDay }
const good = ['18', '22', '17', '16.5', '13']
const withFiles = z.object({ files: z.array(z.object({ id: z.string() })) })

async function aSignedPanel(db: Db, prepare: (panelId: string) => Promise<unknown> = async () => null) {
  const opened = await anOpenPanel(db)
  const { panelId } = opened
  for (const { id } of await db.client.scoreSheet.findMany({ where: { panelId } }))
    await scoreAs(db, id, aSheet(good))
  held(await endScoring(ctxOf(db, 'organiser', at), { panelId, version: 3 }))
  await prepare(panelId)
  held(await signPanel(ctxOf(db, 'supervisor', at), { panelId, version: 4 }))
  return opened
}

/** Documents that the entries of an act name, by the dossier of the entry. */
async function namedBy(db: Db, act: string) {
  const entries = await db.client.auditEntry.findMany({ where: { act }, orderBy: { dossier: 'asc' } })
  return Promise.all(
    entries.map(async ({ id, dossier, bytes }) => {
      const { files } = withFiles.parse(JSON.parse(Buffer.from(bytes).toString()))
      const documents = await db.client.document.findMany({
        where: { id: { in: files.map((file) => file.id) }, entryId: id },
      })
      return { dossier, files: files.length, documents }
    }),
  )
}

eachDialect('the end of each review names the score sheets of its application', async (db) => {
  const { panelId, applicationIds } = await aSignedPanel(db)
  const named = await namedBy(db, 'application.finish_review')
  expect(named.map(({ dossier }) => dossier)).toEqual(
    applicationIds.map((id) => `application:${id}`).toSorted(),
  )
  for (const { dossier, files, documents } of named) {
    const sheets = await db.client.scoreSheet.findMany({
      where: { panelId, applicationId: dossier.slice('application:'.length) },
    })
    expect(files).toBe(3)
    expect(documents.map(({ ownerId }) => ownerId).toSorted()).toEqual(sheets.map(({ id }) => id).toSorted())
    expect(documents.every(({ kind, ownerType }) => kind === 'score_sheet' && ownerType === 'sheet')).toBe(
      true,
    )
  }
  expect(await db.client.document.count({ where: { entryId: null } })).toBe(0)
  expect(await namedBy(db, 'ranking.complete')).toEqual([])
})

eachDialect('the last of several panels leaves an event that names the ranking of them all', async (db) => {
  const { guidelineId } = await aSignedPanel(db, async (id) => {
    const panel = await db.client.panel.findUniqueOrThrow({ where: { id } })
    await db.client.panel.create({ data: { ...panel, id: 'panel-other', name: '第二组', status: 'closed' } })
  })
  const [whole, ...more] = await namedBy(db, 'ranking.complete')
  expect(more).toEqual([])
  expect(whole).toMatchObject({ dossier: `guideline:${guidelineId}`, files: 2 })
  expect(whole?.documents.map(({ format, ownerId }) => [format, ownerId]).toSorted()).toEqual([
    ['pdf', guidelineId],
    ['xlsx', guidelineId],
  ])
})
