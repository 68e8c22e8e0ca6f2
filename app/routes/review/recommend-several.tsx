import { data } from 'react-router'
import { recommendations } from '#app/db/review/several.server.ts'
import { mostAtOnce, recommendSeveral } from '#app/services/review/recommend-several.server.ts'
import { Several, SeveralDone } from '#app/ui/review/several.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/recommend-several.ts'

/** What would happen to each of the chosen, before anything does. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const ids = url.searchParams.getAll('id').slice(0, mostAtOnce)
  return { rows: await recommendations(ctxOf(context), ids) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const items = form
    .getAll('item')
    .slice(0, mostAtOnce + 1)
    .map((value) => {
      const [id = '', version] = String(value).slice(0, 80).split(' ')
      return { id, version: Number(version) }
    })
  if (items.some(({ version }) => !Number.isSafeInteger(version)))
    throw data({ code: 'bad_request' }, { status: 400 })
  const text = String(form.get('text') ?? '').slice(0, 4000)
  const done = await recommendSeveral(ctxOf(context), { items, text })
  if (!done.ok) return refusalResponse(done)
  return {
    refusal: null,
    results: done.value.map(({ id, result }) => ({
      id,
      to: result.ok ? result.value.to : null,
      refusal: result.ok ? null : result.refusal,
    })),
  }
}

export default function RecommendSeveral({ loaderData, actionData }: Route.ComponentProps) {
  const { rows } = loaderData
  if (actionData && 'results' in actionData) return <SeveralDone rows={rows} results={actionData.results} />
  return <Several rows={rows} refusal={actionData?.refusal ?? null} />
}
