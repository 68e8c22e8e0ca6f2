import { data } from 'react-router'
import { z } from 'zod'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'

const body = z.strictObject({ revision: z.number().int().min(0), values: z.unknown() })

/** One autosave: `{revision, values}` in, `{revision, savedAt}` or the refusal out, as `useAutosave` wants it. */
export async function savedValues(
  ctx: Ctx,
  request: Request,
  save: (typed: { revision: number; values: unknown }) => Promise<Result<{ revision: number }>>,
): Promise<Response> {
  const read = body.safeParse(await request.json())
  if (!read.success) throw data({ code: 'bad_request' }, { status: 400 })
  const { revision, values } = read.data
  const result = await save({ revision, values })
  if (!result.ok) return Response.json({ refusal: result.refusal }, { status: result.refusal.status })
  return Response.json({ ...result.value, savedAt: ctx.now.toISOString() })
}
