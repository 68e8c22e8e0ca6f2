import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Looker, looker, reach } from './two-worlds/crawl.ts'
import { filesThatDiffer, keptFor, listsTakenOut, takenOut } from './two-worlds/kept.ts'
import { type Group, type GroupName, groupsOf } from './two-worlds/groups.ts'
import { scenery } from './two-worlds/scenery.ts'
import { firstWorld, otherWorld, type World } from './two-worlds/worlds.ts'

let first: World
let groups: Record<GroupName, Group>
beforeAll(async () => {
  first = await firstWorld()
  groups = await groupsOf(first.db, await scenery(first.db))
}, 600_000)
afterAll(() => first[Symbol.asyncDispose]())

/** Parts of two answers that are not the same bytes, with the place where they part. */
function differences(a: Answer, b: Answer): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) => {
    const [one, other] = [a.get(name) ?? Buffer.alloc(0), b.get(name) ?? Buffer.alloc(0)]
    if (one.equals(other)) return []
    const at = one.findIndex((byte, i) => byte !== other[i])
    const near = (bytes: Buffer) => bytes.subarray(Math.max(0, at - 90), at + 40).toString()
    return [`${name}: ${near(one)} \u2260 ${near(other)}`]
  })
}

test.each([
  'outsiders',
  'province',
  'supervision',
  'fellows',
  'reviewer',
  'proposed',
  'unconsulted',
] as const)(
  '%s get the same bytes in two worlds that differ in what they may not see',
  async (name) => {
    const { readers, secrets } = groups[name]
    await using second = await otherWorld(first, (sqlite) => secrets.forEach(({ change }) => change(sqlite)))
    // whoever takes a list out leaves what they searched for: not in the world that the next group starts from
    await using copy = await otherWorld(first, () => [])
    const aims = {
      starts: [...new Set(secrets.flatMap(({ starts }) => starts))],
      about: secrets.flatMap(({ about }) => about),
      terms: secrets.flatMap(({ terms }) => terms),
    }
    const clauses = secrets.flatMap(({ allowed }) => allowed)
    const leaks: string[] = []
    const used = new Set<string>()
    let looked = 0
    function compare(loginName: string | null, path: string, answer: Answer, again: Answer): void {
      looked++
      const differ = differences(answer, again)
      const clause = clauses.find(
        (one) => loginName && one.readers.includes(loginName) && one.path.test(path),
      )
      if (!clause) leaks.push(...differ.map((line) => `${loginName ?? 'public'} ${path} ${line}`))
      else if (differ.length > 0) used.add(clause.clause)
    }
    const files = await filesThatDiffer(first.db, second.db)
    const people: { loginName: string; ask: Looker; lookAgain: Looker }[] = []
    for (const loginName of new Set(readers)) {
      const person = loginName
        ? await first.db.client.user.findUniqueOrThrow({ where: { loginName }, select: { id: true } })
        : null
      const [look, lookAgain] = [await looker(first, person), await looker(second, person)]
      const answers = await reach(look, aims)
      for (const path of files) if (!answers.has(path)) answers.set(path, await look(path))
      for (const [path, answer] of answers) compare(loginName, path, answer, await lookAgain(path))
      if (!loginName || !person) continue
      compare(loginName, 'kept', await keptFor(first.db, person.id), await keptFor(second.db, person.id))
      people.push({ loginName, ask: await looker(copy, person), lookAgain })
    }
    let taken = 0
    for (const list of await listsTakenOut())
      for (const { loginName, ask, lookAgain } of people)
        for (const query of ['', ...aims.terms.map((term) => `&q=${encodeURIComponent(term)}`)]) {
          const path = list + query
          const answer = await takenOut(copy.db, ask, path)
          if (answer.has('title')) taken++
          compare(loginName, path, answer, await takenOut(second.db, lookAgain, path))
          if (!answer.has('title') || list.startsWith('/audit')) break
        }
    console.info(
      `${name}: ${looked} answers to ${new Set(readers).size} readers, ${files.length} files that differ, ${taken} workbooks`,
    )
    expect(looked).toBeGreaterThan(100)
    expect(taken).toBeGreaterThan(name === 'fellows' || name === 'reviewer' ? -1 : 0)
    expect(leaks).toEqual([])
    if (name === 'outsiders') expect([...used]).toEqual([...new Set(clauses.map(({ clause }) => clause))])
  },
  600_000,
)

test('those who may see a secret find it in some answer, so that the comparison can fail', async () => {
  const all = Object.values(groups).flatMap(({ secrets }) => secrets)
  const places = new Set<string>()
  await using second = await otherWorld(first, (sqlite) => {
    for (const { change } of all) for (const column of change(sqlite)) places.add(column)
  })
  expect([...places].filter((column) => /^(AuditEntry|Log)/.test(column))).toEqual([])
  const scene = await scenery(first.db)
  const open: [string, string][] = [
    ['organiser', '/experts'],
    ['organiser', `/scoring/panels/${scene.closed.own.panelId}`],
    ['organiser', `/scoring/panels/${scene.closed.own.panelId}/ranking.json`],
    ['supervisor', `/approval/objections/${scene.objection.id}`],
    [scene.running.own.expert.user?.loginName ?? '', `/scoring/sheets/${scene.running.own.id}`],
    ['province_handler', `/applications/${scene.running.own.applicationId}`],
    ['province_handler', `/files/${scene.files[0]?.id}`],
    ['province_handler', `/applications/${scene.proposed[0]?.id}`],
    ['province_handler', `/evaluations/${scene.consulted.own.evaluationId}`],
    [scene.consulted.own.expert.user?.loginName ?? '', `/consultations/${scene.consulted.own.id}`],
  ]
  for (const [loginName, path] of open) {
    const person = await first.db.client.user.findUniqueOrThrow({
      where: { loginName },
      select: { id: true },
    })
    const answers = [await (await looker(first, person))(path), await (await looker(second, person))(path)]
    expect([path, differences(answers[0] ?? new Map(), answers[1] ?? new Map()).length > 0]).toEqual([
      path,
      true,
    ])
  }
}, 60_000)
