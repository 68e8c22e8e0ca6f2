import { existsSync } from 'node:fs'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, test } from 'vitest'
import { publicRoutes } from './public.ts'
import routes from '../routes.ts'

const guard = 'routes/signed-in.tsx'

function filesOf(
  entry: RouteConfigEntry,
  above: readonly string[] = [],
): { file: string; above: readonly string[] }[] {
  const below = [...above, entry.file]
  return [{ file: entry.file, above }, ...(entry.children ?? []).flatMap((child) => filesOf(child, below))]
}

const all = (await routes).flatMap((entry) => filesOf(entry))

test('every route lies under the signed-in layout or on the public list', () => {
  const open = all
    .filter(({ file, above }) => file !== guard && !above.includes(guard))
    .map(({ file }) => file)
  expect(open.toSorted()).toEqual(publicRoutes.toSorted())
})

test('every route file exists', () => {
  expect(all.filter(({ file }) => !existsSync(new URL(`../${file}`, import.meta.url)))).toEqual([])
})
