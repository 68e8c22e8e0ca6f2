import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { LanguageSwitch } from './language-switch.tsx'
import { useT } from './page.tsx'

/** The frame of the pages by which people come in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const t = useT()
  return (
    <div className="qx-door">
      <title>{`${title} · ${t('common.system')}`}</title>
      <header className="qx-door-top">
        <strong>
          <Link to="/">{t('common.system')}</Link>
        </strong>
        <LanguageSwitch />
      </header>
      {children}
    </div>
  )
}
