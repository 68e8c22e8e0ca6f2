import { Form, Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { findYear } from '#app/db/admin/calendar.server.ts'
import { checkDay, shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { correctDay, enterYear } from '#app/services/admin/calendar.server.ts'
import { Months } from '#app/ui/admin/months.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/calendar.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const today = shanghaiDay(ctx.now)
  const year = yearIn(url, today)
  const asked = checkDay(url.searchParams.get('day') ?? '')
  const { days, published } = await findYear(ctx, year)
  return {
    year,
    today,
    days,
    published,
    day: days.find(({ day }) => asked.ok && day === asked.value) ?? null,
    mayCorrect: may(ctx.actor, 'manage', 'CalendarDay'),
  }
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = { note: text('note'), free: text('free'), worked: text('worked') }
  const result =
    text('act') === 'year'
      ? await enterYear(ctx, { ...typed, year: yearIn(url, shanghaiDay(ctx.now)) })
      : await correctDay(ctx, { day: text('day'), working: text('working') === 'yes', note: typed.note })
  return result.ok ? { done: true } : refusalResponse(result, { typed })
}

function yearIn(url: URL, today: string): number {
  const asked = url.searchParams.get('year') ?? ''
  return /^20\d\d$/.test(asked) ? Number(asked) : Number(today.slice(0, 4))
}

export default function CalendarPage({ loaderData, actionData }: Route.ComponentProps) {
  const { year, today, days, published, day, mayCorrect } = loaderData
  const t = useT()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const problemAt = useProblemAt(refused?.refusal.fields)
  const corrections = days.filter(({ note }) => note !== null)
  const unknown = days.some(({ working }) => working === null)
  return (
    <>
      <PageHeader
        title={t('admin.calendarOf', { year })}
        note={t('admin.calendarNote')}
        crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      >
        <Link className="qx-button qx-plain" to={`?year=${year - 1}`}>
          {year - 1}
        </Link>
        <Link className="qx-button qx-plain" to={`?year=${year + 1}`}>
          {year + 1}
        </Link>
      </PageHeader>
      <div className="qx-record">
        <div className="qx-recordmain qx-stack">
          {unknown && <Message tone="wait">{t('admin.yearUnknown', { year })}</Message>}
          {!unknown && !published && <Message tone="accent">{t('admin.yearEntered', { year })}</Message>}
          <Months days={days} today={today} chosen={day?.day ?? null} />
          {published && corrections.length > 0 && (
            <section className="qx-card qx-stack">
              <h2>{t('admin.corrections')}</h2>
              <ul>
                {corrections.map((one) => (
                  <li key={one.day}>
                    {one.day} {one.working ? t('admin.working') : t('admin.rest')}{' '}
                    <span className="qx-soft">{one.note}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside className="qx-recordside">
          <RefusalMessage refusal={refused?.refusal} />
          {actionData && 'done' in actionData && <Message tone="good">{t('admin.saved')}</Message>}
          {mayCorrect && unknown && (
            <Form method="post" className="qx-card qx-stack">
              <h2>{t('admin.enterYear', { year })}</h2>
              <input type="hidden" name="act" value="year" />
              <TextField
                id="free"
                name="free"
                label={t('admin.freeDays')}
                hint={t('admin.daysHint')}
                example={`${year}-01-01`}
                lines={6}
                required
                defaultValue={refused?.typed?.free}
                error={problemAt('free')}
              />
              <TextField
                id="worked"
                name="worked"
                label={t('admin.workedDays')}
                lines={4}
                defaultValue={refused?.typed?.worked}
                error={problemAt('worked')}
              />
              <TextField
                id="note"
                name="note"
                label={t('admin.ground')}
                example={t('admin.groundExample', { year: year - 1 })}
                required
                maxLength={200}
                defaultValue={refused?.typed?.note}
                error={problemAt('note')}
              />
              <button className="qx-button">{t('admin.enterYear', { year })}</button>
            </Form>
          )}
          {mayCorrect && !unknown && (
            <Form method="post" className="qx-card qx-stack" key={day?.day ?? 'none'}>
              <h2>{t('admin.correctDay')}</h2>
              <TextField
                id="day"
                name="day"
                type="date"
                label={t('admin.day')}
                hint={t('admin.dayHint')}
                required
                defaultValue={day?.day ?? ''}
                error={problemAt('day')}
              />
              <SelectField
                name="working"
                label={t('admin.dayIs')}
                defaultValue={day?.working ? 'no' : 'yes'}
                choices={[
                  { value: 'yes', label: t('admin.working') },
                  { value: 'no', label: t('admin.rest') },
                ]}
              />
              <TextField
                id="note"
                name="note"
                label={t('admin.ground')}
                example={t('admin.groundExample', { year })}
                required
                maxLength={200}
                defaultValue={refused?.typed?.note ?? day?.note ?? ''}
                error={problemAt('note')}
              />
              <button className="qx-button">{t('admin.correct')}</button>
            </Form>
          )}
        </aside>
      </div>
    </>
  )
}
