import { data } from 'react-router'
import { z } from 'zod'
import { formValues } from '#app/domain/application/form-schema.ts'
import { saveDraft } from '#app/services/application/save-draft.server.ts'
import { ctxOf } from '../context.server.ts'
import { namesOf } from './form-read.server.ts'
import type { Route } from './+types/save.ts'

const body = z.object({
  patch: formValues,
  baseRevision: z.number().int().min(0),
  editor: z.string().max(60).default(''),
})

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Autosave: changed fields in, the new revision with conflicts and news out; refusals as JSON too. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const parsed = body.safeParse(await request.json())
  if (!parsed.success) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await saveDraft(ctx, { id: params.id, ...parsed.data })
  if (!result.ok) return Response.json({ refusal: result.refusal }, { status: result.refusal.status })
  const { codes, ...saved } = result.value
  const names = Object.fromEntries(await namesOf(context, codes))
  return Response.json({ ...saved, names, savedAt: ctx.now.toISOString() })
}
