import './ui/theme.css'
import './ui/ui.css'
import './ui/shell.css'
import './ui/spacing.css'
import './ui/door.css'
import './ui/page-header.css'
import './ui/list.css'
import './ui/list-phone.css'
import './ui/countdown.css'
import './ui/record.css'
import './ui/form.css'
import './ui/side-by-side.css'
import './ui/cockpit.css'
import './ui/files.css'
import './ui/print.css'
import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router'
import {
  checkOrigin,
  limitBody,
  openPage,
  refuseNul,
  refuseWhileReadOnly,
} from './routes/root-middleware.server.ts'
import { colourScript } from './ui/colour.ts'
import { ErrorPage } from './ui/error-page.tsx'
import { hiddenColumnsScript } from './ui/hidden-columns.ts'
import { usePage } from './ui/page.tsx'
import { useTypedEarly } from './ui/typed-early.ts'
import type { Route } from './+types/root.ts'

export const middleware: Route.MiddlewareFunction[] = [
  openPage,
  checkOrigin,
  refuseWhileReadOnly,
  limitBody,
  refuseNul,
]

export function Layout({ children }: { children: ReactNode }) {
  const { locale, nonce, serverTime, requestId } = usePage()
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="server-time" content={String(serverTime)} />
        <meta name="request-id" content={requestId} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: colourScript + hiddenColumnsScript }}
        />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  useTypedEarly()
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <main className="qx-alone">
      <ErrorPage error={error} />
    </main>
  )
}
