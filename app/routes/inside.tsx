import { lazy, Suspense } from 'react'
import { Outlet } from 'react-router'
import { placeOfAct } from '#app/services/receipt.server.ts'
import '#app/ui/audit/audit.css'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { givenOf } from './context.server.ts'
import type { Route } from './+types/inside.ts'

/** Its code and texts come only to the pages that show one. */
const ReceiptPanel = lazy(async () => ({
  default: (await import('#app/ui/audit/receipt-panel.tsx')).ReceiptPanel,
}))

/** The receipt of the act that led to this page, when the address names one. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const entry = url.searchParams.get('receipt')
  const place = entry ? await placeOfAct(givenOf(context).db, entry) : null
  return { receipt: entry && place ? { entry, ...place } : null }
}

/** Inside the frame: an error of a page is shown with the navigation around it. */
export default function Inside({ loaderData }: Route.ComponentProps) {
  const receipt = loaderData?.receipt
  return (
    <>
      {receipt && (
        <Suspense>
          <ReceiptPanel key={receipt.entry} initial={receipt} />
        </Suspense>
      )}
      <Outlet />
    </>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} inside />
}
