import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '#app/db/client.server.ts'
import { findBreaches } from '#app/db/invariants.server.ts'
import { instantFromText } from '#app/domain/kernel/shanghai.ts'
import { demoPassword } from '#app/platform/demo.ts'
import { startSite } from '../site.ts'
import { approval } from './approval.ts'
import { applying } from './applying.ts'
import { closing } from './closing.ts'
import { firstDay } from './database.ts'
import { evaluation } from './evaluation.ts'
import { guideline } from './guideline.ts'
import { type Person, signedIn, visitor } from './person.ts'
import type { KeptDocument, Passed, Season } from './play.ts'
import { review } from './review.ts'
import { scoring } from './scoring.ts'
import { tracking } from './tracking.ts'

const stages = [guideline, applying, review, scoring, approval, tracking, evaluation, closing]

/** Plays all stages against a server and a worker of their own. `failed` says why the last step did not hold. */
export async function playJourney(databaseUrl: string, folder: string) {
  const clockFile = join(await mkdtemp(join(tmpdir(), 'qixiang-clock-')), 'milliseconds')
  // in one step: whoever read an empty file would be at today's date
  const setClock = async (to: string) => {
    await writeFile(`${clockFile}.next`, String(instant(to).getTime() - Date.now()))
    await rename(`${clockFile}.next`, clockFile)
  }
  await setClock(`${firstDay} 09:00`)
  await using site = await startSite({
    databaseUrl,
    worker: true,
    env: { QIXIANG_TEST_CLOCK: clockFile, AUDIT_LAG_REFUSE: '0' },
  })
  const lines: string[] = []
  const documents: KeptDocument[] = []
  const people = new Map<string, Promise<Person>>()
  const passwords = new Map<string, string>()

  const season: Season = {
    passwords,
    visitor: () => visitor(site.url),
    as(loginName) {
      const password = passwords.get(loginName) ?? demoPassword
      const person = people.get(loginName) ?? signedIn(site.url, loginName, password)
      people.set(loginName, person)
      return person
    },
    async clock(to) {
      await setClock(to)
      people.clear()
    },
    until,
    async keep(person, documentId, name) {
      const fileId = await until(`${name} is made`, async () => {
        const text = new TextDecoder().decode(await person.download(`/documents/${documentId}/status`))
        const state: { status: string; fileId: string | null } = JSON.parse(text)
        if (state.status === 'failed') throw new Error(`${name} could not be made`)
        return state.fileId
      })
      const bytes = await person.download(`/files/${fileId}`)
      const begins = new TextDecoder('latin1').decode(bytes.subarray(0, 4))
      if (!begins.startsWith(name.endsWith('.pdf') ? '%PDF' : 'PK'))
        throw new Error(`${name} is no such file`)
      await writeFile(join(folder, name), bytes)
      documents.push({ step: lines.at(-1) ?? '', name })
      return bytes
    },
    async step(title, work) {
      const line = `${String(lines.length + 1).padStart(2)} ${title}`
      lines.push(line)
      await work().catch((error: unknown) => {
        console.log(`not ok ${line}`)
        throw error
      })
      console.log(`ok ${line}`)
    },
  }

  try {
    const passed: Passed = { guidelineId: '', applications: {}, projectId: '' }
    for (const stage of stages) await stage(season, passed)
    await season.step('every invariant holds', () => allHolds(databaseUrl))
    const faults = site
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":50'))
    if (faults.length > 0) throw new Error(`the server reported a fault: ${faults[0]}`)
    return { lines, documents, failed: null }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { lines, documents, failed: `${said}\n${site.output()}`.trim() }
  } finally {
    await rm(dirname(clockFile), { recursive: true })
  }
}

async function allHolds(databaseUrl: string): Promise<void> {
  const db = await openDb(databaseUrl)
  try {
    const [breach] = await findBreaches(db)
    if (breach)
      throw new Error(
        `${breach.subject}: should be ${breach.expected}, is ${breach.found} (${breach.invariant})`,
      )
  } finally {
    await db.close()
  }
}

async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + 30_000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await sleep(100)
  }
}

function instant(text: string): Date {
  const [, minute = '', second = '0'] = /^(.{16})(?::(\d\d))?$/.exec(text) ?? []
  const read = instantFromText(minute)
  if (!read.ok) throw new Error(`no such minute: ${text}`)
  return new Date(read.value.getTime() + Number(second) * 1000)
}
