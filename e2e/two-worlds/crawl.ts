import { inflateRawSync } from 'node:zlib'
import { env } from '#app/platform/env.server.ts'
import { testSite } from '#app/routes/testing.ts'
import { noon, type World } from './worlds.ts'

export type Person = { id: string } | null
/** What somebody got for an address: status, headers and content, by name of the part. */
export type Answer = Map<string, Buffer>
/** What the address answers; with `fields`, to a form posted there. */
export type Looker = (path: string, fields?: Record<string, string>) => Promise<Answer>

/** Looks at one world as one person. Nonces and request numbers, which no two answers share, are blanked. */
export async function looker(world: World, person: Person): Promise<Looker> {
  const site = await testSite(world.db)
  return async (path, fields) => {
    env.dataDir = world.folder
    const response = await (fields
      ? site.postAs(person, path, fields, { now: noon })
      : site.requestAs(person, path, { now: noon }))
    const body = Buffer.from(await response.arrayBuffer())
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('Content-Security-Policy') ?? '')?.[1]
    const blanks = [nonce, response.headers.get('X-Request-Id')].filter((text) => typeof text === 'string')
    const blanked = (text: string) => blanks.reduce((left, blank) => left.replaceAll(blank, '*'), text)
    const headers = [...response.headers].map(([name, value]) => `${name}: ${blanked(value)}`)
    const answer: Answer = new Map([['head', Buffer.from(`${response.status}\n${headers.join('\n')}`)]])
    const type = response.headers.get('Content-Type') ?? ''
    if (/html|json|text/.test(type)) answer.set(type, Buffer.from(blanked(body.toString())))
    else for (const [name, part] of partsOf(body)) answer.set(name, part)
    return answer
  }
}

/** A workbook by its parts, anything else whole. */
export function partsOf(body: Buffer): [string, Buffer][] {
  const end = body.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (body.subarray(0, 2).toString('latin1') !== 'PK' || end < 0) return [['body', body]]
  const parts: [string, Buffer][] = []
  let at = body.readUInt32LE(end + 16)
  for (let i = 0; i < body.readUInt16LE(end + 10); i++) {
    const [packed, named, more, note] = [20, 28, 30, 32].map((offset, n) =>
      n === 0 ? body.readUInt32LE(at + offset) : body.readUInt16LE(at + offset),
    ) as [number, number, number, number]
    const name = body.subarray(at + 46, at + 46 + named).toString()
    const from = body.readUInt32LE(at + 42)
    const start = from + 30 + body.readUInt16LE(from + 26) + body.readUInt16LE(from + 28)
    const content = body.subarray(start, start + packed)
    parts.push([name, body.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content])
    at += 46 + named + more + note
  }
  return parts
}

const ids =
  /[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\/(?:call|v)\/)[^/?]+|(?<=\/admin\/offices\/)\d+|enterprise-[\w-]+|user-[\w-]+|expert-[\w-]+/g
/** so many addresses of one kind are followed, and every one that names a record in question */
const ofEachKind = Number(process.env.TWO_WORLDS_EACH ?? 1)

/**
 * Every kind of address that the person can reach by links in this world, with the data behind each page, and what
 * the search boxes give for `terms`; beginning at `starts`, which are looked at even if nothing links to them.
 */
export async function reach(
  look: Looker,
  { starts, about, terms }: { starts: readonly string[]; about: readonly string[]; terms: readonly string[] },
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  const kinds = new Map<string, number>()
  const queue = [...starts]
  const searched = new Set<string>()
  for (let path = queue.shift(); path; path = queue.shift()) {
    if (answers.has(path) || answers.has(dataOf(path))) continue
    const kind = kindOf(path)
    const seen = kinds.get(kind) ?? 0
    const wanted = starts.includes(path) || about.some((id) => path?.includes(id))
    if (seen >= ofEachKind && !wanted) continue
    kinds.set(kind, seen + 1)
    const query = path.includes('?') && !starts.includes(path)
    const answer = await look(query ? dataOf(path) : path)
    answers.set(query ? dataOf(path) : path, answer)
    const html = answer.get('text/html; charset=utf-8')?.toString()
    if (!html) continue
    answers.set(dataOf(path), await look(dataOf(path)))
    queue.push(...linksOf(html, path))
    if (!path.includes('?')) for (const one of searchesOf(html, path, terms)) searched.add(dataOf(one))
  }
  for (const path of searched) answers.set(path, await look(path))
  return answers
}

function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://site')
  const choice = ['tab', 'part', 'sort'].map((name) => searchParams.get(name) ?? '').join(' ')
  return `${pathname.replace(ids, ':id').replace(/^\/help\/\w+/, '/help/:workflow')} ${choice}`
}

function dataOf(path: string): string {
  const { pathname, search } = new URL(path, 'http://site')
  return `${pathname === '/' ? '/_' : pathname.replace(/\/$/, '')}.data${search}`
}

function linksOf(html: string, from: string): string[] {
  return [...html.matchAll(/\b(?:href|src|data)="([^"#]+)[^"]*"/g)].flatMap(([, link = '']) => {
    const { origin, pathname, search } = new URL(link.replaceAll('&amp;', '&'), `http://site${from}`)
    const own =
      origin === 'http://site' &&
      !/^\/(assets|app|sign-out|language)\b|\.(css|js|svg|png|ico)$|\$~?$/.test(pathname)
    return own ? [pathname + search] : []
  })
}

/** The addresses that a search box of this page leads to. */
function searchesOf(html: string, from: string, terms: readonly string[]): string[] {
  const forms = [...html.matchAll(/<form\b[^>]*>[^]*?<\/form>/g)]
    .map(([form]) => form)
    .filter((form) => !/^<form[^>]*method="post"/i.test(form))
  return forms.flatMap((form) => {
    const action = /^<form[^>]*action="([^"?]*)/.exec(form)?.[1] ?? from
    const boxes = [...form.matchAll(/<input\b[^>]*>/g)]
      .map(([input]) => input)
      .filter((input) => !/type="(hidden|checkbox|radio|date|submit|file|number)"/.test(input))
      .flatMap((input) => /\bname="([^"]+)"/.exec(input)?.[1] ?? [])
    return boxes.flatMap((box) => terms.map((term) => `${action}?${box}=${encodeURIComponent(term)}`))
  })
}
