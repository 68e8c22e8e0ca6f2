import { Outlet } from 'react-router'
import { ErrorPage } from '#app/ui/error-page.tsx'
import type { Route } from './+types/inside.ts'

/** Inside the frame: an error of a page is shown with the navigation around it. */
export default function Inside() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />
}
