import { Link, useLocation } from 'react-router'
import { useT } from '../page.tsx'

/** The two parts of the stage for those who run it. */
export function ScoringTabs() {
  const t = useT()
  const { pathname } = useLocation()
  const parts = [
    { to: '/scoring', label: t('scoring.tabs.panels'), here: pathname.startsWith('/scoring') },
    { to: '/experts', label: t('scoring.tabs.experts'), here: pathname.startsWith('/experts') },
  ]
  return (
    <nav className="qx-tabs" aria-label={t('scoring.tabs.label')}>
      {parts.map(({ to, label, here }) => (
        <Link key={to} to={to} aria-current={here ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
