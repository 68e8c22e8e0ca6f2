import { Form, Link, redirect } from 'react-router'
import { type JobRow, jobViews, listJobs, outboxPage, outboxSorts } from '#app/db/admin/outbox.server.ts'
import { retryJob } from '#app/services/admin/jobs.server.ts'
import { jobTones } from '#app/ui/admin/tones.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/jobs.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const query = readListQuery(url, {
    views: jobViews,
    sorts: outboxSorts,
    sort: '-created',
    size: outboxPage,
  })
  const view = jobViews.find((name) => name === query.view) ?? 'all'
  const { page, sort } = query
  const list = await listJobs(ctxOf(context), { view, page, sort })
  return { ...list, view, page, sort, size: query.size, views: [...jobViews] }
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const id = String((await request.formData()).get('retry') ?? '').slice(0, 100)
  const result = await retryJob(ctxOf(context), { id })
  return result.ok ? redirect(`/admin/jobs${url.search}`) : refusalResponse(result)
}

export default function Jobs({ loaderData, actionData }: Route.ComponentProps) {
  const { rows, count, counts, view, views, page, size, sort } = loaderData
  const t = useT()
  return (
    <>
      <RefusalMessage refusal={actionData?.refusal} />
      <ListPage
        title={t('admin.places.jobs')}
        note={t('admin.jobsNote')}
        crumbs={[{ label: t('admin.title'), to: '/admin' }]}
        views={views.map((key) => ({
          key,
          label: key === 'all' ? t('office.views.all') : t(`admin.jobStates.${key}`),
          count: counts[key],
        }))}
        view={view}
        columns={useColumns()}
        twoLines
        rows={rows}
        sort={sort}
        keyOf={(row) => row.id}
        page={{ number: page, size, count }}
        empty={t('common.list.empty')}
      />
    </>
  )
}

function useColumns(): Column<JobRow>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'name',
      label: t('admin.job.name'),
      cell: ({ name, mail, document }) => (
        <>
          {text(`admin.jobNames.${name}`)}
          {mail && (
            <small className="qx-hint qx-block">
              <Link to={`/admin/mail/${mail.id}`}>{mail.subject}</Link>
            </small>
          )}
          {document && (
            <small className="qx-hint qx-block">
              {text(`reports.kind.${document.kind}`)} · {text(`reports.format.${document.format}`)}
            </small>
          )}
        </>
      ),
    },
    {
      key: 'state',
      label: t('admin.job.state'),
      cell: ({ state, error }) => (
        <>
          <StatusBadge tone={jobTones[state] ?? 'quiet'} label={text(`admin.jobStates.${state}`)} />
          {error && <small className="qx-bad qx-block">{error}</small>}
        </>
      ),
    },
    {
      key: 'attempt',
      label: t('admin.job.attempts'),
      number: true,
      cell: ({ attempt, maxAttempts }) => `${attempt} / ${maxAttempts}`,
    },
    {
      key: 'created',
      label: t('admin.job.created'),
      sort: true,
      nowrap: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      key: 'finished',
      label: t('admin.job.finished'),
      nowrap: true,
      cell: ({ finishedAt }) => <DateTime at={finishedAt} />,
    },
    {
      key: 'retry',
      nowrap: true,
      label: t('admin.job.act'),
      cell: ({ id, state }) =>
        (state === 'discarded' || state === 'cancelled') && (
          <Form method="post">
            <button className="qx-button qx-plain" name="retry" value={id}>
              {t('admin.retry')}
            </button>
          </Form>
        ),
    },
  ]
}
