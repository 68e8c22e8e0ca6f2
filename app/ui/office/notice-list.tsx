import { Link, useFetcher } from 'react-router'
import { noticeText } from '#app/i18n/notice-words.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useMessages, useT, useText } from '../page.tsx'
import { DateTime } from '../values.tsx'

export type NoticeItem = {
  id: string
  kind: string
  params: Record<string, string>
  link: string
  createdAt: Date | string
  readAt: Date | string | null
}

/** The newest notices beside the desk. */
export function NoticeList({ notices, unread }: { notices: readonly NoticeItem[]; unread: number }) {
  const t = useT()
  return (
    <section className="qx-card qx-stack" aria-labelledby="notices">
      <h2 id="notices">
        {t('office.notices')} {unread > 0 && <b className="qx-count">{unread}</b>}
      </h2>
      {notices.length === 0 ? (
        <p className="qx-soft">{t('office.noNotices')}</p>
      ) : (
        <ul className="qx-notices">
          {notices.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ul>
      )}
      <p>
        <Link to="/notices">{t('office.allNotices')}</Link>
      </p>
    </section>
  )
}

/** One notice in words; following its link marks it as read. */
export function NoticeLine({ notice, children }: { notice: NoticeItem; children?: React.ReactNode }) {
  const { id, kind, params, link, createdAt, readAt } = notice
  const t = useT()
  const text = useText()
  const messages = useMessages()
  const fetcher = useFetcher()
  const read = () => {
    if (readAt === null) void fetcher.submit({ read: id }, { method: 'post', action: '/notices' })
  }
  return (
    <li data-unread={readAt === null ? '' : undefined}>
      <p className="qx-row">
        <MarkChinese>
          <Link to={link} onClick={read} prefetch="intent">
            {text(`notice.${kind}.title`, params)}
          </Link>
        </MarkChinese>
        {readAt === null && <small className="qx-unread">{t('office.unread')}</small>}
        <small className="qx-soft">
          <DateTime at={createdAt} />
        </small>
      </p>
      <MarkChinese>
        <p>{noticeText(messages, kind, params)}</p>
      </MarkChinese>
      {children}
    </li>
  )
}
