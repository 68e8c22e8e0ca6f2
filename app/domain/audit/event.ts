import { z } from 'zod'

type Fields = Record<string, z.ZodType>

/**
 * What one version of an act leaves beside what every event has: the fields of `before` and `after`; and those of
 * `after` when it was refused. Transitions have status and version of the record by themselves.
 */
export type EventShape = { before?: Fields; after?: Fields; refused?: Fields }

/** Acts of a stage with their versions in order. A shape that changes is added at the end; an older one stays as it is. */
export type Events = Record<string, readonly EventShape[]>

/** characters; the longest field that a page takes */
const longest = 20_000

/** An id, a code, a word of a list. */
export const word = z.string().max(200)
/** Whatever people write that is about no person: titles, document numbers. */
export const text = z.string().max(longest)
export const count = z.int().min(0)
export const flag = z.boolean()
/** 2026-03-18 */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** UTC */
export const instant = z.iso.datetime({ precision: 3 })
/** an amount: an integer, as text */
export const fen = z.string().regex(/^-?(?:0|[1-9]\d*)$/)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const words = z.array(word)
/** Stands for a value about a person; `record` puts it in the place of the value. */
export const personal = z.strictObject({ hmac: sha256 }).nullable()

export type EventKind = {
  /** the newest version */
  version: number
  /** fields of `before` and `after` whose values are about a person */
  personal: { before: readonly string[]; after: readonly string[] }
  check: (event: { refused: boolean; before: unknown; after: unknown }) => string | null
}

/** An act's kind, from its versions. `check` answers what is wrong with the newest version's shape, or null. */
export function eventKind(versions: readonly EventShape[]): EventKind {
  const newest = versions.at(-1) ?? {}
  const done = z.strictObject({ before: object(newest.before), after: object(newest.after) })
  const refused = z.strictObject({ before: z.null(), after: object(newest.refused) })
  return {
    version: Math.max(1, versions.length),
    personal: { before: personalIn(newest.before), after: personalIn(newest.after) },
    check({ refused: vain, ...facts }) {
      const { error } = (vain ? refused : done).safeParse(facts)
      return error ? z.prettifyError(error) : null
    },
  }
}

function object(fields: Fields | undefined): z.ZodType {
  return fields ? z.strictObject(fields) : z.null()
}

function personalIn(fields: Fields = {}): string[] {
  return Object.keys(fields).filter((key) => fields[key] === personal)
}
