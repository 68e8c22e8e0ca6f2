import { data } from 'react-router'

/** What was posted under a name; empty where nothing was. */
export type Field = (name: string) => string

/** Name, version, reason and the other short fields of an act that a page posted. */
export async function postedAct(request: Request) {
  const form = await request.formData()
  const field: Field = (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 10_000) : ''
  }
  const version = Number(field('version'))
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const all = (name: string) =>
    form.getAll(name).map((value) => (typeof value === 'string' ? value.slice(0, 200) : ''))
  /** every field whose name begins so, such as the cells of a table */
  const under = (prefix: string) =>
    Object.fromEntries(
      [...new Set(form.keys())]
        .filter((name) => name.startsWith(prefix))
        .slice(0, 500)
        .map((name) => [name, field(name)]),
    )
  return { act: field('act'), version, reason: field('reason').slice(0, 2000), field, all, under }
}
