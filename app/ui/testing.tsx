import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import type { Locale } from '#app/i18n/index.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { Page } from './page.tsx'

/** Markup of a component as the server sends it, at an address and an instant. */
export function render(
  element: ReactNode,
  {
    at = '/',
    locale = 'zh-CN',
    now = new Date('2026-03-18T09:00:00Z'),
  }: { at?: string; locale?: Locale; now?: Date } = {},
): string {
  const router = createMemoryRouter([{ path: '*', Component: () => element }], { initialEntries: [at] })
  return renderToStaticMarkup(
    <Page
      locale={locale}
      messages={messagesOf(locale)}
      nonce=""
      serverTime={now.getTime()}
      clockOffset={0}
      requestId="test"
    >
      <RouterProvider router={router} />
    </Page>,
  ).replace(/<style[\s\S]*?<\/style>/g, '')
}
