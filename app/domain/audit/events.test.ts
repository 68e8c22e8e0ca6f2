import { expect, test } from 'vitest'
import { z } from 'zod'
import { locales } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { count, day, fen, flag, instant, personal, sha256, text, word, words } from './event.ts'
import { eventKindOf, everyAct, ownEvents, shapesOf } from './events.ts'

const names = new Map<unknown, string>(
  Object.entries({ count, day, fen, flag, instant, personal, sha256, text, word, words }).map(
    ([name, schema]) => [schema, name],
  ),
)

function nameOf(schema: unknown): string {
  const known = names.get(schema)
  if (known) return known
  if (schema instanceof z.ZodOptional) return `${nameOf(schema.unwrap())}?`
  if (schema instanceof z.ZodNullable) return `${nameOf(schema.unwrap())}|null`
  if (schema instanceof z.ZodEnum) return 'state'
  throw new Error('a kind of field without a name')
}

/** A version that has been written stays as it is: a changed shape gets a new line, and the old one its place before it. */
test('every act with a shape of its own has exactly the approved one in each of its versions', async () => {
  const lines = Object.keys(ownEvents)
    .toSorted()
    .flatMap((act) =>
      (shapesOf(act) ?? []).map((shape, index) => {
        const places = Object.entries(shape).map(
          ([place, fields]) =>
            `${place} {${Object.entries(fields)
              .map(([key, schema]) => `${key}: ${nameOf(schema)}`)
              .join(', ')}}`,
        )
        return `${act} ${index + 1} ${places.join(' ')}`.trim()
      }),
    )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../../fixtures/golden/audit-events.txt')
})

test('every act has its words in every language', () => {
  const missing = locales.flatMap((locale) => {
    const at = (path: string) =>
      path.split('.').reduce<unknown>((at, key) => Object(at)[key], messagesOf(locale))
    return everyAct()
      .filter(
        (act) =>
          ![`transition.${act}.label`, `events.acts.${act}`].some((path) => typeof at(path) === 'string'),
      )
      .map((act) => `${locale} ${act}`)
  })
  expect(missing).toEqual([])
})

test('what no stage knows has no kind', () => {
  for (const act of ['', 'application', 'application.', 'application.constructor', 'toString', 'x.submit'])
    expect(eventKindOf(act)).toBe(null)
})
