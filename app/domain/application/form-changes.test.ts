import { expect, test } from 'vitest'
import { changedSlots, differences, mergeFlagged, prefill, untouched } from './form-changes.ts'
import type { FormValues } from './form.ts'
import { formDefinition } from './form-schema.ts'

const label = { zh: '名', en: 'Name' }
const definition = formDefinition.parse({
  sections: [
    {
      key: 'cover',
      number: '1',
      title: label,
      fields: [
        { key: 'name', kind: 'text', label, prefillFrom: 'name' },
        { key: 'topic', kind: 'text', label },
      ],
    },
    {
      key: 'sources',
      number: '2',
      title: label,
      table: {
        columns: [{ key: 'amount', kind: 'wan', label }],
        rows: [
          { key: 'own', label },
          { key: 'loan', label },
        ],
      },
    },
    { key: 'list', number: '3', title: label, table: { columns: [{ key: 'item', kind: 'text', label }] } },
  ],
})
const old: FormValues = {
  'cover.name': 'A',
  'cover.topic': 'B',
  sources: [{ row: 'own', amount: '1' }],
  list: [{ item: 'x' }, { item: 'y' }],
}

function locked(incoming: FormValues, flagged: string[]): string[] | 'accepted' {
  const merged = mergeFlagged(definition, old, incoming, flagged)
  if (merged.ok) return 'accepted'
  return (merged.refusal.fields ?? []).map((problem) => `${problem.path} ${problem.code}`)
}

test('differences are told cell by cell, fixed rows by their key', () => {
  const after = { ...old, 'cover.name': 'C', sources: [{ row: 'loan', amount: '2' }, ...(old.sources as [])] }
  expect(differences(definition, old, after).map(({ path, before, after }) => [path, before, after])).toEqual(
    [
      ['cover.name', 'A', 'C'],
      ['sources[1].amount', '', '2'],
    ],
  )
})

test.each([
  [{ 'cover.name': 'C' }, ['cover.name'], 'accepted'],
  [{ 'cover.name': 'C', 'cover.topic': 'B' }, ['cover.name'], 'accepted'],
  [{ 'cover.name': 'C' }, ['cover.topic'], ['cover.name field_locked']],
  [{ list: [{ item: 'x' }, { item: 'z' }] }, ['list[1]'], 'accepted'],
  [{ list: [{ item: 'z' }, { item: 'y' }] }, ['list[1]'], ['list[0].item field_locked']],
  [{ list: [{ item: 'x' }] }, ['list[0]'], ['list[1].item field_locked', 'list field_locked']],
  [{ list: [] }, ['list'], 'accepted'],
  [{ 'cover.ghost': '1' }, ['cover'], ['cover.ghost unknown_field']],
])('%o with %o flagged: %o', (incoming, flagged, outcome) => {
  expect(locked(incoming, flagged)).toEqual(outcome)
})

test('an accepted correction keeps everything that was not sent', () => {
  const merged = mergeFlagged(definition, old, { 'cover.name': 'C' }, ['cover.name'])
  expect(merged).toEqual({ ok: true, value: { ...old, 'cover.name': 'C' } })
})

test('prefill takes the profile and lays out fixed rows', () => {
  expect(prefill(definition, { name: '企业', secret: 'x' })).toEqual({
    'cover.name': '企业',
    sources: [{ row: 'own' }, { row: 'loan' }],
    list: [],
  })
})

test('what was returned and lies on no changed path is untouched', () => {
  const flags = ['project.site', 'equipment', 'equipment[2].price', 'attachments.licence', 'attachments'].map(
    (field) => ({ field }),
  )
  const left = (...changed: string[]) => untouched(flags, changed).map(({ field }) => field)
  expect(left()).toHaveLength(5)
  expect(left('project.site', 'equipment[0].name')).toEqual([
    'equipment[2].price',
    'attachments.licence',
    'attachments',
  ])
  expect(left('project.content', 'attachments.audit')).not.toContain('attachments')
})

test('slots with other files than before have changed', () => {
  const file = (id: string, slot: string) => ({ id, slot })
  expect(
    changedSlots([file('a', 'licence'), file('b', 'audit')], [file('a', 'licence'), file('c', 'audit')]),
  ).toEqual(['attachments.audit'])
})
