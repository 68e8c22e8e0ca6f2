import { data, Form, Link, redirect } from 'react-router'
import { mayObject } from '#app/authorization/ability.ts'
import { has } from '#app/authorization/actor.ts'
import {
  listPlans,
  type PlanRow,
  planSorts,
  type PlanView,
  readyGuidelines,
} from '#app/db/approval/list.server.ts'
import { isPlanStrategy } from '#app/domain/approval/plan.ts'
import { draftPlan } from '#app/services/approval/draft-plan.server.ts'
import { ApprovalTabs, BudgetBar, Status } from '#app/ui/approval/parts.tsx'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { Amount } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/list.ts'
import '#app/ui/approval/approval.css'

const views = ['open', 'approved', 'discarded'] as const satisfies readonly PlanView[]

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (mayObject(ctx.actor)) throw redirect('/approval/objections')
  const query = readListQuery(url, { views, sorts: planSorts, sort: '-createdAt' })
  const view = views.find((name) => name === query.view) ?? 'open'
  const { sort, page } = query
  const [plans, ready] = await Promise.all([listPlans(ctx, { view, sort, page }), readyGuidelines(ctx)])
  return {
    plans,
    ready,
    view,
    sort,
    page,
    objections: has(ctx.actor, 'supervisor') || has(ctx.actor, 'leader'),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const guidelineId = form.get('guideline')
  const strategy = form.get('strategy')
  if (typeof guidelineId !== 'string' || guidelineId.length > 100)
    throw data({ code: 'bad_request' }, { status: 400 })
  const result = await draftPlan(ctxOf(context), {
    guidelineId,
    strategy: isPlanStrategy(strategy) ? strategy : undefined,
  })
  return result.ok
    ? redirect(`/approval/plans/${result.value.id}?done=draft`)
    : refusalResponse(result, { guidelineId })
}

export default function Approval({ loaderData, actionData }: Route.ComponentProps) {
  const { plans, ready, view, sort, page, objections } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('approval.title')}
      note={t('approval.note')}
      lead={
        <>
          <ApprovalTabs objections={objections} />
          {view === 'open' && page === 1 && <Ready {...ready} refused={actionData} />}
          <h2 className="qx-block">{t('approval.plans.title')}</h2>
        </>
      }
      views={views.map((key) => ({
        key,
        label: t(`approval.plans.views.${key}`),
        count: plans.views[key],
      }))}
      view={view}
      columns={useColumns()}
      rows={plans.rows}
      keyOf={({ id }) => id}
      sort={sort}
      page={{ number: page, size: plans.size, count: plans.count }}
      empty={t(`approval.plans.empty.${view}`)}
    />
  )
}

function useColumns(): Column<PlanRow>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'title',
      share: 3,
      sort: true,
      label: t('approval.plans.name'),
      cell: ({ id, guideline, number }) => (
        <Link to={`/approval/plans/${id}`}>
          {t('approval.planTitle', { guideline: guideline.title, number })}
        </Link>
      ),
    },
    {
      key: 'status',
      label: t('approval.plans.status'),
      nowrap: true,
      cell: ({ status }) => <Status of="plan" status={status} />,
    },
    {
      key: 'strategy',
      label: t('approval.plans.strategy'),
      cell: ({ strategy }) => text(`approval.strategy.${strategy}`),
    },
    { key: 'projects', label: t('approval.plans.projects'), number: true, cell: ({ projects }) => projects },
    {
      key: 'total',
      label: t('approval.plans.total'),
      number: true,
      cell: ({ totalFen }) => <Amount fen={totalFen} bare />,
    },
    {
      key: 'endsOn',
      sort: true,
      label: t('approval.plans.endsOn'),
      nowrap: true,
      cell: ({ endsOn }) => endsOn ?? '—',
    },
  ]
}

type Refused = Route.ComponentProps['actionData']

function Ready({
  guidelines,
  mayDraft,
  refused,
}: Route.ComponentProps['loaderData']['ready'] & { refused: Refused }) {
  const t = useT()
  const text = useText()
  return (
    <section className="qx-ready" aria-labelledby="ready-title">
      <h2 id="ready-title">{t('approval.ready.title')}</h2>
      {guidelines.length === 0 && <div className="qx-empty">{t('approval.ready.none')}</div>}
      {guidelines.map((guideline) => {
        const { id, title, waiting, reserved, inReview, openPlans, strategies } = guideline
        return (
          <article key={id} className="qx-card qx-stack">
            <MarkChinese>
              <h3>{title}</h3>
            </MarkChinese>
            <BudgetBar {...guideline} />
            <p className="qx-row qx-soft">
              <span>{t('approval.ready.waiting', { count: waiting })}</span>
              {reserved > 0 && <span>{t('approval.ready.reserved', { count: reserved })}</span>}
              {inReview > 0 && <span>{t('approval.ready.inReview', { count: inReview })}</span>}
              {openPlans > 0 && <span>{t('approval.ready.openPlans', { count: openPlans })}</span>}
            </p>
            {refused?.guidelineId === id && <RefusalMessage refusal={refused.refusal} />}
            {mayDraft && waiting + reserved > 0 && (
              <Form method="post">
                <input type="hidden" name="guideline" value={id} />
                <div className="qx-field">
                  <label htmlFor={`strategy-${id}`}>{t('approval.ready.strategy')}</label>
                  <select id={`strategy-${id}`} name="strategy" className="qx-input" defaultValue="">
                    <option value="">{t('approval.ready.announced')}</option>
                    {strategies.map((strategy) => (
                      <option key={strategy} value={strategy}>
                        {text(`approval.strategy.${strategy}`)}
                      </option>
                    ))}
                  </select>
                </div>
                <button className="qx-button" aria-label={t('approval.ready.draftOf', { guideline: title })}>
                  {t('approval.ready.draft')}
                </button>
              </Form>
            )}
          </article>
        )
      })}
    </section>
  )
}
