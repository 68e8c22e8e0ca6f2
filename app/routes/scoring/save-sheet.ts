import { data } from 'react-router'
import { z } from 'zod'
import { saveSheet, typedSheet } from '#app/services/scoring/score.server.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/save-sheet.ts'

const body = z.strictObject({ revision: z.number().int().min(0), values: typedSheet })

/** Keeps a sheet while it is typed; see `useAutosave` for the answer. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const read = body.safeParse(await request.json())
  if (!read.success) throw data({ code: 'bad_request' }, { status: 400 })
  const { revision, values } = read.data
  const result = await saveSheet(ctxOf(context), { sheetId: params.id, revision, sheet: values })
  if (result.ok) return Response.json(result.value)
  return Response.json({ refusal: result.refusal }, { status: result.refusal.status })
}
