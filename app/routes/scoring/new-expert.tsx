import { redirect } from 'react-router'
import { cities } from '#app/db/scoring/expert.server.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { emptyExpert, usualTerm } from '#app/domain/scoring/expert.ts'
import { addExpert } from '#app/services/scoring/expert.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ExpertForm } from '#app/ui/scoring/expert-form.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { onlyOrganiser, typedFrom } from './expert-form.server.ts'
import type { Route } from './+types/new-expert.ts'
import '#app/ui/scoring/scoring.css'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  onlyOrganiser(ctx)
  return { cities: await cities(ctx), empty: { ...emptyExpert, validTo: usualTerm(shanghaiDay(ctx.now)) } }
}

export async function action({ request, context }: Route.ActionArgs) {
  const typed = typedFrom(await request.formData())
  const result = await addExpert(ctxOf(context), typed)
  return result.ok ? redirect(`/experts/${result.value.id}`) : refusalResponse(result, { typed })
}

export default function NewExpert({ loaderData, actionData }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader title={t('expert.new')} crumbs={[{ label: t('expert.title'), to: '/experts' }]} />
      <ExpertForm
        typed={actionData?.typed ?? loaderData.empty}
        cities={loaderData.cities}
        refusal={actionData?.refusal ?? null}
      />
    </>
  )
}
