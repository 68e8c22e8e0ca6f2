import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { LanguageSwitch } from '../language-switch.tsx'
import { useT } from '../page.tsx'
import './portal.css'

/** Public pages in the order of the navigation. */
const places = [
  { to: '/', key: 'calls' },
  { to: '/publicity', key: 'publicity' },
] as const

/** The frame of every page that needs no sign-in. `banner` lies on the coloured ground under the navigation. */
export function PortalFrame({
  signedIn,
  banner,
  children,
}: {
  signedIn: boolean
  banner: ReactNode
  children: ReactNode
}) {
  const t = useT()
  return (
    <div className="qx-portal">
      <a className="qx-skip" href="#main">
        {t('common.shell.skip')}
      </a>
      <header className="qx-portaltop">
        <div className="qx-portalbar">
          <Link to="/" className="qx-portalname">
            <strong>{t('common.systemShort')}</strong>
            <span>{t('portal.name')}</span>
          </Link>
          <nav aria-label={t('portal.navigation')} className="qx-portalnav">
            {places.map(({ to, key }) => (
              <NavLink key={to} to={to} end={to === '/'}>
                {t(`portal.${key}`)}
              </NavLink>
            ))}
          </nav>
          <LanguageSwitch />
          <Link to={signedIn ? '/work' : '/sign-in'} className="qx-portalenter">
            {t(signedIn ? 'portal.desk' : 'portal.signIn')}
          </Link>
        </div>
        <div className="qx-portalbanner">{banner}</div>
      </header>
      <main id="main" className="qx-portalmain" tabIndex={-1}>
        {children}
      </main>
      <footer className="qx-portalfoot">{t('common.footer')}</footer>
    </div>
  )
}
