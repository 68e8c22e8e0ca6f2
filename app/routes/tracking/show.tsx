import { Link, useSearchParams } from 'react-router'
import { configurationOf } from '#app/db/configuration.server.ts'
import { documentsOf } from '#app/db/document.server.ts'
import { findProject, projectHistory } from '#app/db/tracking.server.ts'
import { score } from '#app/i18n/format.ts'
import { Message } from '#app/ui/messages.tsx'
import { useLocale, useT, useText } from '#app/ui/page.tsx'
import { PlainTable } from '#app/ui/plain-table.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { ContractContent } from '#app/ui/tracking/contract-content.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { ProjectActs } from '#app/ui/tracking/project-acts.tsx'
import { toneOf, usePeriod } from '#app/ui/tracking/words.ts'
import { Amount, Countdown, DateTime, DiffValue, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runProjectAct } from './acts.server.ts'
import type { Route } from './+types/show.ts'
import '#app/ui/tracking/tracking.css'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const project = await findProject(ctx, params.id)
  const application = await ctx.db.client.application.findUnique({
    where: { id: project.applicationId },
    select: { guidelineId: true, guidelineVersion: true },
  })
  const [configuration, documents, history] = await Promise.all([
    configurationOf(ctx.db, project.guidelineId, application?.guidelineVersion ?? 1),
    documentsOf(ctx, 'project', project.id),
    projectHistory(ctx, project.applicationId),
  ])
  const province = ctx.actor.level === 'province' && ctx.actor.roles.includes('handler')
  const year = Number(new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 4))
  return {
    project,
    documents,
    history,
    needsContract: configuration.tracking.contract,
    mayAskReport: province && project.status === 'in_progress',
    mayAskEvaluation:
      province &&
      ['accepted', 'paid'].includes(project.status) &&
      !project.evaluations.some((evaluation) => evaluation.year === year),
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runProjectAct(ctxOf(context), params.id, request)
}

type Data = Route.ComponentProps['loaderData']
const tabs = ['overview', 'contract', 'reports', 'changes', 'acceptance', 'evaluation', 'history'] as const
type Tab = (typeof tabs)[number]

export default function Project({ loaderData, actionData }: Route.ComponentProps) {
  const { project, documents, done } = loaderData
  const t = useT()
  const text = useText()
  const [search] = useSearchParams()
  const tab = tabs.find((key) => key === search.get('tab')) ?? 'overview'
  const counts: Partial<Record<Tab, number>> = {
    reports: project.reports.length,
    changes: project.changes.length,
  }
  return (
    <RecordPage
      number={project.code}
      title={project.name}
      status={{ tone: toneOf(project.status), label: text(`state.project.${project.status}`) }}
      holder={text([`tracking.holder.${project.owner}`, ''])}
      due={project.dueAt}
      crumbs={[{ label: t('tracking.title'), to: '/projects' }]}
      tabs={tabs.map((key) => ({ key, label: t(`tracking.tabs.${key}`), count: counts[key] }))}
      tab={tab}
      side={
        <>
          <ProjectActs
            id={project.id}
            name={project.name}
            version={project.version}
            endOn={project.endOn}
            actions={project.actions}
            needsContract={loaderData.needsContract}
            mayAskReport={loaderData.mayAskReport}
            mayAskEvaluation={loaderData.mayAskEvaluation}
            refused={actionData}
          />
          <Documents documents={documents} />
        </>
      }
    >
      {done && <Message tone="good">{text([`tracking.done.${done}`, 'tracking.done.submit'])}</Message>}
      <TabContent tab={tab} data={loaderData} />
    </RecordPage>
  )
}

function TabContent({ tab, data }: { tab: Tab; data: Data }) {
  switch (tab) {
    case 'overview':
      return <Overview data={data} />
    case 'contract':
      return <ContractTab data={data} />
    case 'reports':
      return <Reports data={data} />
    case 'changes':
      return <Changes data={data} />
    case 'acceptance':
      return <AcceptanceTab data={data} />
    case 'evaluation':
      return <EvaluationTab data={data} />
    case 'history':
      return (
        <section className="qx-card">
          <ProjectHistory rows={data.history} />
        </section>
      )
  }
}

function Overview({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  const english = useLocale() === 'en'
  const { category } = project.application.guideline
  const named = (one: { name: string; nameEn: string } | null | undefined) =>
    one ? (english && one.nameEn) || one.name : '—'
  const content = project.contracts[0]?.content
  return (
    <div className="qx-stack">
      <section className="qx-card">
        <Facts
          items={[
            { label: t('tracking.fact.undertaker'), value: project.undertaker },
            { label: t('tracking.fact.amount'), value: <Amount fen={project.amountFen} /> },
            { label: t('tracking.fact.period'), value: `${project.startOn} — ${project.endOn}` },
            { label: t('tracking.fact.mode'), value: text(`tracking.mode.${project.supportMode}`) },
            {
              label: t('tracking.fact.total'),
              value: content ? <Amount fen={content.totalInvestmentFen} /> : '—',
            },
            {
              label: t('tracking.fact.locality'),
              value: `${named(project.city)} · ${named(project.locality)}`,
            },
            {
              label: t('tracking.fact.fund'),
              value: `${named(category.fund)} ${category.fund.year} · ${named(category)}`,
            },
            {
              label: t('tracking.fact.application'),
              value: (
                <Link to={`/applications/${project.application.id}`}>
                  {project.application.receiptNo ?? t('tracking.fact.application')}
                </Link>
              ),
            },
          ]}
        />
      </section>
      {content && <ContractContent content={content} />}
    </div>
  )
}

function ContractTab({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  const [contract] = project.contracts
  if (!contract) return <div className="qx-empty">{t('tracking.contract.none')}</div>
  return (
    <div className="qx-stack">
      <p>
        <Link className="qx-button" to={`/projects/${project.id}/contract`}>
          {t('tracking.contract.open')}
        </Link>
      </p>
      <PlainTable
        rows={project.contracts}
        keyOf={({ id }) => id}
        columns={[
          { key: 'number', label: t('tracking.fact.contract'), cell: ({ number }) => number },
          { key: 'edition', label: t('tracking.fact.edition'), number: true, cell: ({ edition }) => edition },
          {
            key: 'status',
            label: t('tracking.column.status'),
            cell: ({ status }) => (
              <StatusBadge tone={toneOf(status)} label={text(`state.contract.${status}`)} />
            ),
          },
          { key: 'due', label: t('tracking.column.due'), cell: ({ dueAt }) => <Countdown due={dueAt} /> },
        ]}
      />
    </div>
  )
}

function Reports({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  const period = usePeriod()
  return (
    <PlainTable
      rows={project.reports}
      keyOf={({ id }) => id}
      empty={t('tracking.reports.none')}
      columns={[
        {
          key: 'period',
          label: t('tracking.reports.period'),
          cell: (row) => <Link to={`/projects/${project.id}/reports/${row.id}`}>{period(row.period)}</Link>,
        },
        {
          key: 'cumulative',
          label: t('tracking.reports.cumulative'),
          number: true,
          cell: ({ cumulativeFen, submittedAt }) => <Amount fen={submittedAt ? cumulativeFen : null} bare />,
        },
        {
          key: 'used',
          label: t('tracking.reports.used'),
          number: true,
          cell: ({ usedFen, submittedAt }) => <Amount fen={submittedAt ? usedFen : null} bare />,
        },
        {
          key: 'submitted',
          label: t('tracking.reports.submitted'),
          nowrap: true,
          cell: ({ submittedAt, late }) => (
            <>
              <DateTime at={submittedAt} /> {late && <b className="qx-bad">{t('tracking.reports.late')}</b>}
            </>
          ),
        },
        {
          key: 'status',
          label: t('tracking.column.status'),
          nowrap: true,
          cell: ({ status }) => <StatusBadge tone={toneOf(status)} label={text(`state.report.${status}`)} />,
        },
        { key: 'due', label: t('tracking.column.due'), cell: ({ dueAt }) => <Countdown due={dueAt} /> },
      ]}
    />
  )
}

function Changes({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  return (
    <PlainTable
      rows={project.changes}
      keyOf={({ id }) => id}
      empty={t('tracking.change.none')}
      columns={[
        {
          key: 'kind',
          label: t('tracking.change.kind'),
          cell: ({ kind }) => text(`tracking.change.kinds.${kind}`),
        },
        {
          key: 'values',
          label: `${t('tracking.change.before')} → ${t('tracking.change.after')}`,
          cell: ({ before, after }) => <DiffValue before={before} after={after} />,
        },
        { key: 'reason', label: t('tracking.change.reason'), cell: ({ reason }) => reason },
        {
          key: 'decision',
          label: t('tracking.change.decision'),
          cell: ({ approved, opinion }) => (
            <>
              {t(
                approved === null
                  ? 'tracking.change.open'
                  : approved
                    ? 'tracking.change.approved'
                    : 'tracking.change.refused',
              )}{' '}
              {opinion}
            </>
          ),
        },
      ]}
    />
  )
}

function AcceptanceTab({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  return (
    <div className="qx-stack">
      <PlainTable
        rows={project.acceptances}
        keyOf={({ id }) => id}
        empty={t('tracking.acceptance.notYet')}
        columns={[
          {
            key: 'round',
            label: t('tracking.acceptance.title'),
            cell: ({ round }) => (
              <Link to={`/projects/${project.id}/acceptance`}>
                {t('tracking.acceptance.round', { round })}
              </Link>
            ),
          },
          {
            key: 'outcome',
            label: t('tracking.acceptance.outcome'),
            cell: ({ outcome }) => (outcome ? text(`tracking.outcomes.${outcome}`) : '—'),
          },
          {
            key: 'recognised',
            label: t('tracking.acceptance.recognised'),
            number: true,
            cell: ({ recognisedFen }) => <Amount fen={recognisedFen} />,
          },
          {
            key: 'at',
            label: t('tracking.acceptance.conclude'),
            cell: ({ concludedAt }) => <DateTime at={concludedAt} />,
          },
        ]}
      />
    </div>
  )
}

function EvaluationTab({ data: { project } }: { data: Data }) {
  const t = useT()
  const text = useText()
  return (
    <PlainTable
      rows={project.evaluations}
      keyOf={({ id }) => id}
      empty={t('tracking.evaluation.none')}
      columns={[
        {
          key: 'year',
          label: t('evaluation.column.year'),
          cell: ({ id, year }) => <Link to={`/evaluations/${id}`}>{t('evaluation.heading', { year })}</Link>,
        },
        {
          key: 'score',
          label: t('evaluation.column.score'),
          number: true,
          cell: ({ scoreCenti }) => (scoreCenti === null ? '—' : score(scoreCenti)),
        },
        {
          key: 'grade',
          label: t('evaluation.column.grade'),
          cell: ({ grade }) => (grade ? text(`evaluation.grades.${grade}`) : '—'),
        },
        {
          key: 'status',
          label: t('evaluation.column.status'),
          cell: ({ status }) => (
            <StatusBadge tone={toneOf(status)} label={text(`state.evaluation.${status}`)} />
          ),
        },
      ]}
    />
  )
}
