import { data } from 'react-router'
import { consultationInScope, ownOpinion } from '#app/db/evaluation-consultation.server.ts'
import { readEvaluation } from '#app/domain/evaluation/form.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { conflictKinds } from '#app/domain/scoring/conflict.ts'
import type { Ctx } from '#app/services/context.ts'
import {
  declareForOpinion,
  giveExpertOpinion,
  recuseFromOpinion,
} from '#app/services/evaluation/answer-consultation.server.ts'
import { evaluationTerms } from '#app/services/evaluation/self-evaluation.server.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { useActOf } from '#app/ui/act-of.ts'
import { Opinion, OpinionFields } from '#app/ui/evaluation/opinions.tsx'
import { EvaluationView } from '#app/ui/evaluation/view.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Declaration, RecuseForm } from '#app/ui/scoring/declaration.tsx'
import { toneOf } from '#app/ui/scoring/tones.ts'
import { Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/consultation.ts'
import '#app/ui/scoring/scoring.css'
import '#app/ui/tracking/tracking.css'

/** Material is shown from the declaration on, and while the review goes on (B.3). */
const declared: readonly string[] = ['declared', 'given']

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!ctx.actor.expertId) throw new NotFound('consultation')
  const row = await consultationInScope(ctx.db.client, ctx, params.id)
  const { evaluation, open } = row
  const { project, typed } = evaluation
  return {
    consultation: { id: row.id, status: row.status, version: row.version, dueAt: row.dueAt },
    open,
    year: evaluation.year,
    project: { name: project.name, code: project.code, undertaker: project.undertaker },
    material:
      open && declared.includes(row.status)
        ? { typed, budgetFen: evaluation.budgetFen, terms: await evaluationTerms(ctx, evaluation) }
        : null,
    opinion: await ownOpinion(ctx, row),
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, field } = await postedAct(request)
  const said = { score: field('score'), text: field('text').slice(0, 2000) }
  const given = { kind: field('kind'), confirmed: field('confirmed') === '1' }
  const result = await run(ctx, act, { id: params.id, version }, said, given)
  if (!result.ok) return refusalResponse(result, { act, said })
  const next = act === 'recuse' ? '/scoring/mine' : `/consultations/${params.id}?done=${act}`
  return redirectWithReceipt(ctx, next)
}

type Said = { score: string; text: string }

type Given = { kind: string; confirmed: boolean }

function run(ctx: Ctx, act: string, base: { id: string; version: number }, said: Said, given: Given) {
  switch (act) {
    case 'declare':
      return declareForOpinion(ctx, { ...base, confirmed: given.confirmed })
    case 'recuse': {
      const kind = conflictKinds.find((one) => one === given.kind) ?? 'other'
      return recuseFromOpinion(ctx, { ...base, kind, text: said.text })
    }
    case 'advise':
      return giveExpertOpinion(ctx, { ...base, ...said })
    default:
      throw data({ code: 'bad_request' }, { status: 400 })
  }
}

export default function Consultation({ loaderData, actionData }: Route.ComponentProps) {
  const { consultation, open, year, project, material, opinion, done } = loaderData
  const { status, version } = consultation
  const t = useT()
  const text = useText()
  const refusal = actionData?.refusal ?? null
  const actOf = useActOf('transition.consultation', version, actionData)
  const recusing = t('transition.consultation.recuse.effect')
  return (
    <RecordPage
      number={project.code}
      title={t('evaluation.consultation.of', { project: project.name, year })}
      status={{ tone: toneOf('consultation', status), label: text(`state.consultation.${status}`) }}
      due={status === 'given' ? null : consultation.dueAt}
      crumbs={[{ label: t('scoring.mine.title'), to: '/scoring/mine' }]}
      side={
        material && (
          <>
            <Acts
              acts={[
                {
                  ...actOf('advise'),
                  ...(status === 'given' && { label: t('evaluation.consultation.change') }),
                  children: (
                    <OpinionFields
                      own={opinion ?? undefined}
                      typed={actionData?.act === 'advise' ? actionData.said : undefined}
                      refusal={actionData?.act === 'advise' ? refusal : null}
                    />
                  ),
                },
              ]}
              refusal={refusal}
            />
            {status === 'declared' && (
              <details className="qx-card">
                <summary>{t('scoring.sheet.recuse')}</summary>
                <RecuseForm version={version} project={project.name} effect={recusing} />
              </details>
            )}
            <p className="qx-soft">{t('evaluation.consultation.others')}</p>
          </>
        )
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`evaluation.consultation.done.${done}`, ''])}</Message>}
        <section className="qx-card">
          <Facts
            items={[
              { label: t('evaluation.consultation.project'), value: project.name },
              { label: t('evaluation.consultation.undertaker'), value: project.undertaker },
            ]}
          />
        </section>
        {!open && <Message tone="wait">{t('evaluation.consultation.waits')}</Message>}
        {open && status === 'asked' && (
          <div className="qx-noprint">
            <Declaration
              version={version}
              project={project.name}
              words={{
                title: t('evaluation.consultation.declareTitle'),
                text: t('evaluation.consultation.declareText'),
                noConflict: t('evaluation.consultation.noConflict'),
                declare: t('transition.consultation.declare.label'),
                recusing,
              }}
              refusal={refusal}
            />
          </div>
        )}
        {opinion && (
          <section className="qx-card qx-stack" aria-labelledby="answer-title">
            <h2 id="answer-title">{t('evaluation.consultation.answer')}</h2>
            <Opinion opinion={opinion} />
          </section>
        )}
        {material && (
          <EvaluationView
            typed={material.typed}
            budgetFen={material.budgetFen}
            scored={readEvaluation(material.typed, material.terms)}
          />
        )}
      </div>
    </RecordPage>
  )
}
