import { useState } from 'react'
import { data, Link } from 'react-router'
import { coConfirmOf, reviewShown } from '#app/db/co-confirm.server.ts'
import { documentsOf } from '#app/db/document.server.ts'
import { opinionsAwaited } from '#app/db/evaluation-asked.server.ts'
import { expertsAwaited, readsConsultations } from '#app/db/evaluation-consultation.server.ts'
import { opinionsShown } from '#app/db/evaluation-opinion.server.ts'
import { evaluationActions } from '#app/db/evaluation.server.ts'
import { projectHistory } from '#app/db/tracking.server.ts'
import { readReviewed, reviewLines, typedReview, withReviewed } from '#app/domain/evaluation/reviewed.ts'
import { storedReview } from '#app/domain/evaluation/stored-review.ts'
import { differing } from '#app/domain/evaluation/opinion.ts'
import { readEvaluation } from '#app/domain/evaluation/form.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { adviseEvaluation } from '#app/services/evaluation/advise.server.ts'
import { coConfirmEvaluation, declineCoConfirm } from '#app/services/evaluation/co-confirm.server.ts'
import { askCoConfirm, confirmEvaluation } from '#app/services/evaluation/confirm.server.ts'
import { reviewEvaluation } from '#app/services/evaluation/review.server.ts'
import {
  evaluationInScope,
  evaluationTerms,
  submitEvaluation,
} from '#app/services/evaluation/self-evaluation.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { EvaluationForm } from '#app/ui/evaluation/form.tsx'
import { Opinions, OpinionFields } from '#app/ui/evaluation/opinions.tsx'
import { Reviewed, ReviewFields } from '#app/ui/evaluation/reviewed.tsx'
import { EvaluationView } from '#app/ui/evaluation/view.tsx'
import { FinanceCard } from '#app/ui/finance-word.tsx'
import { useJoin } from '#app/ui/guideline/words.ts'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ActHistory } from '#app/ui/tracking/act-history.tsx'
import { toneOf, useHolder } from '#app/ui/tracking/words.ts'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/show.ts'
import '#app/ui/tracking/tracking.css'

/** Being written: for nobody but the undertaker. */
const unsent: readonly string[] = ['asked', 'returned']

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const row = await evaluationInScope(ctx.db.client, ctx, params.id)
  const { project, form: _form, typed, reviewed, answer: _answer, confirmedById: _by, ...evaluation } = row
  const owns = project.enterpriseId === ctx.actor.enterpriseId
  const [documents, history, terms, coConfirm] = await Promise.all([
    documentsOf(ctx, 'evaluation', evaluation.id),
    projectHistory(ctx, project.applicationId, evaluation.id),
    evaluationTerms(ctx, row),
    coConfirmOf(ctx, row),
  ])
  const actions = evaluationActions(ctx, evaluation.status, owns).filter(
    (act) => (act !== 'confirm' && act !== 'ask_finance') || (act === 'confirm') === (coConfirm === null),
  )
  const opinions = owns || unsent.includes(evaluation.status) ? [] : await opinionsShown(ctx, evaluation)
  return {
    evaluation,
    typed: owns || !unsent.includes(evaluation.status) ? typed : null,
    project: {
      id: project.id,
      name: project.name,
      code: project.code,
      undertaker: project.undertaker,
    },
    terms,
    actions,
    opinions,
    awaited: owns
      ? []
      : [...(await opinionsAwaited(ctx, evaluation)), ...(await expertsAwaited(ctx, evaluation.id))],
    consults: evaluation.submittedAt !== null && readsConsultations(ctx),
    /** the province, and who advises it */
    reads: typed !== null && (ctx.actor.level === 'province' || actions.includes('advise')) && !owns,
    review: owns && unsent.includes(evaluation.status) ? null : reviewShown(ctx, row),
    /** what the province gave before finance disagreed, to begin with */
    before: actions.includes('return') ? storedReview(reviewed) : [],
    coConfirm,
    returned:
      evaluation.status === 'returned'
        ? (history.find(({ act }) => act === 'evaluation.return')?.reason ?? null)
        : null,
    documents,
    history,
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, reason, field, under } = await postedAct(request)
  const review = under('reviewed[')
  const base = { id: params.id, version, reason }
  const confirmation = { ...base, field: (path: string) => review[path] ?? '' }
  const said = { score: field('score'), text: field('text') }
  const runs: Record<string, () => Promise<Result<unknown>>> = {
    submit: () => submitEvaluation(ctx, base),
    pass: () => reviewEvaluation(ctx, { ...base, act: 'pass' }),
    return: () => reviewEvaluation(ctx, { ...base, act: 'return' }),
    advise: () => adviseEvaluation(ctx, { id: params.id, version, ...said }),
    confirm: () => confirmEvaluation(ctx, confirmation),
    ask_finance: () => askCoConfirm(ctx, confirmation),
    co_confirm: () => coConfirmEvaluation(ctx, base),
    decline_co_confirm: () => declineCoConfirm(ctx, base),
  }
  const run = Object.hasOwn(runs, act) ? runs[act] : undefined
  if (!run) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await run()
  return result.ok
    ? redirectWithReceipt(ctx, `/evaluations/${params.id}?done=${act}`)
    : refusalResponse(result, { act, reason, said, review })
}

const shownActs = ['pass', 'advise', 'confirm', 'ask_finance', 'co_confirm', 'decline_co_confirm', 'return']
const confirming = ['confirm', 'ask_finance']
const holders: Record<string, string> = {
  asked: 'applicant',
  returned: 'applicant',
  county_review: 'county',
  province_review: 'province',
  finance_confirm: 'finance',
}

export default function Evaluation({ loaderData, actionData }: Route.ComponentProps) {
  const { evaluation, typed, project, terms, actions, opinions, documents, history, done } = loaderData
  const t = useT()
  const text = useText()
  const actOf = useActOf('transition.evaluation', evaluation.version, actionData)
  const holderOf = useHolder()
  const join = useJoin()
  const scored = typed && readEvaluation(typed, terms)
  const [review, setReview] = useState(() => actionData?.review ?? typedReview(loaderData.before))
  const toConfirm =
    scored && withReviewed(scored, readReviewed(scored, (path) => review[path] ?? '').reviewed)
  const differs = differing(toConfirm?.grade ?? null, opinions)
  if (actions.includes('save') && typed)
    return (
      <EvaluationForm
        key={evaluation.version}
        evaluation={{ ...evaluation, typed }}
        project={project}
        returned={loaderData.returned}
        read={(typed) => readEvaluation(typed, terms)}
        refusal={actionData?.refusal ?? null}
      />
    )
  return (
    <RecordPage
      number={project.code}
      title={`${t('evaluation.heading', { year: evaluation.year })} · ${project.name}`}
      status={{ tone: toneOf(evaluation.status), label: text(`state.evaluation.${evaluation.status}`) }}
      holder={holderOf(holders[evaluation.status], project.undertaker)}
      due={evaluation.dueAt}
      crumbs={[{ label: t('evaluation.title'), to: '/evaluations' }]}
      actions={
        <Link className="qx-button qx-plain" to={`/projects/${project.id}`}>
          {t('evaluation.toProject')}
        </Link>
      }
      side={
        <>
          <Acts
            acts={shownActs
              .filter((act) => actions.includes(act))
              .map((act) => ({
                ...actOf(act),
                reason:
                  act === 'return' ||
                  act === 'decline_co_confirm' ||
                  (confirming.includes(act) && differs.length > 0)
                    ? ('required' as const)
                    : act === 'co_confirm' || confirming.includes(act)
                      ? ('optional' as const)
                      : undefined,
                ...(act === 'co_confirm' && {
                  reasonLabel: t('evaluation.coConfirm.opinion'),
                  confirm: t('evaluation.coConfirm.confirm', { project: project.name }),
                }),
                ...(confirming.includes(act) && {
                  reasonLabel: t('evaluation.opinions.reason'),
                  ...(differs.length > 0 && {
                    consequence: t('evaluation.opinions.differs', {
                      offices: join(differs.map((office) => text(`evaluation.opinions.offices.${office}`))),
                    }),
                  }),
                  children: typed && scored && toConfirm && (
                    <ReviewFields
                      typed={typed}
                      lines={reviewLines(scored)}
                      outcome={toConfirm}
                      review={review}
                      change={(path, value) => setReview((all) => ({ ...all, [path]: value }))}
                      refusal={actionData?.act === act ? actionData.refusal : null}
                    />
                  ),
                }),
                ...(act === 'advise' && {
                  children: (
                    <OpinionFields
                      own={opinions.find(({ own }) => own)}
                      typed={actionData?.act === 'advise' ? actionData.said : undefined}
                      refusal={actionData?.act === 'advise' ? actionData.refusal : null}
                    />
                  ),
                }),
              }))}
            refusal={actionData?.refusal}
          />
          <Documents documents={documents} />
          <section className="qx-card qx-stack">
            <h2>{t('tracking.tabs.history')}</h2>
            <ActHistory
              rows={history}
              labelOf={(act) => text(`transition.evaluation.${act.split('.')[1]}.label`)}
            />
          </section>
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`evaluation.done.${done}`, 'evaluation.done.submit'])}</Message>}
        <FinanceCard words="evaluation.coConfirm" found={loaderData.coConfirm} />
        {typed && scored ? (
          <>
            {loaderData.review && (
              <Reviewed
                typed={typed}
                scored={scored}
                lines={reviewLines(scored)}
                outcome={withReviewed(scored, loaderData.review.rows)}
                review={loaderData.review}
              />
            )}
            <EvaluationView typed={typed} budgetFen={evaluation.budgetFen} scored={scored} />
          </>
        ) : (
          <div className="qx-empty">{t('tracking.unsent')}</div>
        )}
        {(opinions.length > 0 || loaderData.reads) && (
          <Opinions
            opinions={opinions}
            awaited={loaderData.awaited}
            experts={loaderData.consults ? `/evaluations/${evaluation.id}/experts` : null}
          />
        )}
      </div>
    </RecordPage>
  )
}
