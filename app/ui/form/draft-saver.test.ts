import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FormValues } from '#app/domain/application/form.ts'
import { type Kept, mergeDraft, type Typed } from '#app/domain/application/merge-draft.ts'
import { createSaver } from './draft-saver.ts'

const browser = new Map<string, string>()
let server: Kept
let online = true
let locked = ''

beforeEach(() => {
  browser.clear()
  server = { values: {}, touched: {}, revision: 0 }
  online = true
  locked = ''
  vi.useFakeTimers()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => browser.get(key) ?? null,
    setItem: (key: string, value: string) => browser.set(key, value),
    removeItem: (key: string) => browser.delete(key),
  })
  vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    if (!online) throw new TypeError('no network')
    return answer(JSON.parse(body))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function answer(typed: Typed): Response {
  if (locked in typed.patch) {
    const fields = [{ path: locked, code: 'field_locked', params: {} }]
    return Response.json({ refusal: { code: 'field_locked', params: {}, fields } }, { status: 422 })
  }
  const { accepted, touched, conflicts, news } = mergeDraft(server, typed)
  const revision = server.revision + (Object.keys(accepted).length > 0 ? 1 : 0)
  server = { values: { ...server.values, ...accepted }, touched, revision }
  return Response.json({ revision, conflicts, news, savedAt: '2025-03-01T00:00:00Z' })
}

/** The page is opened: it has what the server has, and what lies in this browser. */
function visit() {
  const shown: FormValues = { ...server.values }
  const saver = createSaver({
    url: '/save',
    key: 'draft',
    revision: server.revision,
    onNews: (news) => Object.assign(shown, news),
  })
  const leave = saver.subscribe(() => {})
  return { ...saver, shown, leave }
}

async function type(saver: ReturnType<typeof visit>, path: string, text: string) {
  saver.put(path, text)
  await vi.advanceTimersByTimeAsync(1000)
}

/** A colleague saves from the newest page. */
function colleagueTypes(path: string, text: string) {
  answer({ patch: { [path]: text }, baseRevision: server.revision, editor: 'colleague' })
}

test('what an earlier visit could not save comes back and is saved', async () => {
  online = false
  await type(visit(), 'project.site', 'mine')
  online = true
  const again = visit()
  await vi.advanceTimersByTimeAsync(0)
  expect(again.shown['project.site']).toBe('mine')
  expect(again.get()).toMatchObject({ kind: 'saved', restored: true, conflicts: [] })
  expect(server.values['project.site']).toBe('mine')
  expect(browser.size).toBe(0)
})

test('what comes back does not overwrite what a colleague has typed since: both are shown', async () => {
  online = false
  await type(visit(), 'project.site', 'mine')
  online = true
  colleagueTypes('project.site', 'theirs')
  const again = visit()
  await vi.advanceTimersByTimeAsync(0)
  expect(server.values['project.site']).toBe('theirs')
  expect(again.get().conflicts).toEqual([{ path: 'project.site', mine: 'mine', theirs: 'theirs' }])
  again.settle('project.site', 'mine')
  await vi.advanceTimersByTimeAsync(1000)
  expect(server.values['project.site']).toBe('mine')
})

test('what an earlier visit saved itself is no conflict to what it could not', async () => {
  const first = visit()
  await type(first, 'project.site', 'one')
  online = false
  await type(first, 'project.site', 'one and two')
  online = true
  const again = visit()
  await vi.advanceTimersByTimeAsync(0)
  expect(again.get().conflicts).toEqual([])
  expect(server.values['project.site']).toBe('one and two')
})

test('a field that is refused does not hold up the others, now and at the next visit', async () => {
  locked = 'project.name'
  const first = visit()
  await type(first, 'project.name', 'new')
  expect(first.get()).toMatchObject({ kind: 'unsaved', refusal: { code: 'field_locked' } })
  await type(first, 'project.site', 'here')
  expect(server.values).toEqual({ 'project.site': 'here' })
  expect(first.get()).toMatchObject({ kind: 'unsaved', refusal: { code: 'field_locked' } })
  expect(await first.flush()).toBe(false)

  const again = visit()
  await type(again, 'project.site', 'there')
  expect(server.values).toEqual({ 'project.site': 'there' })
  expect(again.shown['project.name']).toBe('new')
  locked = ''
  await type(again, 'project.name', 'newer')
  expect(server.values).toEqual({ 'project.site': 'there', 'project.name': 'newer' })
  expect(again.get()).toMatchObject({ kind: 'saved', refusal: null })
})
