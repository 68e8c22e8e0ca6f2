import { type LoadedMessages, type Params, textOf } from './index.ts'

/** 2026Q3 in words; what is no period stays as it is. */
export function periodWords(messages: LoadedMessages, period: string): string {
  return textOf(messages, `common.periods.${period.slice(4)}`, { year: period.slice(0, 4) }) ?? period
}

/** What a notice says: a period in words, and one full stop where a reason brings its own. Null for an unknown kind. */
export function noticeText(messages: LoadedMessages, kind: string, params: Params): string | null {
  const { period } = params
  const worded = period === undefined ? params : { ...params, period: periodWords(messages, String(period)) }
  return textOf(messages, `notice.${kind}.text`, worded)?.replace(/([。！？.])[。.]/g, '$1') ?? null
}
