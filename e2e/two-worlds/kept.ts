import type { RouteConfigEntry } from '@react-router/dev/routes'
import type { Db } from '#app/db/client.server.ts'
import { reportSchema } from '#app/domain/reports/report.ts'
import routes from '#app/routes.ts'
import { renderWorkbook } from '../../workers/documents/excel/render.ts'
import { type Answer, type Looker, partsOf } from './crawl.ts'

/** What lies ready for somebody without a page being asked for: notices and mails. */
export async function keptFor({ client }: Db, userId: string): Promise<Answer> {
  const notices = await client.notice.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  const mails = await client.mail.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  return new Map([
    ['notices', Buffer.from(JSON.stringify(notices))],
    ['mails', Buffer.from(JSON.stringify(mails))],
  ])
}

/** The address of every document and of every file that is not the same in both worlds, whosever it is. */
export async function filesThatDiffer(first: Db, second: Db): Promise<string[]> {
  const [one, other] = [await filesOf(first), await filesOf(second)]
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path))
}

async function filesOf({ client }: Db): Promise<Map<string, string>> {
  const documents = await client.document.findMany()
  const files = await client.storedFile.findMany()
  return new Map([
    ...documents.map((row): [string, string] => [`/documents/${row.id}`, JSON.stringify(row)]),
    ...files.map((row): [string, string] => [`/files/${row.id}`, JSON.stringify(row)]),
  ])
}

/** Every address that makes a workbook of a list when a form is posted to it; of the log, what was before anybody asked. */
export async function listsTakenOut(): Promise<string[]> {
  const pathsOf = ({ path, children = [] }: RouteConfigEntry): string[] => [
    ...(path?.endsWith('/export') ? [`/${path}?view=all`] : []),
    ...children.flatMap(pathsOf),
  ]
  return ['/audit?to=2026-06-09', ...(await routes).flatMap(pathsOf)]
}

/** What somebody gets who takes a list out: the parts of the workbook and its name, or the refusal. */
export async function takenOut({ client }: Db, look: Looker, path: string): Promise<Answer> {
  const answer = await look(path, { format: 'xlsx' })
  const [, id] = /\/documents\/([0-9a-f-]{36})/.exec(answer.get('head')?.toString() ?? '') ?? []
  if (!id) return answer
  const { title, model } = await client.document.findUniqueOrThrow({ where: { id } })
  const workbook = await renderWorkbook(reportSchema.parse(JSON.parse(model)))
  return new Map([['title', Buffer.from(title)], ...partsOf(Buffer.from(workbook))])
}
