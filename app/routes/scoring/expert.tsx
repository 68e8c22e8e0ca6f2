import { data, Link, redirect } from 'react-router'
import { cities, findExpert } from '#app/db/scoring/expert.server.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import { editExpert, moveExpert, revealExpert } from '#app/services/scoring/expert.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { useDivisions } from '#app/ui/scoring/divisions.ts'
import { ExpertForm } from '#app/ui/scoring/expert-form.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { TieTables } from '#app/ui/scoring/tie-tables.tsx'
import { toneOf } from '#app/ui/scoring/tones.ts'
import { Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { typedFrom } from './expert-form.server.ts'
import type { Route } from './+types/expert.ts'
import '#app/ui/scoring/scoring.css'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  return { expert: await findExpert(ctx, params.id), cities: await cities(ctx) }
}

const moves = ['suspend', 'restore', 'remove'] as const

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const ctx = ctxOf(context)
  const act = String(form.get('act') ?? '')
  const version = Number(form.get('version'))
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  if (act === 'edit') {
    const typed = typedFrom(form)
    const result = await editExpert(ctx, { expertId: params.id, version, typed })
    return result.ok ? redirect(`/experts/${params.id}`) : refusalResponse(result, { act, typed })
  }
  if (act === 'reveal') {
    const result = await revealExpert(ctx, params.id)
    return result.ok
      ? { act, revealed: result.value, typed: null, refusal: null }
      : refusalResponse(result, { act, typed: null })
  }
  const move = moves.find((one) => one === act)
  if (!move) throw data({ code: 'bad_request' }, { status: 400 })
  const reason = String(form.get('reason') ?? '').slice(0, 2000)
  const result = await moveExpert(ctx, { expertId: params.id, version, act: move, reason })
  return result.ok ? redirect(`/experts/${params.id}`) : refusalResponse(result, { act, reason, typed: null })
}

export default function Expert({ loaderData, actionData }: Route.ComponentProps) {
  const { expert, cities } = loaderData
  const t = useT()
  const divisionsOf = useDivisions(divisions)
  const text = useText()
  const name = useName()
  const { typed, version, actions } = expert
  const actOf = useActOf('transition.expert', version, actionData && { ...actionData, typed: null })
  const revealed = actionData && 'revealed' in actionData ? actionData.revealed : null
  const acts = moves
    .filter((move) => actions.includes(move))
    .map((move): Act => ({
      ...actOf(move),
      reason: 'required',
      danger: move === 'remove' ? typed.name : undefined,
    }))
  if (actions.includes('edit') && (typed.phone || typed.email || typed.idNo))
    acts.unshift({
      name: 'reveal',
      label: t('expert.reveal'),
      consequence: t('expert.revealEffect'),
      version,
    })
  const city = cities.find(({ code }) => code === typed.cityCode)
  return (
    <RecordPage
      title={typed.name}
      status={{ tone: toneOf('expert', expert.status), label: text(`state.expert.${expert.status}`) }}
      crumbs={[{ label: t('expert.title'), to: '/experts' }]}
      side={<Acts acts={acts} />}
    >
      {revealed && (
        <section className="qx-card qx-stack" role="status">
          <h2>{t('expert.revealed')}</h2>
          <Facts
            items={[
              { label: t('expert.phone'), value: revealed.phone || '—' },
              { label: t('expert.email'), value: revealed.email || '—' },
              { label: t('expert.idNo'), value: revealed.idNo || '—' },
            ]}
          />
        </section>
      )}
      {actions.includes('edit') ? (
        <ExpertForm
          key={version}
          typed={actionData?.typed ?? typed}
          cities={cities}
          version={version}
          refusal={actionData?.act === 'edit' ? actionData.refusal : null}
        />
      ) : (
        <section className="qx-card qx-stack">
          <Facts
            items={[
              { label: t('expert.employer'), value: typed.employer },
              { label: t('expert.titleField'), value: typed.title },
              { label: t('expert.kind'), value: text(`scoring.kind.${typed.kind}`) },
              {
                label: t('expert.specialtiesShort'),
                value: divisionsOf(typed.specialties.split(/,\s*/)),
              },
              { label: t('expert.city'), value: city ? name(city) : typed.cityCode },
              { label: t('expert.validTo'), value: typed.validTo },
              { label: t('expert.phone'), value: typed.phone || '—' },
            ]}
          />
          <TieTables {...expert.ties} />
        </section>
      )}
      <section className="qx-card qx-stack qx-gap">
        <p>
          {t('common.labelled', { label: t('expert.account') })}
          {expert.account ?? t('expert.noAccount')}
        </p>
        <h2>{t('expert.past')}</h2>
        {expert.seats.length === 0 && <p className="qx-soft">{t('common.none')}</p>}
        <ul>
          {expert.seats.map(({ id, status, panel }) => (
            <MarkChinese key={id}>
              <li>
                <Link to={`/scoring/panels/${panel.id}`}>{panel.name}</Link>{' '}
                <span className="qx-soft">{panel.guideline.title}</span> <Status of="seat" status={status} />
              </li>
            </MarkChinese>
          ))}
        </ul>
      </section>
    </RecordPage>
  )
}
