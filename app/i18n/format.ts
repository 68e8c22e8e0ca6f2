import { type LoadedMessages, t } from './index.ts'

const shanghai = 8 * 3_600_000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Instant as `YYYY-MM-DD HH:mm` in Asia/Shanghai, which has had no daylight saving since 1991. */
export function dateTime(instant: Date | string | number): string {
  return local(instant).slice(0, 16).replace('T', ' ')
}

const signs: Record<string, string> = { ge: '≥', le: '≤', eq: '=' }

/** A target with its sign: ≥ 4; one in words as it is. */
export function targetText({ direction, target }: { direction: string; target: string }): string {
  return `${signs[direction] ?? ''} ${target}`.trim()
}

/** An instant by which something is to be done: midnight is 24:00 of the day that it ends, as people say it. */
export function deadline(instant: Date | string | number): string {
  const text = dateTime(instant)
  return text.endsWith(' 00:00') ? `${date(new Date(instant).getTime() - day)} 24:00` : text
}

/** Instant as `YYYY-MM-DD HH:mm:ss` in Asia/Shanghai. */
export function dateTimeSeconds(instant: Date | string | number): string {
  return local(instant).slice(0, 19).replace('T', ' ')
}

/** Calendar day `YYYY-MM-DD` of an instant in Asia/Shanghai. */
export function date(instant: Date | string | number): string {
  return local(instant).slice(0, 10)
}

/** Time of day `HH:mm:ss` in Asia/Shanghai. */
export function timeOfDay(instant: Date | string | number): string {
  return local(instant).slice(11, 19)
}

/** Fen as 万元 with thousands separators, to `digits` places, half away from zero: 125_000_000n -> 1,250.00 / 10. */
export function wan(fen: bigint | string | number, digits = 2): string {
  return scaled(BigInt(fen), 6, digits)
}

/** 万元 as typed, as they are read: 3000 -> 3,000.00; what is no number stays as it is. */
export function typedWan(text: string): string {
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.replaceAll(',', '').trim()) ?? []
  return whole === undefined ? text : wan(whole + decimals.padEnd(6, '0'))
}

/** Fen as yuan with thousands separators and two places. */
export function yuan(fen: bigint | string | number): string {
  return scaled(BigInt(fen), 2, 2)
}

/** Centi-points as points: 8767 -> 87.67. */
export function score(centi: number): string {
  return scaled(BigInt(centi), 2, 2)
}

/** Counting ends here, and with it summing and paging, so that a list costs the same however long it is. */
export const mostCounted = 1000

/** A count as it is read; where counting ended, or ended earlier, it says that there may be more: 1000 -> 1,000+. */
export function counted(value: number, atLeast = value === mostCounted): string {
  return atLeast ? `${count(value)}+` : count(value)
}

/** Whole number with thousands separators. */
export function count(value: number | bigint): string {
  return grouped(String(value))
}

/** Bytes as B, KB, MB with one place. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Milliseconds in words of the two largest units; below one minute says so. */
export function duration(messages: LoadedMessages, ms: number): string {
  const span = Math.abs(ms)
  const days = Math.floor(span / day)
  const hours = Math.floor((span % day) / hour)
  const minutes = Math.floor((span % hour) / minute)
  if (days > 0) return t(messages, hours > 0 ? 'common.time.daysHours' : 'common.time.days', { days, hours })
  if (hours > 0)
    return t(messages, minutes > 0 ? 'common.time.hoursMinutes' : 'common.time.hours', { hours, minutes })
  return minutes > 0 ? t(messages, 'common.time.minutes', { minutes }) : t(messages, 'common.time.moment')
}

/** What is left until `due`, or how long it is overdue, in words. */
export function remaining(
  messages: LoadedMessages,
  due: Date | string | number,
  now: Date | string | number,
): string {
  const ms = new Date(due).getTime() - new Date(now).getTime()
  return t(messages, ms >= 0 ? 'common.time.left' : 'common.time.overdue', {
    duration: duration(messages, ms),
  })
}

function local(instant: Date | string | number): string {
  return new Date(new Date(instant).getTime() + shanghai).toISOString()
}

/** An integer of 10^-places units, rounded half away from zero to `digits` places. */
function scaled(value: bigint, places: number, digits: number): string {
  const drop = 10n ** BigInt(Math.max(0, places - digits))
  const size = value < 0n ? -value : value
  const rounded = (size + drop / 2n) / drop
  const text = String(rounded).padStart(digits + 1, '0')
  const whole = grouped(text.slice(0, text.length - digits))
  const sign = value < 0n && rounded > 0n ? '-' : ''
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
