import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { defaultLocale, isLocale } from '#app/i18n/index.ts'
import { loadMessages } from '#app/i18n/load.ts'
import { Page } from './ui/page.tsx'

const lang = document.documentElement.lang
const locale = isLocale(lang) ? lang : defaultLocale
const serverTime = Number(metaOf('server-time'))
const navigation = performance.getEntriesByType('navigation')[0]
const arrived =
  performance.timeOrigin + (navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0)
const messages = await loadMessages(locale)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Page
        locale={locale}
        messages={messages}
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
