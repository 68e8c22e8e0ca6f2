/** Instants and days of Asia/Shanghai: UTC+8, no summer time. A day is 'YYYY-MM-DD'. */
import { narrow } from './decimal.ts'
import { done, refuse, type Result } from './refusal.ts'

const offset = 8 * 3_600_000
const dayLength = 24 * 3_600_000

function inShanghai(instant: Date): string {
  return new Date(instant.getTime() + offset).toISOString()
}

function epochDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayLength
}

/** The calendar day on which the instant falls. */
export function shanghaiDay(instant: Date): string {
  return inShanghai(instant).slice(0, 10)
}

/** '2026-03-18 17:00' */
export function minuteText(instant: Date): string {
  return inShanghai(instant).slice(0, 16).replace('T', ' ')
}

/** An instant by which something is to be done: midnight is '2026-03-18 24:00' of the day that it ends. */
export function deadlineText(instant: Date): string {
  const text = minuteText(instant)
  return text.endsWith(' 00:00') ? `${addDays(shanghaiDay(instant), -1)} 24:00` : text
}

/** '2026-03-18 17:00:00' */
export function secondText(instant: Date): string {
  return inShanghai(instant).slice(0, 19).replace('T', ' ')
}

/** 00:00 of the day. */
export function startOfDay(day: string): Date {
  return new Date(epochDay(day) * dayLength - offset)
}

/** 24:00 of the day, which is 00:00 of the next. */
export function endOfDay(day: string): Date {
  return startOfDay(addDays(day, 1))
}

export function addDays(day: string, days: number): string {
  return new Date((epochDay(day) + days) * dayLength).toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(epochDay(day) * dayLength).getUTCDay() || 7
}

/** Every day of a year, in order. */
export function daysOfYear(year: number): string[] {
  const first = `${String(year).padStart(4, '0')}-01-01`
  return Array.from({ length: daysBetween(first, addYears(first, 1)) }, (_, at) => addDays(first, at))
}

/** Whole days from one day to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return epochDay(to) - epochDay(from)
}

/** The same day of a later month; the last day of the month where it has no such day. Days as YYYY-MM-DD. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The same date some years earlier or later, as text; 29 February stays what it is and still compares rightly. */
export function addYears(day: string, years: number): string {
  return String(Number(day.slice(0, 4)) + years).padStart(4, '0') + day.slice(4)
}

/** A day as typed that exists in the calendar; 2026/3/8 and 2026.3.8 are understood. Refusals: day_required, day_format. */
export function checkDay(text: string): Result<string> {
  const typed = narrow(text)
  if (typed === '') return refuse('day_required')
  const [, year = '', , month = '', date = ''] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(typed) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  // 30 February is no instant, or one of March
  const exists = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date)
  return exists ? done(day) : refuse('day_format')
}

/**
 * 'YYYY-MM-DD HH:mm', with T as in a browser's field or with seconds, read as Shanghai time; 24:00 ends the day.
 * Refusals: time_required, time_format.
 */
export function instantFromText(text: string): Result<Date> {
  const typed = narrow(text)
  if (typed === '') return refuse('time_required')
  const [, date = '', hour = '', minute = '', second = '0'] =
    /^(\S{8,10})(?:[T]|\s+)(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(typed) ?? []
  const day = checkDay(date)
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  const exists = day.ok && Number(minute) < 60 && Number(second) < 60 && seconds <= 86_400
  return exists ? done(new Date(startOfDay(day.value).getTime() + seconds * 1000)) : refuse('time_format')
}
