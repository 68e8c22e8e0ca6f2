import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type Crumb = { label: string; to: string }

/** Title of the page and of the browser's window; crumbs only below two levels; `children` stand at the right. */
export function PageHeader({
  title,
  note,
  crumbs = [],
  children,
}: {
  title: string
  note?: ReactNode
  crumbs?: readonly Crumb[]
  children?: ReactNode
}) {
  const t = useT()
  return (
    <header className="qx-pageheader">
      <title>{`${title} · ${t('common.system')}`}</title>
      {crumbs.length > 0 && (
        <nav aria-label={t('common.shell.breadcrumb')} className="qx-crumbs qx-noprint">
          <ol>
            {crumbs.map(({ label, to }) => (
              <li key={to}>
                <MarkChinese>
                  <Link to={to}>{label}</Link>
                </MarkChinese>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="qx-pagetitle">
        <MarkChinese>
          <h1>{title}</h1>
        </MarkChinese>
        {children && <div className="qx-row qx-noprint">{children}</div>}
      </div>
      {note && (
        <MarkChinese>
          <p className="qx-soft">{note}</p>
        </MarkChinese>
      )}
    </header>
  )
}
