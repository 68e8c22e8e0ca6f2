import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { hrefWith } from './list-parts.tsx'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'
import { StatusBadge, type Tone } from './status-badge.tsx'
import { Countdown } from './values.tsx'

export type RecordPageProps = {
  /** official number, if it has one */
  number?: string | null
  title: string
  status: { tone: Tone; label: string }
  /** who is to act, as a name people use */
  holder?: string | null
  due?: Date | string | number | null
  crumbs?: readonly Crumb[]
  /** shown as `?tab=key`; the first is the default */
  tabs?: readonly { key: string; label: string; count?: number }[]
  tab?: string
  /** buttons that are no acts: print, download */
  actions?: ReactNode
  /** right side: <Acts>, and whatever else belongs beside the content */
  side?: ReactNode
  children: ReactNode
}

/** Record: first line says what it is, where it stands, who holds it and until when; content left, acts right. */
export function RecordPage(props: RecordPageProps) {
  const { number, title, status, holder, due = null, crumbs = [], tabs, actions, side, children } = props
  const t = useT()
  const { search } = useLocation()
  const current = props.tab ?? tabs?.[0]?.key
  return (
    <>
      <header className="qx-pageheader">
        <title>{`${title} · ${t('common.system')}`}</title>
        <Crumbs crumbs={crumbs} />
        <div className="qx-pagetitle">
          <h1>
            <MarkChinese>{title}</MarkChinese> <StatusBadge {...status} />
          </h1>
          {actions && <div className="qx-row qx-noprint">{actions}</div>}
        </div>
        <p className="qx-recordline">
          {number && (
            <span className="qx-recordnumber">
              <MarkChinese>{number}</MarkChinese>
            </span>
          )}
          {holder && (
            <span>
              {t('common.labelled', { label: t('common.record.holder') })}
              <MarkChinese>
                <b>{holder}</b>
              </MarkChinese>
            </span>
          )}
          {due !== null && (
            <span>
              {t('common.labelled', { label: t('common.record.due') })}
              <Countdown due={due} />
            </span>
          )}
        </p>
      </header>
      <div className={side ? 'qx-record' : undefined}>
        <div className="qx-recordmain">
          {tabs && (
            <nav className="qx-tabs" aria-label={t('common.record.tabs')}>
              {tabs.map(({ key, label, count }) => (
                <Link
                  key={key}
                  to={hrefWith(search, { tab: key, done: null, receipt: null })}
                  preventScrollReset
                  aria-current={key === current ? 'page' : undefined}
                >
                  {label}
                  {count !== undefined && <b className="qx-count">{count}</b>}
                </Link>
              ))}
            </nav>
          )}
          {children}
        </div>
        {side && <aside className="qx-recordside">{side}</aside>}
      </div>
    </>
  )
}
