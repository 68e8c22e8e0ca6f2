import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { locales } from './app/i18n/index.ts'
import { messagesOf } from './app/i18n/messages.ts'

type Tree = { [key: string]: string | Tree }

const app = fileURLToPath(new URL('app/', import.meta.url))
const prefix = 'virtual:texts/'
/** loaded with every page */
const shared = 'common'
const stages = Object.keys(messagesOf('zh-CN'))
const hole = /\$\{[^{}]*\}/
const named = new RegExp(
  `['"\`]((?:${stages.join('|')})(?:\\.\\w+)*)(?:((?:[.\\w]|${hole.source})+)\`)?(\\.?\\\${)?`,
  'g',
)
const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
const imported = /(?:^(?:import|export)\s(?!type\s)[^'"]*?from\s+|\bimport\()['"]([^'"]+\.tsx?)['"]/gm

/**
 * Sends the browser only the texts that its page can show, in its language: a module of `routes` that is a page waits for
 * the texts that it and what it imports name, `review.title` for one, `review.views.${view}` for all of a choice and
 * `rules.${code}.title` for the titles of all rules.
 */
export function textsOfPage(): Plugin {
  return {
    name: 'texts-of-page',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const [page = '', locale] = id.slice(prefix.length + 1).split('?')
      const language = locales.find((one) => one === locale)
      if (language) return `export default ${JSON.stringify(textsIn(messagesOf(language), keysOf(page)))}`
      return `import { addTexts } from '/app/ui/texts.ts'
const file = document.documentElement.lang === 'en'
  ? await import('${prefix}${page}?en')
  : await import('${prefix}${page}?zh-CN')
addTexts(file.default)`
    },
    transform(code, id) {
      const [path = ''] = id.split('?')
      if (!isPage(path, code)) return null
      const page = path.slice(app.length)
      return keysOf(page).length === 0 ? null : { code: `import '${prefix}${page}';${code}`, map: null }
    },
  }
}

function isPage(path: string, code: string): boolean {
  return path === `${app}root.tsx` || (path.startsWith(`${app}routes/`) && /export default/.test(code))
}

/** Keys of the texts that a page and what it imports name: what all pages share comes with the root. */
function keysOf(page: string): string[] {
  const keys = [...modulesOf(`${app}${page}`)].flatMap((path) => keysIn(readFileSync(path, 'utf8')))
  const isRoot = page === 'root.tsx'
  const own = keys.filter((key) => isRoot || key.split('.')[0] !== shared)
  return [...new Set(isRoot ? [shared, ...own] : own)]
}

/** Keys that a module names, with a star for a part that is only known at run time. */
export function keysIn(code: string): string[] {
  return [...code.replace(comments, '').matchAll(named)].flatMap(([, key = '', rest, open]) => {
    if (rest)
      return `${key}${rest}`.includes('.') ? [`${key}${rest.replaceAll(new RegExp(hole, 'g'), '*')}`] : []
    if (open === '${') return [key.split('.').slice(0, -1).join('.')]
    return open || key.includes('.') ? [key] : []
  })
}

/** A module and what it imports of the pages, their parts and the texts' own functions. */
function modulesOf(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found
  found.add(path)
  for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(imported)) {
    const target = specifier.startsWith('#app/')
      ? app + specifier.slice(5)
      : resolve(dirname(path), specifier)
    if (ofPages(target) && existsSync(target)) modulesOf(target, found)
  }
  return found
}

function ofPages(path: string): boolean {
  if (path.endsWith('.server.ts')) return false
  return ['routes/', 'ui/', 'i18n/format', 'i18n/index', 'i18n/notice-words', 'i18n/period-words'].some(
    (part) => path.startsWith(app + part),
  )
}

/** The part of a tree of texts under these keys, a star standing for anything. */
export function textsIn(messages: object, keys: readonly string[]): Tree {
  const chosen: Tree = {}
  for (const key of keys.flatMap((key) => (key.includes('*') ? keysLike(messages, key) : key))) {
    const steps = key.split('.')
    let node: unknown = messages
    for (const step of steps) node = node && typeof node === 'object' ? Reflect.get(node, step) : undefined
    if (node === undefined) continue
    const last = steps.pop() ?? ''
    let place: Tree = chosen
    for (const step of steps) {
      const next = place[step]
      place = typeof next === 'object' ? next : (place[step] = {})
    }
    place[last] = node as string | Tree
  }
  return chosen
}

function keysLike(messages: object, pattern: string, before = ''): string[] {
  const like = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`)
  return Object.entries(messages).flatMap(([step, node]) => {
    const key = before + step
    if (like.test(key)) return key
    return node && typeof node === 'object' ? keysLike(node, pattern, `${key}.`) : []
  })
}
