import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Db } from '#app/db/client.server.ts'
import { testDb } from '#app/db/testing.ts'
import { standardScheme, type ScoreScheme } from '#app/domain/guideline/score-scheme.ts'
import { rankBundle } from '#app/domain/scoring/ranking-bundle.ts'
import { rankingText } from '#app/db/scoring/ranking.server.ts'
import { drawBundle, rankingProof } from './bundles.server.ts'
import { endScoring } from './end-scoring.server.ts'
import { signPanel } from './sign-panel.server.ts'
import { testFolder } from '#fixtures/folder.ts'
import { held } from '#fixtures/held.ts'
import { aSheet, anOpenPanel, scoreAs, scoringDay } from '#fixtures/scoring.ts'
import { ctxOf } from '#fixtures/world.ts'
import { sequenceAll } from '../../../workers/audit/sequencer.ts'
import { testKey, testSigner } from '../../../workers/audit/testing.ts'
import { verifyWithBoth } from '../../../verifier/testing.ts'

const at = { now: scoringDay }
const record = z.record(z.string(), z.unknown())

let folder = ''
let draw = ''
let ranking = ''
let proof = ''

beforeAll(async () => {
  folder = await testFolder('scoring')
  await using db = await testDb()
  const { panelId } = await aSignedPanel(db)
  await sequenceAll(db, { signer: testSigner })
  draw = await drawBundle(ctxOf(db, 'supervisor', at), panelId, 1)
  ranking = (await rankingText(ctxOf(db, 'supervisor', at), panelId)) ?? ''
  proof = await rankingProof(ctxOf(db, 'supervisor', at), panelId)
  await expect(drawBundle(ctxOf(db, 'leader', at), panelId, 1)).rejects.toThrow('not found')
  await expect(drawBundle(ctxOf(db, 'supervisor', at), panelId, 2)).rejects.toThrow('not found')
}, 120_000)

async function aSignedPanel(db: Db) {
  const opened = await anOpenPanel(db)
  const { panelId } = opened
  const sheets = await db.client.scoreSheet.findMany({ where: { panelId }, orderBy: { id: 'asc' } })
  for (const [i, { id }] of sheets.entries())
    await scoreAs(db, id, aSheet([String(14 + i), '22', '17', '16.5', '13']))
  held(await endScoring(ctxOf(db, 'organiser', at), { panelId, version: 3 }))
  held(await signPanel(ctxOf(db, 'supervisor', at), { panelId, version: 4 }))
  return opened
}

async function check(mode: string, text: string, ...more: string[]) {
  await writeFile(join(folder, 'a.json'), text)
  return verifyWithBoth(['--en', '--key', testKey.public, mode, 'a.json', ...more], folder)
}

/** The text once for each number and text in it, that one changed. */
function changes(text: string): string[] {
  const places = [...text.matchAll(/(?<=[:[,])(?:\d+|"(?:[^"\\]|\\.)+")(?=[,\]}])/g)]
  return places.map(({ 0: found, index }) => {
    const other = /^\d/.test(found) ? String(Number(found) + 1) : `${found.slice(0, -2)}~"`
    return text.slice(0, index) + other + text.slice(index + found.length)
  })
}

test('a draw is made again from its bundle, and chained to the log', async () => {
  const { code, out } = await check('draw', draw)
  expect([code, out]).toEqual([0, expect.stringMatching(/^OK: a.json: draw 1, made again from \d+ people/)])
  expect(out.match(/Entry \d+ of the log \(panel\.\w+\)/g)).toHaveLength(3)
})

test('a draw with any fact changed is refused, by both in the same words', async () => {
  const bundle = record.parse(JSON.parse(draw))
  // an exclusion is counted in the log, what it says is not
  const free = new Set(['reason', 'excluded'])
  for (const [name, value] of Object.entries(bundle)) {
    if (free.has(name)) continue
    const text = canonicalize(value) ?? ''
    const others =
      typeof value === 'string' ? changes(`[${text}]`).map((one) => one.slice(1, -1)) : changes(text)
    if (typeof value === 'number') others.push(String(value + 1))
    for (const other of others.slice(0, 3)) {
      const changed = draw.replace(JSON.stringify(value), () => other)
      expect(changed).not.toBe(draw)
      expect([name, (await check('draw', changed)).code]).toEqual([name, 1])
    }
  }
  const fewer = JSON.stringify({ ...bundle, excluded: [], proofs: [] })
  expect((await check('draw', fewer)).out).toContain('no entry panel.plan among its proofs')
}, 120_000)

test('a ranking is computed again, and its hash stands in the entry of the signature', async () => {
  await writeFile(join(folder, 'a.proof'), proof)
  const alone = await check('ranking', ranking)
  expect([alone.code, alone.out]).toEqual([0, expect.stringContaining('No proof was given')])
  const proved = await check('ranking', ranking, 'a.proof')
  expect([proved.code, proved.out]).toEqual([0, expect.stringMatching(/Entry \d+ of the log \(panel.sign\)/)])
  const all = changes(ranking)
  for (const [i, changed] of all.entries()) {
    if (i % Math.ceil(all.length / 20) !== 0) continue
    expect([i, (await check('ranking', changed, 'a.proof')).code]).toEqual([i, 1])
  }
}, 120_000)

test('ties, vetoes, too few sheets and collective orders are ranked as the system ranks them', async () => {
  const scheme: ScoreScheme = {
    ...standardScheme,
    vetoPolicy: 'majority',
    tieBreak: ['heaviest_item', 'median', 'priority_tags'],
  }
  let state = 7
  const below = (n: number) => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % n
  for (let round = 0; round < 6; round++) {
    const applications = Array.from({ length: 24 }, (_, i) => ({
      id: `a-${below(1000)}-${i}`,
      receiptNo: `R${i}`,
      priorityTags: ['a', 'b'].slice(below(3)),
      collectiveOrder: round % 2 ? i + 1 : below(2) ? below(9) + 1 : null,
      sheets: Array.from({ length: below(7) }, (__, k) => ({
        expert: `E${k + 1}`,
        status: below(8) ? 'locked' : 'void',
        totalCenti: 7000 + below(3) * 100,
        marks: Object.fromEntries(scheme.items.map(({ code }) => [code, below(3) * 50])),
        vetoes: below(9) ? [] : ['V1'],
      })),
    }))
    const verdict = await check('ranking', canonicalize(rankBundle(['p'], scheme, applications)) ?? '')
    expect([round, verdict.code, verdict.out]).toEqual([
      round,
      0,
      expect.stringContaining('of 24 applications'),
    ])
  }
})

test('what is no bundle is told in one sentence', async () => {
  for (const mode of ['draw', 'ranking'])
    for (const junk of ['', '{', '[]', 'null', '{"version":1}', '\u0000\u0001', draw.slice(1), '[[[[']) {
      const { code, out } = await check(mode, junk)
      expect([code, out]).toEqual([1, expect.stringContaining('holds no data of a draw or of a ranking')])
    }
})
