import { Form, redirect, useNavigation } from 'react-router'
import { proposesExperts } from '#app/authorization/ability.ts'
import { cities } from '#app/db/scoring/expert.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { emptyProposal } from '#app/domain/scoring/proposal.ts'
import { proposeExpert } from '#app/services/scoring/proposal.server.ts'
import { CheckField, TextField } from '#app/ui/field.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ExpertFields } from '#app/ui/scoring/expert-fields.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { proposalFrom } from './expert-form.server.ts'
import type { Route } from './+types/new-proposal.ts'
import '#app/ui/scoring/scoring.css'

/** For handlers of counties and cities; for everybody else the page does not exist. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!proposesExperts(ctx.actor)) throw new NotFound('proposal')
  return { cities: await cities(ctx), empty: emptyProposal }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const typed = proposalFrom(form)
  const consented = form.get('consented') === '1'
  const result = await proposeExpert(ctxOf(context), { typed, consented })
  return result.ok
    ? redirect(`/experts/proposals/${result.value.id}`)
    : refusalResponse(result, { typed, consented })
}

export default function NewProposal({ loaderData, actionData }: Route.ComponentProps) {
  const t = useT()
  const problem = useProblemAt(actionData?.refusal.fields)
  const busy = useNavigation().state !== 'idle'
  const { grounds, ...typed } = actionData?.typed ?? loaderData.empty
  return (
    <>
      <PageHeader
        title={t('expert.proposal.new')}
        note={t('expert.proposal.note')}
        crumbs={[{ label: t('expert.proposal.title'), to: '/experts/proposals' }]}
      />
      <Form method="post" className="qx-card qx-editor">
        <RefusalMessage refusal={actionData?.refusal} />
        <ExpertFields
          typed={typed}
          cities={loaderData.cities}
          problems={actionData?.refusal.fields}
          sealHint={t('expert.proposal.seals')}
        />
        <TextField
          id="grounds"
          name="grounds"
          label={t('expert.proposal.grounds')}
          hint={t('expert.proposal.groundsHint')}
          lines={4}
          maxLength={2000}
          required
          defaultValue={grounds}
          error={problem('grounds')}
        />
        <CheckField
          name="consented"
          label={t('expert.proposal.consent')}
          required
          defaultChecked={actionData?.consented}
        />
        <p className="qx-soft">{t('transition.proposal.propose.effect')}</p>
        <p>
          <button className="qx-button" disabled={busy} aria-busy={busy}>
            {t('transition.proposal.propose.label')}
          </button>
        </p>
      </Form>
    </>
  )
}
