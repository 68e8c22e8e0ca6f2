import { data } from 'react-router'
import { saveEvaluation } from '#app/services/evaluation/self-evaluation.server.ts'
import { ctxOf } from '../context.server.ts'
import { savedValues } from '../tracking/save.server.ts'
import type { Route } from './+types/save.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Keeps a self-evaluation while it is typed; see `useAutosave` for the answer. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  return savedValues(ctx, request, (values) => saveEvaluation(ctx, { id: params.id, ...values }))
}
