import { IconLanguage } from '@tabler/icons-react'
import { useLocation } from 'react-router'
import { locales } from '#app/i18n/index.ts'
import { useLocale, useT } from './page.tsx'

/**
 * Chinese and English; a whole new document, because only one language is in the browser. What follows `#` comes along: no
 * server sees it, and it may be the printed hash.
 */
export function LanguageSwitch() {
  const t = useT()
  const locale = useLocale()
  const { pathname, search } = useLocation()
  return (
    <form
      method="post"
      action="/language"
      className="qx-language"
      aria-label={t('common.shell.language')}
      onSubmit={({ currentTarget }) => {
        const next = currentTarget.elements.namedItem('next')
        if (next instanceof HTMLInputElement) next.value = pathname + search + window.location.hash
      }}
    >
      <input type="hidden" name="next" defaultValue={pathname + search} />
      {locales
        .filter((other) => other !== locale)
        .map((other) => (
          <button
            key={other}
            name="locale"
            value={other}
            className="qx-topitem"
            lang={other}
            aria-label={t(`session.language.${other}`)}
          >
            <IconLanguage size={20} aria-hidden />
            <span className="qx-wide">{t(`session.language.${other}`)}</span>
          </button>
        ))}
    </form>
  )
}
