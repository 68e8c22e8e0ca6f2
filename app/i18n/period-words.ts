import { type LoadedMessages, textOf } from './index.ts'

/** 2026Q3 in words; what is no period stays as it is. */
export function periodWords(messages: LoadedMessages, period: string): string {
  return textOf(messages, `common.periods.${period.slice(4)}`, { year: period.slice(0, 4) }) ?? period
}
