import type { ReactNode } from 'react'
import { type Crumb, Crumbs } from './crumbs.tsx'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

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
      <Crumbs crumbs={crumbs} />
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
