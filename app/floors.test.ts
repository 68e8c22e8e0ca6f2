import { glob, readFile } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { expect, test } from 'vitest'

type Import = { from: string; typeOnly: boolean }
type Source = { path: string; text: string; imports: Import[] }

/** What each folder may import of the repository, apart from itself: the floors of the house, downward only. */
const floors: Record<string, { may: string[]; types?: string[] }> = {
  'app/domain': { may: ['app/i18n'] },
  'app/i18n': { may: ['app/domain'] },
  'app/authorization': { may: ['app/domain', 'app/i18n', 'app/db', 'app/platform'] },
  'app/platform': { may: ['app/domain', 'app/i18n', 'app/authorization', 'app/db'] },
  'app/db': {
    may: ['app/domain', 'app/i18n', 'app/authorization', 'app/platform'],
    types: ['app/services/context.ts'],
  },
  'app/services': { may: ['app/domain', 'app/i18n', 'app/authorization', 'app/db', 'app/platform'] },
  'app/ui': { may: ['app/i18n'], types: ['app/domain'] },
  'app/routes': {
    may: ['app/services', 'app/ui', 'app/domain', 'app/i18n', 'app/authorization', 'app/db', 'app/platform'],
  },
  workers: { may: ['app/services', 'app/domain', 'app/i18n', 'app/authorization', 'app/db', 'app/platform'] },
}

/** Chinese words that are data, not messages: official terms, templates that a guideline copies, names in the log. */
const chineseIsData = [
  /^app\/i18n\//,
  /^app\/domain\/kernel\//,
  /^app\/domain\/application\/(standard-form|similar-name|rules-catalogue\/material)/,
  /^app\/domain\/guideline\/(score-scheme|standard)/,
  /^app\/domain\/approval\/objection/,
  /^app\/domain\/reports\/report\.ts/,
  /^app\/authorization\/actor\.ts/,
]

/** Statuses that belong to no workflow table, so that no transition moves them. */
const statusWithoutWorkflow = ['document', 'mail', 'enterprise', 'appeal']

const sources = await readSources(['app/**/*.{ts,tsx}', 'workers/**/*.ts'])

test('every import goes down the floors', () => {
  const wrong = sources.flatMap(({ path, imports }) => {
    const floor = Object.keys(floors).find((folder) => path.startsWith(`${folder}/`))
    const rule = floor === undefined ? undefined : floors[floor]
    if (floor === undefined || rule === undefined) return []
    return imports
      .filter(({ from }) => from.includes('/') && isOurs(from))
      .filter(({ from, typeOnly }) => {
        const within = (place: string) => from === place || from.startsWith(`${place}/`)
        return !(within(floor) || rule.may.some(within) || (typeOnly && rule.types?.some(within)))
      })
      .map(({ from }) => `${path} imports ${from}`)
  })
  expect(wrong).toEqual([])
})

test('domain and i18n are pure', () => {
  const impure = sources
    .filter(({ path }) => /^app\/(domain|i18n)\//.test(path))
    .flatMap(({ path, text, imports }) => [
      ...imports
        .filter(({ from }) => /^(node:|react|@prisma)/.test(from))
        .map(({ from }) => `${path} imports ${from}`),
      ...[...code(text).matchAll(/\b(process\.env|Date\.now\(|new Date\(\)|fetch\(|Math\.random\()/g)].map(
        ([found]) => `${path} uses ${found}`,
      ),
    ])
  expect(impure).toEqual([])
})

test('routes reach the database through queries, never through the client', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('app/routes/') && !/test(ing)?\.ts$/.test(path))
    .filter(
      ({ imports, text }) =>
        imports.some(({ from, typeOnly }) => from === 'app/db/client.server.ts' && !typeOnly) ||
        /\bclient\s*\.\w+\s*\.(find|count|create|update|upsert|delete|group|aggregate)/.test(code(text)),
    )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('what people read stands in i18n', () => {
  const literals = sources
    .filter(({ path }) => !chineseIsData.some((allowed) => allowed.test(path)))
    .flatMap(({ path, text }) =>
      [...code(text).matchAll(/[^\n]*\p{Script=Han}[^\n]*/gu)].map(([line]) => `${path}: ${line.trim()}`),
    )
  expect(literals).toEqual([])
})

test('a status changes in one place', () => {
  const writers = sources
    .filter(({ path }) => path !== 'app/db/status.server.ts')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\.(\w+)\s*\.(update|updateMany|upsert)\(/g)]
        .filter(([, model = '']) => !statusWithoutWorkflow.includes(model))
        .filter(({ index }) => /\b(data|update):\s*\{[^{}]*\bstatus\b/.test(parenthesised(text, index)))
        .map(([call]) => `${path}: ${call.trim()}`),
    )
  expect(writers).toEqual([])
})

test('a module that reaches the server only says so in its name', () => {
  const wrong = sources
    .filter(({ path }) => /^app\/(services|db|platform|ui|routes)\//.test(path))
    .filter(({ path }) => !/\.server\.tsx?$|^app\/routes\/|testing|embedded-postgres/.test(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ from, typeOnly }) => !typeOnly && (from.startsWith('node:') || from.endsWith('.server.ts')),
        )
        .map(({ from }) => `${path} imports ${from}`),
    )
  expect(wrong).toEqual([])
})

async function readSources(patterns: string[]): Promise<Source[]> {
  const found: Source[] = []
  for await (const file of glob(patterns)) {
    const path = file.split(sep).join('/')
    if (/\.test\.tsx?$|^app\/db\/(generated|testing)/.test(path)) continue
    const text = await readFile(file, 'utf8')
    found.push({ path, text, imports: importsOf(path, text) })
  }
  return found
}

function importsOf(path: string, text: string): Import[] {
  const statements =
    /^(?:import|export)\s+(type\s+)?([^'"`;]*?)\s*(?:from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(statements)].map(([, type, names = '', from = '', dynamic]) => ({
    from: resolved(path, dynamic ?? from),
    typeOnly: Boolean(type) || /^\{(\s*type\s+\w+(\s+as\s+\w+)?\s*,?)+\s*\}$/.test(names.trim()),
  }))
}

/** A path from the root for files of ours, the package name otherwise. */
function resolved(path: string, from: string): string {
  if (from.startsWith('.'))
    return normalize(join(dirname(path), from))
      .split(sep)
      .join('/')
  return from.startsWith('#') ? from.slice(1) : from
}

function isOurs(from: string): boolean {
  return /^(app|workers|prisma|fixtures|e2e|bench|scripts|verifier)\//.test(from)
}

/** The text without comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
}

/** From `start` to the parenthesis that closes the first one after it. */
function parenthesised(text: string, start: number): string {
  let depth = 0
  for (let i = start; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return text.slice(start, i + 1)
  }
  return text.slice(start)
}
