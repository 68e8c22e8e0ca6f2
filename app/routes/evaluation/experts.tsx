import { data } from 'react-router'
import { consultationsOf, mayConsult, readsConsultations } from '#app/db/evaluation-consultation.server.ts'
import { countsAsAsked, mostConsulted } from '#app/domain/evaluation/consultation.ts'
import { underReview } from '#app/domain/evaluation/workflow.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { askExpert, expertsToAsk, withdrawConsultation } from '#app/services/evaluation/consult.server.ts'
import { evaluationInScope } from '#app/services/evaluation/self-evaluation.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { Barred, ExpertField } from '#app/ui/evaluation/ask-expert.tsx'
import { Consultations } from '#app/ui/evaluation/consulted.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { toneOf } from '#app/ui/tracking/words.ts'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/experts.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const evaluation = await evaluationInScope(ctx.db.client, ctx, params.id)
  if (!readsConsultations(ctx) || evaluation.submittedAt === null) throw new NotFound('evaluation')
  const { id, year, status, revision, project } = evaluation
  const reviewing = underReview.some((state) => state === status)
  const consulted = await consultationsOf(ctx, id)
  const asked = consulted.filter((row) => row.revision === revision && countsAsAsked(row.status)).length
  return {
    evaluation: { id, year, status },
    project: { name: project.name, code: project.code },
    consulted,
    reviewing,
    full: asked >= mostConsulted,
    most: mostConsulted,
    choice:
      reviewing && asked < mostConsulted && mayConsult(ctx) ? await expertsToAsk(ctx, evaluation) : null,
    asks: mayConsult(ctx),
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, reason, field } = await postedAct(request)
  const [expert, consultation] = [field('expert'), field('consultation')]
  if (act !== 'ask' && act !== 'withdraw') throw data({ code: 'bad_request' }, { status: 400 })
  const result =
    act === 'ask'
      ? await askExpert(ctx, { id: params.id, expertId: expert, reason })
      : await withdrawConsultation(ctx, { evaluationId: params.id, id: consultation, version, reason })
  return result.ok
    ? redirectWithReceipt(ctx, `/evaluations/${params.id}/experts?done=${act}`)
    : refusalResponse(result, { act, reason, expert, consultation })
}

export default function Experts({ loaderData, actionData }: Route.ComponentProps) {
  const { evaluation, project, consulted, reviewing, full, most, choice, asks, done } = loaderData
  const t = useT()
  const text = useText()
  const actOf = useActOf('transition.consultation', 0, actionData)
  const closed = !reviewing
    ? t('evaluation.consultation.ended')
    : full
      ? t('evaluation.consultation.enough', { most })
      : choice?.free.length === 0
        ? t('evaluation.consultation.nobody')
        : null
  const heading = t('evaluation.heading', { year: evaluation.year })
  return (
    <RecordPage
      number={project.code}
      title={`${t('evaluation.consultation.title')} · ${project.name}`}
      status={{ tone: toneOf(evaluation.status), label: text(`state.evaluation.${evaluation.status}`) }}
      crumbs={[
        { label: t('evaluation.title'), to: '/evaluations' },
        { label: heading, to: `/evaluations/${evaluation.id}` },
      ]}
      side={
        asks && (
          <>
            <Acts
              acts={
                choice && closed === null
                  ? [
                      {
                        ...actOf('ask'),
                        reason: 'required',
                        reasonLabel: t('evaluation.consultation.reason'),
                        reasonHint: t('evaluation.consultation.reasonHint'),
                        children: <ExpertField experts={choice.free} chosen={actionData?.expert} />,
                      },
                    ]
                  : []
              }
              closed={closed === null ? [] : [{ label: actOf('ask').label, why: closed }]}
              refusal={actionData?.act === 'ask' ? actionData.refusal : null}
            />
            {choice && choice.barred.length > 0 && <Barred experts={choice.barred} />}
          </>
        )
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`evaluation.consultation.done.${done}`, ''])}</Message>}
        <p className="qx-hint">{t('evaluation.consultation.note')}</p>
        <Consultations rows={consulted} refused={actionData?.act === 'withdraw' ? actionData : null} />
      </div>
    </RecordPage>
  )
}
