import chineseDays from 'chinese-days'
import type { Calendar } from '#app/domain/kernel/working-days.ts'

/** The package reads text as UTC and asks for local parts, so west of Greenwich a day slips: local noon holds anywhere. */
function localNoon(day: string): Date {
  return new Date(`${day}T12:00:00`)
}

/** The package names the National Day of a year it knows; for other years it would silently count weekends only. */
function isPublished(year: string): boolean {
  return chineseDays.getDayDetail(localNoon(`${year}-10-01`)).name.includes(',')
}

/** The State Council's calendar as published, with the days that an administrator entered or corrected on top. */
export function calendarOf(overrides: ReadonlyMap<string, boolean> = new Map()): Calendar {
  const published = new Map<string, boolean>()
  return {
    isWorkday(day) {
      const entered = overrides.get(day)
      if (entered !== undefined) return entered
      const year = day.slice(0, 4)
      const known = published.get(year) ?? isPublished(year)
      published.set(year, known)
      return known ? chineseDays.isWorkday(localNoon(day)) : null
    },
  }
}
