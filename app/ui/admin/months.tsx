import { Link } from 'react-router'
import { useT } from '../page.tsx'

type Day = { day: string; weekday: number; working: boolean | null; note: string | null }

/** Twelve months; free days coloured, days entered by hand framed, each a link to its correction. */
export function Months({
  days,
  today,
  chosen,
}: {
  days: readonly Day[]
  today: string
  chosen: string | null
}) {
  const t = useT()
  const months = Array.from({ length: 12 }, (_, at) =>
    days.filter(({ day }) => Number(day.slice(5, 7)) === at + 1),
  )
  return (
    <>
      <p className="qx-row qx-legend">
        <span data-day="rest">{t('admin.rest')}</span>
        <span data-day="corrected">{t('admin.corrected')}</span>
        <span className="qx-soft">
          {t('admin.workdayCount', { count: days.filter(({ working }) => working).length })}
        </span>
      </p>
      <div className="qx-months">
        {months.map((month, at) => (
          <table className="qx-month" key={month[0]?.day}>
            <caption>{t(`admin.months.m${at + 1}` as 'admin.months.m1')}</caption>
            <thead>
              <tr>
                {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
                  <th key={weekday} scope="col">
                    {t(`admin.weekdays.d${weekday}` as 'admin.weekdays.d1')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(month).map((week) => (
                <tr key={week.find((day) => day)?.day}>
                  {week.map((day, column) =>
                    day ? (
                      <td
                        key={day.day}
                        data-day={day.working === null ? 'unknown' : day.working ? 'work' : 'rest'}
                        data-corrected={day.note === null ? undefined : ''}
                      >
                        <Link
                          to={`?year=${day.day.slice(0, 4)}&day=${day.day}`}
                          preventScrollReset
                          aria-current={day.day === today ? 'date' : undefined}
                          data-chosen={day.day === chosen ? '' : undefined}
                          title={wordsOf(day)}
                        >
                          {Number(day.day.slice(8))}
                          <span className="qx-visuallyhidden">{` ${day.day} ${wordsOf(day)}`}</span>
                        </Link>
                      </td>
                    ) : (
                      <td key={`empty ${column}`} aria-hidden />
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )

  function wordsOf({ working, note }: Day): string {
    const what = working === null ? t('admin.unknownDay') : working ? t('admin.working') : t('admin.rest')
    return note ? `${what} · ${note}` : what
  }
}

function weeksOf(month: readonly Day[]): (Day | null)[][] {
  const lead = (month[0]?.weekday ?? 1) - 1
  const cells: (Day | null)[] = [...Array.from({ length: lead }, () => null), ...month]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
