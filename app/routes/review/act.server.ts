import { data } from 'react-router'
import { NotFound, type Result } from '#app/domain/kernel/refusal.ts'
import type { ReviewActs } from '#app/domain/review/acts.ts'
import type { Ctx } from '#app/services/context.ts'
import { officeActs } from '#app/services/review/acts.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'

/** What an act's page shows. For readers without any act of the review there is no such page. */
export async function actPage(ctx: Ctx, id: string): Promise<ReviewActs> {
  const acts = await officeActs(ctx, id)
  if (!acts) throw new NotFound('act')
  return acts
}

export type Posted = {
  version: number
  act: string
  word: (name: string) => string
  words: (name: string) => string[]
  typed: Record<string, string | string[]>
}

const longest = 4000
const most = 200

/** The posted fields of an act: the version seen, and everything typed so that it can be shown again. */
export async function readAct(request: Request): Promise<Posted> {
  const form = await request.formData()
  const words = (name: string) =>
    form
      .getAll(name)
      .slice(0, most)
      .map((value) => (typeof value === 'string' ? value.slice(0, longest) : ''))
  const version = Number(form.get('version'))
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const typed: Posted['typed'] = {}
  for (const name of new Set(form.keys())) {
    const values = words(name)
    if (name !== 'version' && name !== 'act') typed[name] = listed.has(name) ? values : (values[0] ?? '')
  }
  return { version, act: words('act')[0] ?? '', word: (name) => words(name)[0] ?? '', words, typed }
}

/** Fields that come more than once. */
const listed = new Set(['tick', 'field', 'problem'])

/** Done → the application's record with a line that says so; refused → the act's page with what had been typed. */
export function answerAct(
  ctx: Ctx,
  result: Result<unknown>,
  id: string,
  done: string,
  { typed }: Pick<Posted, 'typed'>,
) {
  return result.ok
    ? redirectWithReceipt(ctx, `/applications/${id}?done=${done}`)
    : refusalResponse(result, { typed })
}
