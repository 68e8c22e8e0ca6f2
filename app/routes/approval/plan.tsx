import { Link, useSearchParams } from 'react-router'
import { ownCoCheckDue } from '#app/db/approval/co-check.server.ts'
import { findPlan } from '#app/db/approval/plan.server.ts'
import { documentsOf } from '#app/db/document.server.ts'
import { dueByState } from '#app/db/entered.server.ts'
import { mayIssue } from '#app/db/funding/ready.server.ts'
import { unexplainedDepartures } from '#app/domain/approval/plan.ts'
import { excess } from '#app/domain/approval/typed-amount.ts'
import { planWorkflow } from '#app/domain/approval/workflow.ts'
import type { StateRow } from '#app/domain/kernel/workflow.ts'
import { plannedDuplicates } from '#app/services/approval/duplicates.server.ts'
import { readsDuplicates } from '#app/services/review/duplicates.server.ts'
import { ItemsTable } from '#app/ui/approval/items-table.tsx'
import { BudgetBar } from '#app/ui/approval/parts.tsx'
import { PlanActs } from '#app/ui/approval/plan-acts.tsx'
import { PlanHistory } from '#app/ui/approval/plan-history.tsx'
import { Strategies } from '#app/ui/approval/strategies.tsx'
import { UnsavedRows } from '#app/ui/approval/unsaved-rows.tsx'
import { toneOf } from '#app/ui/approval/tones.ts'
import { date, score } from '#app/i18n/format.ts'
import { useAllocationFacts } from '#app/ui/guideline/allocation-terms.tsx'
import { useJoin } from '#app/ui/guideline/words.ts'
import { FinanceCard } from '#app/ui/finance-word.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runPlanAct } from './plan-acts.server.ts'
import type { Route } from './+types/plan.ts'
import '#app/ui/approval/approval.css'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const plan = await findPlan(ctx, params.id)
  const { totalFen, availableFen } = plan.budget
  return {
    plan,
    over: plan.status === 'draft' && totalFen > availableFen ? excess(totalFen, availableFen) : null,
    duplicates: await plannedDuplicates(
      ctx,
      plan.items.map(({ applicationId }) => applicationId),
    ),
    compares: readsDuplicates(ctx),
    documents: await documentsOf(ctx, 'plan', plan.id),
    departures: unexplainedDepartures(
      plan.items.map((item) => ({ ...item, scoreCenti: item.scoreCenti ?? 0 })),
      plan.passLine ?? 0,
    ).length,
    mayIssue: plan.items.some(({ status }) => status === 'approved') && mayIssue(ctx),
    publicityOver: plan.publicityEnd !== null && ctx.now >= plan.publicityEnd,
    due:
      plan.status === 'publicity'
        ? plan.publicityEnd
        : ((await ownCoCheckDue(ctx, plan)) ??
          (await dueByState(ctx.db, 'plan', [plan])).get(plan.id) ??
          null),
    owner: Object.entries<StateRow>(planWorkflow.states).find(([name]) => name === plan.status)?.[1].owner,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runPlanAct(ctxOf(context), params.id, request)
}

const tabs = ['items', 'strategies', 'documents', 'history'] as const

export default function Plan({ loaderData, actionData }: Route.ComponentProps) {
  const { plan, departures, documents, publicityOver, due, owner } = loaderData
  const t = useT()
  const text = useText()
  const [query] = useSearchParams()
  const shown = tabs.filter((name) => name !== 'strategies' || plan.actions.includes('edit'))
  const tab = shown.find((name) => name === query.get('tab')) ?? 'items'
  const title = t('approval.planTitle', { guideline: plan.guideline.title, number: plan.number })
  const { budget } = plan
  const done = query.get('done')
  return (
    <RecordPage
      title={title}
      status={{ tone: toneOf('plan', plan.status), label: text(`state.plan.${plan.status}`) }}
      holder={text([`approval.plan.holder.${owner}`, ''])}
      due={due}
      crumbs={[{ label: t('approval.title'), to: '/approval' }]}
      tabs={shown.map((key) => ({
        key,
        label: t(`approval.plan.tabs.${key}`),
        ...(key === 'items' ? { count: plan.items.length } : {}),
        ...(key === 'documents' ? { count: documents.length } : {}),
      }))}
      tab={tab}
      actions={
        <>
          {plan.postedOn && (
            <Link className="qx-button qx-plain" to={`/publicity/${plan.id}`}>
              {t('approval.plan.publicPage')}
            </Link>
          )}
          {loaderData.mayIssue && (
            <Link className="qx-button" to={`/funding/issues/new?plan=${plan.id}`}>
              {t('funding.toIssue')}
            </Link>
          )}
        </>
      }
      side={
        <>
          <UnsavedRows>
            <PlanActs
              plan={plan}
              title={title}
              departures={departures}
              over={loaderData.over}
              publicityOver={publicityOver}
              refused={actionData ?? null}
            />
          </UnsavedRows>
          {plan.status !== 'discarded' && <FinanceCard words="approval.plan.coCheck" found={plan.coCheck} />}
          <PlanFacts plan={plan} />
        </>
      }
    >
      <div className="qx-stack">
        {done && (
          <Message tone="good">
            {text(`approval.plan.done.${done}`, {
              approved: query.get('approved') ?? '0',
              left: query.get('left') ?? '0',
            })}
          </Message>
        )}
        {tab === 'items' && (
          <div className="qx-stack">
            <section className="qx-card" aria-label={t('approval.budget.title')}>
              <BudgetBar
                budgetFen={budget.budgetFen}
                committedFen={budget.committedFen}
                planFen={plan.status === 'draft' ? budget.totalFen : 0n}
              />
            </section>
            <p className="qx-soft">
              {plan.passLine === null
                ? t('approval.plan.noReview')
                : t('approval.plan.passLine', { line: score(plan.passLine) })}
            </p>
            <ItemsTable
              items={plan.items.map((item) => ({
                ...item,
                duplicates: loaderData.duplicates[item.applicationId] ?? [],
              }))}
              compares={loaderData.compares}
              version={plan.version}
              editable={plan.actions.includes('edit')}
              totalFen={budget.totalFen}
              refused={actionData ?? null}
            />
          </div>
        )}
        {tab === 'strategies' && (
          <Strategies
            items={plan.items}
            previews={plan.previews}
            current={plan.strategy}
            announced={plan.announced}
            version={plan.version}
          />
        )}
        {tab === 'documents' && (
          <section className="qx-card qx-stack">
            {documents.length === 0 && <p className="qx-soft">{t('approval.plan.noDocuments')}</p>}
            {documents.map(({ id, title, format, createdAt, ...initial }) => (
              <JobProgress
                key={id}
                documentId={id}
                title={`${title} (${format.toUpperCase()})`}
                at={createdAt}
                initial={initial}
              />
            ))}
          </section>
        )}
        {tab === 'history' && <PlanHistory entries={plan.history} />}
      </div>
    </RecordPage>
  )
}

function PlanFacts({ plan }: { plan: Route.ComponentProps['loaderData']['plan'] }) {
  const t = useT()
  const join = useJoin()
  const terms = useAllocationFacts(plan.allocation, plan.units)
  const { publicity } = plan
  const posted = {
    from: plan.postedOn ?? '',
    to: plan.endsOn ?? '',
    n: publicity.n,
    unit: t(`approval.plan.unit.${publicity.unit}`),
  }
  return (
    <section className="qx-card">
      <Facts
        items={[
          {
            label: t('approval.plans.guideline'),
            value: <Link to={`/guidelines/${plan.guideline.id}`}>{plan.guideline.title}</Link>,
            wide: true,
          },
          { label: t('approval.plans.strategy'), value: t(`approval.strategy.${plan.strategy}`), wide: true },
          ...terms.map((fact, at) => (at === 0 ? { ...fact, label: t('approval.plan.callSays') } : fact)),
          { label: t('approval.plan.createdAt'), value: <DateTime at={plan.createdAt} /> },
          ...(plan.minutesNo
            ? [
                { label: t('approval.plan.minutesNo'), value: plan.minutesNo, wide: true },
                {
                  label: t('approval.plan.meetingDay'),
                  value: plan.meetingAt ? date(plan.meetingAt) : '—',
                },
                { label: t('approval.plan.attendees'), value: join(plan.attendees), wide: true },
                { label: t('approval.plan.decidedBy'), value: plan.decidedBy ?? '—' },
                {
                  label: t('approval.plan.posted'),
                  value: t('approval.plan.postedLine', posted),
                  wide: true,
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
