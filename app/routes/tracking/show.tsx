import { Link, useSearchParams } from 'react-router'
import { projectAlerts } from '#app/db/alert.server.ts'
import { documentsOf } from '#app/db/document.server.ts'
import { projectFunds } from '#app/db/funding/ready.server.ts'
import { findProject, projectHistory } from '#app/db/tracking.server.ts'
import { reportingProjects } from '#app/domain/tracking/workflow.ts'
import { mayRaise } from '#app/services/tracking/alert.server.ts'
import { periodsToAsk } from '#app/services/tracking/ask-report.server.ts'
import { FundsSection } from '#app/ui/funding/funds.tsx'
import { Message } from '#app/ui/message.tsx'
import { useLocale, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { AlertList, StandingAlerts } from '#app/ui/tracking/alert-list.tsx'
import { AcceptanceList } from '#app/ui/tracking/acceptance-list.tsx'
import { ChangeList } from '#app/ui/tracking/change-list.tsx'
import { ContractList } from '#app/ui/tracking/contract-list.tsx'
import { EvaluationList } from '#app/ui/tracking/evaluation-list.tsx'
import { ReportList } from '#app/ui/tracking/report-list.tsx'
import { ContractContent } from '#app/ui/tracking/contract-content.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { ProjectActs } from '#app/ui/tracking/project-acts.tsx'
import { toneOf, useHolder } from '#app/ui/tracking/words.ts'
import { Amount, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runProjectAct } from './acts.server.ts'
import type { Route } from './+types/show.ts'
import '#app/ui/tracking/tracking.css'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const project = await findProject(ctx, params.id)
  const [funds, documents, history, alerts] = await Promise.all([
    projectFunds(ctx, project, project.application.guidelineVersion),
    documentsOf(ctx, 'project', project.id),
    projectHistory(ctx, project.applicationId),
    projectAlerts(ctx, project.id),
  ])
  const province = ctx.actor.level === 'province' && ctx.actor.roles.includes('handler')
  const year = Number(new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 4))
  return {
    project,
    documents,
    history,
    funds,
    alerts,
    mayRaiseAlert: mayRaise(ctx) && project.owner !== 'nobody',
    periods:
      province && reportingProjects.some((state) => state === project.status)
        ? await periodsToAsk(ctx, project.id)
        : null,
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
const tabs = [
  'overview',
  'contract',
  'funds',
  'reports',
  'alerts',
  'changes',
  'acceptance',
  'evaluation',
  'history',
] as const
type Tab = (typeof tabs)[number]

export default function Project({ loaderData, actionData }: Route.ComponentProps) {
  const { project, documents, done } = loaderData
  const t = useT()
  const text = useText()
  const holderOf = useHolder()
  const [search] = useSearchParams()
  const tab = tabs.find((key) => key === search.get('tab')) ?? 'overview'
  const counts: Partial<Record<Tab, number>> = {
    funds: loaderData.funds.payments.length,
    reports: project.reports.length,
    alerts: loaderData.alerts.length,
    changes: project.changes.length,
  }
  return (
    <RecordPage
      number={project.code}
      title={project.name}
      status={{ tone: toneOf(project.status), label: text(`state.project.${project.status}`) }}
      holder={holderOf(project.owner, project.undertaker)}
      due={project.dueAt}
      crumbs={[{ label: t('tracking.title'), to: '/projects' }]}
      tabs={tabs.map((key) => ({
        key,
        label: t(
          key === 'funds' ? 'funding.project.tab' : key === 'alerts' ? 'alert.tab' : `tracking.tabs.${key}`,
        ),
        count: counts[key],
      }))}
      tab={tab}
      side={
        <>
          <ProjectActs
            id={project.id}
            name={project.name}
            version={project.version}
            endOn={project.endOn}
            actions={project.actions}
            periods={loaderData.periods}
            mayAskEvaluation={loaderData.mayAskEvaluation}
            mayRaiseAlert={loaderData.mayRaiseAlert}
            refused={actionData}
          />
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`tracking.done.${done}`, 'tracking.done.submit'])}</Message>}
        <StandingAlerts rows={loaderData.alerts} owns={project.owns} />
        <TabContent tab={tab} data={loaderData} />
      </div>
    </RecordPage>
  )
}

function TabContent({ tab, data }: { tab: Tab; data: Data }) {
  const t = useT()
  const { project } = data
  switch (tab) {
    case 'overview':
      return <Overview data={data} />
    case 'contract':
      return (
        <div className="qx-stack">
          {project.contracts.length > 0 && (
            <p>
              <Link className="qx-button" to={`/projects/${project.id}/contract`}>
                {t('tracking.contract.open')}
              </Link>
            </p>
          )}
          <ContractList rows={project.contracts} />
        </div>
      )
    case 'funds':
      return <FundsSection funds={data.funds} />
    case 'reports':
      return <ReportList rows={project.reports} projectId={project.id} />
    case 'alerts':
      return <AlertList rows={data.alerts} owns={project.owns} />
    case 'changes':
      return <ChangeList rows={project.changes} />
    case 'acceptance':
      return <AcceptanceList rows={project.acceptances} projectId={project.id} />
    case 'evaluation':
      return <EvaluationList rows={project.evaluations} />
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
