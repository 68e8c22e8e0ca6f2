import { data, redirect } from 'react-router'
import { findProposal } from '#app/db/scoring/proposal.server.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { usualTerm } from '#app/domain/scoring/expert.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import { acceptProposal, declineProposal, takeBackProposal } from '#app/services/scoring/proposal.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { TextField } from '#app/ui/field.tsx'
import { useProblemAt } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { useDivisions } from '#app/ui/scoring/divisions.ts'
import { TieTables } from '#app/ui/scoring/tie-tables.tsx'
import { toneOf } from '#app/ui/scoring/tones.ts'
import { DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/proposal.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  return { ...(await findProposal(ctx, params.id)), term: usualTerm(shanghaiDay(ctx.now)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await request.formData()
  const act = String(form.get('act') ?? '')
  const version = Number(form.get('version'))
  if (!Number.isSafeInteger(version) || !['accept', 'decline', 'take_back'].includes(act))
    throw data({ code: 'bad_request' }, { status: 400 })
  const ctx = ctxOf(context)
  const reason = String(form.get('reason') ?? '').slice(0, 2000)
  const validTo = String(form.get('validTo') ?? '').slice(0, 30)
  const result =
    act === 'accept'
      ? await acceptProposal(ctx, { id: params.id, version, validTo })
      : act === 'take_back'
        ? await takeBackProposal(ctx, { id: params.id, version })
        : await declineProposal(ctx, { id: params.id, version, reason })
  return result.ok
    ? redirect(`/experts/proposals/${params.id}`)
    : refusalResponse(result, { act, reason, validTo })
}

export default function Proposal({ loaderData, actionData }: Route.ComponentProps) {
  const proposal = loaderData
  const t = useT()
  const text = useText()
  const name = useName()
  const divisionsOf = useDivisions(divisions)
  const problem = useProblemAt(actionData?.refusal.fields)
  const actOf = useActOf('transition.proposal', proposal.version, actionData)
  const acts = proposal.actions.map((act): Act => ({
    ...actOf(act),
    reason: act === 'decline' ? 'required' : undefined,
    children: act === 'accept' && (
      <TextField
        id="validTo"
        name="validTo"
        label={t('expert.validTo')}
        hint={t('expert.proposal.term')}
        type="date"
        required
        defaultValue={actionData?.validTo ?? proposal.term}
        error={problem('validTo')}
      />
    ),
  }))
  return (
    <RecordPage
      title={proposal.name}
      status={{
        tone: toneOf('proposal', proposal.status),
        label: text(`state.proposal.${proposal.status}`),
      }}
      due={proposal.dueAt}
      crumbs={[{ label: t('expert.proposal.title'), to: '/experts/proposals' }]}
      side={acts.length > 0 && <Acts acts={acts} refusal={actionData?.refusal} />}
    >
      <section className="qx-card qx-stack">
        <Facts
          items={[
            { label: t('expert.proposal.office'), value: name(proposal.unit) },
            {
              label: t('expert.proposal.proposer'),
              value: proposal.proposer ? name(proposal.proposer) : '—',
            },
            { label: t('expert.proposal.at'), value: <DateTime at={proposal.createdAt} /> },
            { label: t('expert.employer'), value: proposal.employer },
            { label: t('expert.employerUscc'), value: proposal.employerUscc || '—' },
            { label: t('expert.titleField'), value: proposal.title },
            { label: t('expert.kind'), value: text(`scoring.kind.${proposal.kind}`) },
            { label: t('expert.specialtiesShort'), value: divisionsOf(proposal.specialties) },
            { label: t('expert.city'), value: name(proposal.city) },
            { label: t('expert.phone'), value: proposal.phone || '—' },
            { label: t('expert.email'), value: proposal.email || '—' },
            { label: t('expert.idNo'), value: proposal.idNo || '—' },
            { label: t('expert.proposal.grounds'), value: proposal.grounds, wide: true },
            ...(proposal.declineReason
              ? [{ label: t('expert.proposal.declined'), value: proposal.declineReason, wide: true }]
              : []),
          ]}
        />
        <TieTables history={proposal.history} shareholdings={proposal.shareholdings} />
      </section>
    </RecordPage>
  )
}
