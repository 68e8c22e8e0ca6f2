import type { ReactNode } from 'react'
import { Link } from 'react-router'
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
                <Link to={to}>{label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="qx-pagetitle">
        <h1>{title}</h1>
        {children && <div className="qx-row qx-noprint">{children}</div>}
      </div>
      {note && <p className="qx-soft">{note}</p>}
    </header>
  )
}
