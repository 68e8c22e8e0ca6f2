import { expect } from 'vitest'
import { findDraft } from '#app/db/guideline.server.ts'
import { findCall } from '#app/db/portal.server.ts'
import { eachDialect } from '#app/db/testing.ts'
import { ctxOf } from '#fixtures/world.ts'
import { amendGuideline, proposeAmendment, returnAmendment } from './amend.server.ts'
import { saveGuidelineDraft } from './draft.server.ts'
import { openAndCloseGuidelines } from './time.server.ts'
import { held } from '#fixtures/held.ts'
import { at, readyParts, aPublished, anApplication, actsOf } from '#fixtures/guideline.ts'

eachDialect(
  'an amendment extends, moves drafts on, tells their people and reopens a closed call',
  async (db) => {
    const { id } = await aPublished(db)
    await anApplication(db, id)
    await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-02T00:00:00Z')))
    await openAndCloseGuidelines(ctxOf(db, 'system', at('2025-03-19T00:00:00Z')))
    const handler = ctxOf(db, 'province_handler', at('2025-03-19T01:00:00Z'))
    const leader = ctxOf(db, 'leader', at('2025-03-19T02:00:00Z'))
    const deadlines = readyParts().deadlines
    if (!deadlines) throw new Error('no deadlines')
    const before = await findDraft(db.client, handler, id)

    const shorter = { ...deadlines, applyEnd: '2025-03-17 17:00' }
    const first = held(
      await saveGuidelineDraft(handler, { id, version: before.version, changes: { deadlines: shorter } }),
    )
    expect(await proposeAmendment(handler, { id, version: first.version, reason: '缩短' })).toMatchObject({
      refusal: { code: 'amendment_shortens' },
    })
    expect((await findCall(db, 'ZZQS-2025-01')).configuration.deadlines.applyEnd).toBe('2025-03-18 17:00')

    const longer = {
      applyStart: '2025-03-01 09:00',
      applyEnd: '2025-03-28 17:00',
      townEnd: '2025-03-29 17:00',
      countyEnd: '2025-03-30 17:00',
      cityEnd: '2025-03-31 17:00',
      provinceCheckEnd: '2025-04-10 17:00',
    }
    const quotas = [{ level: 'county' as const, limit: 4, units: { '320583': 6 } }]
    const second = held(
      await saveGuidelineDraft(handler, {
        id,
        version: first.version,
        changes: { deadlines: longer, quotas },
      }),
    )
    expect(await amendGuideline(leader, { id, version: second.version, reason: '延期' })).toMatchObject({
      refusal: { code: 'no_amendment_proposed' },
    })
    const asked = held(await proposeAmendment(handler, { id, version: second.version, reason: '延期' }))
    const returned = held(await returnAmendment(leader, { id, version: asked.version, reason: '请再核对' }))
    const third = held(await proposeAmendment(handler, { id, version: returned.version, reason: '延期十天' }))
    const out = held(await amendGuideline(leader, { id, version: third.version, reason: '延期十天' }))

    expect(out.to).toBe('open')
    expect(await db.client.guideline.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'open',
      publishedVersion: 2,
      amendmentNote: null,
      applyEnd: new Date('2025-03-28T09:00:00Z'),
    })
    expect(
      await db.client.guidelineVersion.findMany({ where: { guidelineId: id }, orderBy: { number: 'asc' } }),
    ).toMatchObject([
      { number: 1, note: '' },
      { number: 2, note: '延期十天' },
    ])
    expect(await db.client.application.findUniqueOrThrow({ where: { id: 'application' } })).toMatchObject({
      guidelineVersion: 2,
      dueAt: new Date('2025-03-28T09:00:00Z'),
    })
    const told = await db.client.notice.findMany({
      where: { kind: 'guideline_amended' },
      orderBy: { userId: 'asc' },
    })
    expect(told.map(({ userId }) => userId)).toEqual(['user-kunshan_applicant', 'user-kunshan_colleague'])
    expect(await db.client.mail.count()).toBe(2)
    const place = { guidelineId_level_unitCode: { guidelineId: id, level: 'county', unitCode: '320583' } }
    expect(await db.client.quota.findUniqueOrThrow({ where: place })).toMatchObject({ limit: 6 })
    expect((await actsOf(db, id)).slice(-4)).toEqual([
      'guideline.propose_amendment',
      'guideline.return_amendment',
      'guideline.propose_amendment',
      'guideline.amend',
    ])
  },
)
