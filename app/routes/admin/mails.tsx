import { Link } from 'react-router'
import { listMails, type MailRow, mailViews, outboxPage, outboxSorts } from '#app/db/admin/outbox.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { mailTones } from '#app/ui/admin/tones.ts'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/mails.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const query = readListQuery(url, {
    views: mailViews,
    sorts: outboxSorts,
    sort: '-created',
    filters: ['q'],
    size: outboxPage,
  })
  const view = mailViews.find((name) => name === query.view) ?? 'all'
  const { q } = query.filters
  const { page, sort } = query
  const list = await listMails(ctxOf(context), { view, q, page, sort })
  return { ...list, view, q, page, sort, size: query.size, views: [...mailViews] }
}

export default function Mails({ loaderData }: Route.ComponentProps) {
  const { rows, count, counts, view, views, q, page, size, sort } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('admin.places.mail')}
      note={t('admin.mailNote')}
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      views={views.map((key) => ({
        key,
        label: key === 'all' ? t('office.views.all') : t(`admin.mailStates.${key}`),
        count: counts[key],
      }))}
      view={view}
      chips={q ? [{ name: 'q', label: q }] : []}
      filters={<SearchFilter value={q} label={t('admin.mailSearch')} />}
      columns={useColumns()}
      twoLines
      rows={rows}
      sort={sort}
      keyOf={(row) => row.id}
      page={{ number: page, size, count }}
      empty={t('admin.noMail')}
    />
  )
}

function useColumns(): Column<MailRow>[] {
  const t = useT()
  const name = useName()
  const text = useText()
  return [
    {
      key: 'subject',
      label: t('admin.mail.subject'),
      cell: ({ id, subject }) => (
        <Link to={`/admin/mail/${id}`} prefetch="intent">
          {subject}
        </Link>
      ),
    },
    {
      key: 'recipient',
      label: t('admin.mail.recipient'),
      cell: ({ recipient }) => (
        <MarkChinese>
          {name(recipient)}
          <small className="qx-soft qx-block">{recipient.email}</small>
        </MarkChinese>
      ),
    },
    {
      key: 'status',
      label: t('admin.mail.status'),
      cell: ({ status, error }) => (
        <>
          <StatusBadge tone={mailTones[status] ?? 'quiet'} label={text(`admin.mailStates.${status}`)} />
          {error && <small className="qx-bad qx-block">{error}</small>}
        </>
      ),
    },
    {
      key: 'created',
      label: t('admin.mail.created'),
      sort: true,
      nowrap: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      key: 'sent',
      label: t('admin.mail.sent'),
      nowrap: true,
      cell: ({ sentAt }) => <DateTime at={sentAt} />,
    },
  ]
}
