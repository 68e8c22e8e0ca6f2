import { z } from 'zod'
import { saveGuidelineDraft } from '#app/services/guideline/draft.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/save.ts'

const body = z.object({
  revision: z.number().int().min(0),
  values: z.object({
    configuration: z.record(z.string(), z.unknown()),
    typed: z.record(z.string(), z.string()),
  }),
})

/** Where the Studio saves as people type: JSON in, JSON out. Its `revision` is the guideline's version. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const posted = body.safeParse(await request.json().catch(() => null))
  if (!posted.success) return Response.json({ code: 'bad_request' }, { status: 400 })
  const { revision, values } = posted.data
  const saved = await saveGuidelineDraft(ctx, {
    id: params.id,
    version: revision,
    changes: values.configuration,
    typed: values.typed,
  })
  if (!saved.ok) return Response.json({ refusal: saved.refusal }, { status: saved.refusal.status })
  return Response.json({ revision: saved.value.version, savedAt: ctx.now.toISOString() })
}
