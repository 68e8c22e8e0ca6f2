import { type LoadedMessages, type Params, textOf } from './index.ts'
import { periodWords } from './period-words.ts'

/** Fields of a record, and rules of avoidance, that a notice names by identifiers with commas between. */
const named = { fields: 'expert.list.columns', rules: 'scoring.pool.rules' } as const

function listWords(messages: LoadedMessages, key: keyof typeof named, list: string): string {
  const words = list.split(',').map((one) => textOf(messages, `${named[key]}.${one}`) ?? one)
  return words.join(textOf(messages, 'common.comma') ?? ', ')
}

/** A risk and its level in words, where a text names them. */
export function riskWords(messages: LoadedMessages, params: Params): Params {
  const places = { risk: 'alert.risks', toldRisk: 'alert.toldRisks', riskLevel: 'alert.levels' } as const
  const worded = Object.entries(places).flatMap(([key, place]) => {
    const words = params[key] === undefined ? null : textOf(messages, `${place}.${params[key]}`)
    return words === null ? [] : [[key, words] as const]
  })
  return { ...params, ...Object.fromEntries(worded) }
}

/**
 * What a notice says: a period, fields and rules in words, and one full stop where a reason brings its own. Null for an
 * unknown kind.
 */
export function noticeText(messages: LoadedMessages, kind: string, params: Params): string | null {
  const { period, fields, rules } = params
  const worded = {
    ...riskWords(messages, params),
    ...(period !== undefined && { period: periodWords(messages, String(period)) }),
    ...(fields !== undefined && { fields: listWords(messages, 'fields', String(fields)) }),
    ...(rules !== undefined && { rules: listWords(messages, 'rules', String(rules)) }),
  }
  return textOf(messages, `notice.${kind}.text`, worded)?.replace(/([。！？.])[。.]/g, '$1') ?? null
}
