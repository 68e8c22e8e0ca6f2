import { UNSAFE_decodeViaTurboStream as decode } from 'react-router'
import type { ActionData, ActionPage, Page, PageData } from './pages.ts'

export type Fields = Record<string, string | number | readonly string[]>
export type FileToSend = { name: string; content: Uint8Array<ArrayBuffer> }

/** Somebody at a browser: cookies, pages, forms. Every answer that a browser would not show as done is thrown. */
export type Person = {
  /** What the page's loader gives, hidden versions included. */
  page: <P extends Page>(page: P, path: string) => Promise<PageData<P>>
  /** Sends a form and opens the page it leads to. Returns that address. */
  post: (path: string, fields: Fields) => Promise<string>
  /** Sends a form whose page then shows something, and gives what it shows. */
  answer: <P extends ActionPage>(page: P, path: string, fields: Fields) => Promise<ActionData<P>>
  /** Sends a form that must be refused. Returns the words on the page. */
  refused: (path: string, fields: Fields) => Promise<string>
  /** Saves as a page does while somebody types. Returns the answer. */
  save: (path: string, values: unknown) => Promise<Record<string, unknown>>
  upload: (path: string, fields: Record<string, string>, file: FileToSend) => Promise<void>
  /** The text of a page as it arrives. */
  read: (path: string) => Promise<string>
  download: (path: string) => Promise<Uint8Array>
}

type Request = { method?: string; body?: BodyInit; headers?: Record<string, string> }

/** A browser without a session. */
export function visitor(site: string): Person {
  const cookies = new Map<string, string>()

  async function ask(path: string, { headers, ...request }: Request = {}): Promise<Response> {
    const response = await fetch(site + path, {
      redirect: 'manual',
      ...request,
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(request.method && { Origin: site, 'Sec-Fetch-Site': 'same-origin' }),
        ...headers,
      },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }

  async function read(path: string): Promise<string> {
    const response = await ask(path)
    const onward = response.headers.get('Location')
    const text = await response.text()
    if (response.status === 302 && onward) return read(onward)
    if (response.status !== 200) throw new Error(`GET ${path}: ${response.status} ${words(text)}`)
    return text
  }

  async function decoded<T>(response: Response): Promise<T> {
    if (!response.body) throw new Error(`${response.url}: ${response.status} without a body`)
    const { value } = await decode(response.body, globalThis)
    return value as T
  }

  async function page<P extends Page>(name: P, path: string): Promise<PageData<P>> {
    const response = await ask(dataOf(path))
    const value = await decoded<Record<string, { data: PageData<P> }>>(response)
    const found = value[`routes/${name}`]
    if (response.status !== 200 || !found)
      throw new Error(`GET ${path}: ${response.status} is not ${name}, but ${JSON.stringify(value)}`)
    return found.data
  }

  const sent = (path: string, fields: Fields) =>
    ask(path, { method: 'POST', body: new URLSearchParams(pairs(fields)) })

  return {
    page,
    read,
    async post(path, fields) {
      const response = await sent(path, fields)
      const location = response.headers.get('Location')
      const text = await response.text()
      if (response.status === 200) return path
      if (response.status !== 302 || !location)
        throw new Error(`POST ${path}: ${response.status} ${words(text)}`)
      await read(location)
      return location
    },
    async answer<P extends ActionPage>(_page: P, path: string, fields: Fields) {
      const response = await ask(dataOf(path), { method: 'POST', body: new URLSearchParams(pairs(fields)) })
      const value = await decoded<{ data: ActionData<P> }>(response)
      if (response.status !== 200)
        throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(value)}`)
      return value.data
    },
    async refused(path, fields) {
      const response = await sent(path, fields)
      const text = await response.text()
      if (response.status < 400 || response.status >= 500)
        throw new Error(`POST ${path} was not refused: ${response.status} ${words(text)}`)
      return words(text)
    },
    async save(path, values) {
      const headers = { 'Content-Type': 'application/json' }
      const response = await ask(path, { method: 'POST', body: JSON.stringify(values), headers })
      const text = await response.text()
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`)
      return JSON.parse(text)
    },
    async upload(path, fields, { name, content }) {
      const form = new FormData()
      for (const [key, value] of Object.entries(fields)) form.append(key, value)
      form.append('file', new Blob([content]), name)
      const whole = new Response(form)
      const type = { 'Content-Type': whole.headers.get('Content-Type') ?? '' }
      const response = await ask(path, { method: 'POST', body: await whole.arrayBuffer(), headers: type })
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
    },
    async download(path) {
      const response = await ask(path)
      if (response.status !== 200) throw new Error(`GET ${path}: ${response.status}`)
      return response.bytes()
    },
  }
}

/** Signs in on the sign-in page. */
export async function signedIn(site: string, loginName: string, password: string): Promise<Person> {
  const person = visitor(site)
  await person.post('/sign-in', { loginName, password })
  return person
}

/** Where the browser asks for a page's data, without its HTML. */
function dataOf(path: string): string {
  const [place = '', query] = path.split('?')
  return `${place === '/' ? '/_' : place}.data${query === undefined ? '' : `?${query}`}`
}

function pairs(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' ? value.map((one) => [name, one]) : [[name, String(value)]],
  )
}

/** What is written on a page, without the frame around it. */
function words(html: string): string {
  return html
    .replace(/^[\s\S]*<main\b[^>]*>/, '')
    .replace(/<\/main>[\s\S]*$/, '')
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 4000)
}
