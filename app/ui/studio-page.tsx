import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { Crumb } from './crumbs.tsx'
import { hrefWith } from './list-parts.tsx'
import { PageHeader } from './page-header.tsx'
import { useT } from './page.tsx'
import { SideBySide } from './side-by-side.tsx'

/** Studio: edit left, live preview right as whom the reader chooses (`?as=`), problems listed; nothing goes live without the check. */
export function StudioPage({
  title,
  crumbs,
  actions,
  edit,
  preview,
  audiences,
  audience,
  problems,
}: {
  title: string
  crumbs?: readonly Crumb[]
  actions?: ReactNode
  edit: ReactNode
  preview: ReactNode
  audiences: readonly { key: string; label: string }[]
  audience: string
  problems: readonly { text: string; to: string }[]
}) {
  const t = useT()
  const { search } = useLocation()
  return (
    <>
      <PageHeader title={title} crumbs={crumbs}>
        {actions}
      </PageHeader>
      <section className="qx-card qx-studioproblems" aria-labelledby="problems-title">
        <h2 id="problems-title">{t('common.studio.problems')}</h2>
        {problems.length === 0 ? (
          <p className="qx-soft">{t('common.studio.noProblems')}</p>
        ) : (
          <ul className="qx-problems">
            {problems.map(({ text, to }) => (
              <li key={to + text}>
                <Link to={to} preventScrollReset>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <SideBySide
        name="studio"
        left={<div className="qx-card">{edit}</div>}
        right={
          <div className="qx-card">
            <nav className="qx-tabs" aria-label={t('common.studio.preview')}>
              {audiences.map(({ key, label }) => (
                <Link
                  key={key}
                  to={hrefWith(search, { as: key })}
                  preventScrollReset
                  aria-current={key === audience ? 'page' : undefined}
                >
                  {label}
                </Link>
              ))}
            </nav>
            {preview}
          </div>
        }
      />
    </>
  )
}
