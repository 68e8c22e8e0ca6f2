import { Outlet } from 'react-router'
import { placeOfAct } from '#app/services/receipt.server.ts'
import { ReceiptPanel } from '#app/ui/audit/receipt-panel.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { givenOf } from './context.server.ts'
import type { Route } from './+types/inside.ts'

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
      {receipt && <ReceiptPanel key={receipt.entry} initial={receipt} />}
      <Outlet />
    </>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />
}
