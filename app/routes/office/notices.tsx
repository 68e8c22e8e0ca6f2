import { Form, redirect } from 'react-router'
import { listNotices } from '#app/db/office/notice.server.ts'
import { readNotices } from '#app/services/office.server.ts'
import { Pages, ViewTabs } from '#app/ui/list-parts.tsx'
import { NoticeLine } from '#app/ui/office/notice-list.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/notices.ts'

const size = 30

export async function loader({ url, context }: Route.LoaderArgs) {
  const { view, page } = readListQuery(url, { views: ['all', 'unread'], sorts: [], sort: '', size })
  const list = await listNotices(ctxOf(context), { unread: view === 'unread', page, size })
  return { ...list, view, page }
}

/** `read` is the id of one notice, or `all`. */
export async function action({ request, url, context }: Route.ActionArgs) {
  const read = String((await request.formData()).get('read') ?? '').slice(0, 100)
  await readNotices(ctxOf(context), read === 'all' ? null : read)
  return redirect(`/notices${url.search}`)
}

export default function Notices({ loaderData }: Route.ComponentProps) {
  const { rows, unread, all, view, page } = loaderData
  const t = useT()
  return (
    <>
      <PageHeader title={t('office.notices')}>
        {unread > 0 && (
          <Form method="post">
            <button className="qx-button qx-plain" name="read" value="all">
              {t('office.readAll')}
            </button>
          </Form>
        )}
      </PageHeader>
      <ViewTabs
        views={[
          { key: 'all', label: t('office.views.all'), count: all },
          { key: 'unread', label: t('office.unread'), count: unread },
        ]}
        current={view}
      />
      {rows.length === 0 ? (
        <p className="qx-empty">{view === 'unread' ? t('office.nothingUnread') : t('office.noNotices')}</p>
      ) : (
        <ul className="qx-notices qx-card">
          {rows.map((notice) => (
            <NoticeLine key={notice.id} notice={notice}>
              {notice.readAt === null && (
                <Form method="post">
                  <button className="qx-linklike" name="read" value={notice.id}>
                    {t('office.readOne')}
                  </button>
                </Form>
              )}
            </NoticeLine>
          ))}
        </ul>
      )}
      <Pages number={page} size={size} count={view === 'unread' ? unread : all} />
    </>
  )
}
