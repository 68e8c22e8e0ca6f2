import { data } from 'react-router'
import { z } from 'zod'
import { formValues } from '#app/domain/application/form-schema.ts'
import { saveProfile } from '#app/services/enterprise/profile.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/save.ts'

const body = z.object({
  patch: formValues,
  baseRevision: z.number().int().min(0),
  editor: z.string().max(60).default(''),
})

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** Autosave of the profile, as that of an application: JSON in and out. */
export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const parsed = body.safeParse(await request.json())
  if (!parsed.success) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await saveProfile(ctx, parsed.data)
  if (!result.ok) return Response.json({ refusal: result.refusal }, { status: result.refusal.status })
  return Response.json({ ...result.value, savedAt: ctx.now.toISOString() })
}
