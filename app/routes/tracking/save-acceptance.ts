import { data } from 'react-router'
import { saveAcceptance } from '#app/services/tracking/acceptance.server.ts'
import { ctxOf } from '../context.server.ts'
import { savedValues } from './save.server.ts'
import type { Route } from './+types/save-acceptance.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Keeps the application for acceptance while it is typed; see `useAutosave` for the answer. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  return savedValues(ctx, request, (values) => saveAcceptance(ctx, { projectId: params.id, ...values }))
}
