import { expect } from 'vitest'
import { seedCast } from '#fixtures/world.ts'
import { recordEvents, systemCtx, testSigner } from '../../workers/audit/testing.ts'
import { sequenceAll } from '../../workers/audit/sequencer.ts'
import { record } from '#app/services/audit.server.ts'
import { expertContent } from './scoring/expert-content.server.ts'
import { findBreaches } from './invariants.server.ts'
import { eachDialect } from './testing.ts'

eachDialect('a seeded database with events keeps every invariant', async (db) => {
  await seedCast(db)
  await recordEvents(db, 20)
  await sequenceAll(db, { signer: testSigner })
  expect(await findBreaches(db)).toEqual([])
})

eachDialect('a status moved behind its event, and a row removed, are named', async (db) => {
  await seedCast(db)
  const [moved, gone] = await db.client.expert.findMany({ take: 2, orderBy: { id: 'asc' } })
  for (const expert of [moved, gone].filter((one) => one !== undefined))
    await db.transact((tx) =>
      record(tx, systemCtx(db), {
        act: 'expert.admit',
        dossier: `expert:${expert.id}`,
        object: { type: 'expert', id: expert.id },
        after: { status: 'in_pool', content: expertContent(expert) },
      }),
    )
  expect(await findBreaches(db)).toEqual([])
  await db.client.$executeRawUnsafe(`UPDATE "Expert" SET status = 'removed' WHERE id = '${moved?.id}'`)
  await db.transact((tx) =>
    record(tx, systemCtx(db), {
      act: 'panel.plan',
      dossier: 'panel:none',
      object: { type: 'panel', id: 'none' },
      after: { status: 'planned', guideline: 'none', applications: [], conditions: '{}' },
    }),
  )
  expect(await findBreaches(db)).toEqual([
    {
      invariant: 'status_has_its_event',
      subject: `Expert ${moved?.id} status`,
      expected: expect.stringMatching(/^in_pool \(expert\.admit, entry \S+\)$/),
      found: 'removed',
    },
    {
      invariant: 'status_has_its_event',
      subject: 'panel:none',
      expected: expect.stringMatching(/^a row \(panel\.plan, entry \S+\)$/),
      found: 'none',
    },
  ])
})
