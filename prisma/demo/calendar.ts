import { calendarOf } from '#app/platform/calendar.server.ts'
import { enterYear } from '#app/services/admin/calendar.server.ts'
import { type Stage } from './stage.ts'
import { held } from '#fixtures/held.ts'

/** Holidays of fixed date; those of the moon calendar are not known before the State Council's notice. */
const fixed = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

/** Years that the demo reaches and the calendar package does not know yet, entered as an administrator would. */
export async function provisionalYears(stage: Stage): Promise<void> {
  const reached = new Set([-210, 0, 180].map((offset) => Number(stage.day(offset).slice(0, 4))))
  for (const year of reached) {
    if (calendarOf().isWorkday(`${year}-01-04`) !== null) continue
    const free = fixed.map((day) => `${year}-${day}`).join('\n')
    const note = '演示用暂定日历，待国务院办公厅通知发布后更正'
    held(await enterYear(await stage.as('sys_admin', -210), { year, free, worked: '', note }))
  }
}
