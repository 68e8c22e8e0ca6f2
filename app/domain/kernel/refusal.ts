/** A business "no" that knows why: code of its message, values for the message, HTTP status it maps to. */
export type Refusal = {
  code: string
  params: RefusalParams
  status: 400 | 403 | 409 | 410 | 413 | 415 | 422 | 429 | 503
  /** messages per field path, when the refusal is about what was typed */
  fields?: FieldProblem[]
  /** in the reader's language, once it leaves for a page */
  words?: string
}

export type RefusalParams = Record<string, string | number>

/** Why something is so: `code` is a key under `problem.` in i18n; the reader's own words come when it leaves for a page. */
export type Reason = { code: string; params: RefusalParams; words?: string }

/** `path` is `section.field` or `table[3].column`. */
export type FieldProblem = Reason & { path: string }

export type Result<T> = { ok: true; value: T } | Failure
export type Failure = { ok: false; refusal: Refusal }

export function done<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function refuse(
  code: string,
  params: RefusalParams = {},
  { status = 422, fields }: { status?: Refusal['status']; fields?: FieldProblem[] } = {},
): Failure {
  return { ok: false, refusal: fields ? { code, params, status, fields } : { code, params, status } }
}

/** The row does not exist for this actor; missing and forbidden look the same. */
export class NotFound extends Error {
  constructor(what = 'record') {
    super(`${what} not found`)
    this.name = 'NotFound'
  }
}

/** A failure turned into the message of one field. */
export function atField(path: string, { refusal }: Failure): FieldProblem {
  return { path, code: refusal.code, params: refusal.params }
}
