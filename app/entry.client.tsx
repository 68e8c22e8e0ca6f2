import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { defaultLocale, isLocale } from '#app/i18n/index.ts'
import { Page } from './ui/page.tsx'
import { texts } from './ui/texts.ts'

const lang = document.documentElement.lang
const locale = isLocale(lang) ? lang : defaultLocale
const serverTime = Number(metaOf('server-time'))
const navigation = performance.getEntriesByType('navigation')[0]
const arrived =
  performance.timeOrigin + (navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Page
        locale={locale}
        messages={texts}
        nonce={document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''}
        serverTime={serverTime}
        clockOffset={serverTime - arrived}
        requestId={metaOf('request-id')}
      >
        <HydratedRouter />
      </Page>
    </StrictMode>,
  )
})

function metaOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ''
}
