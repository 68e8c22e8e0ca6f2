import { correctionPlaces } from '#app/db/review/places.server.ts'
import { returnForCorrection } from '#app/services/review/return.server.ts'
import { useLocale, useT } from '#app/ui/page.tsx'
import { ActPage } from '#app/ui/review/act-page.tsx'
import { ReturnForm } from '#app/ui/review/return-form.tsx'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import type { Route } from './+types/return.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const [acts, places] = await Promise.all([actPage(ctx, params.id), correctionPlaces(ctx, params.id)])
  return { acts, places }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const { version, word, words } = posted
  const problems = words('problem')
  const items = words('field').map((field, at) => ({ field, problem: problems[at] ?? '' }))
  const ctx = ctxOf(context)
  const result = await returnForCorrection(ctx, {
    id,
    version,
    items,
    reason: word('reason'),
    until: word('until'),
  })
  return answerAct(ctx, result, id, 'return', posted)
}

export default function Return({ loaderData: { acts, places }, actionData }: Route.ComponentProps) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  const groups = places.map(({ number, label, places: inside }) => ({
    label: number ? `${number} ${label[language]}` : t('review.act.attachments'),
    places: inside.map((place) => ({
      path: place.path,
      label: place.whole ? `${place.label[language]}${t('review.act.whole')}` : place.label[language],
    })),
  }))
  return (
    <ActPage act="return" acts={acts} refused={actionData}>
      <ReturnForm acts={acts} groups={groups} refused={actionData} />
    </ActPage>
  )
}
