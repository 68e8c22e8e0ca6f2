import { lazy, Suspense } from 'react'
import { data } from 'react-router'
import { documentsOf } from '#app/db/document.server.ts'
import { projectHistory, reportActions } from '#app/db/tracking.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isSent } from '#app/domain/tracking/workflow.ts'
import { detailsForm, reportPapers } from '#app/domain/tracking/report-details.ts'
import { deviationDays, reportReviews } from '#app/domain/tracking/report-form.ts'
import {
  reportFacts,
  reportFiles,
  reportInScope,
  reviewReport,
  submitReport,
} from '#app/services/tracking/report.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { ReportView } from '#app/ui/tracking/report-view.tsx'
import { toneOf, useHolder, usePeriod } from '#app/ui/tracking/words.ts'
import { formToRead } from '../application/form-read.server.ts'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/report.ts'
import '#app/ui/tracking/tracking.css'

const ReportWriting = lazy(async () => ({ default: (await import('./report-writing.tsx')).ReportWriting }))

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const row = await reportInScope(ctx.db.client, ctx, params.reportId)
  if (row.projectId !== params.id) throw new NotFound('report')
  const { project, form: _form, typed, ...report } = row
  const owns = project.enterpriseId === ctx.actor.enterpriseId
  const shown = owns || isSent(report.status)
  const [files, documents, history] = await Promise.all([
    shown ? reportFiles(ctx.db.client, report.id) : [],
    documentsOf(ctx, 'report', report.id),
    projectHistory(ctx, project.applicationId, report.id),
  ])
  const actions = reportActions(ctx, report.status, owns, project)
  const reading = shown && !actions.includes('save')
  return {
    report,
    typed: shown ? typed : null,
    tables: reading ? await formToRead(context, detailsForm(typed.items), typed.details) : [],
    deviations: typed.milestones.map(deviationDays),
    files: files.map(({ id, name, size }) => ({ id, name, size })),
    papers: reportPapers,
    project: {
      id: project.id,
      name: project.name,
      code: project.code,
      undertaker: project.undertaker,
      above: project.above,
    },
    facts: reportFacts(row),
    actions,
    reviews: reportReviews.filter((act) => actions.includes(act)),
    late: report.submittedAt === null && report.dueAt !== null && ctx.now > report.dueAt,
    documents,
    history,
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, reason } = await postedAct(request)
  const review = reportReviews.find((name) => name === act)
  if (!review && act !== 'submit') throw data({ code: 'bad_request' }, { status: 400 })
  const id = params.reportId
  const result = review
    ? await reviewReport(ctx, { id, version, act: review, reason })
    : await submitReport(ctx, { id, version })
  if (!result.ok) return refusalResponse(result, { act, reason })
  return redirectWithReceipt(ctx, `/projects/${params.id}/reports/${id}?done=${act}`)
}

const holders: Record<string, string> = {
  draft: 'applicant',
  returned: 'applicant',
  county_review: 'county',
}

export default function Report({ loaderData, actionData }: Route.ComponentProps) {
  const { report, typed, project, facts, actions, documents, history, done } = loaderData
  const t = useT()
  const text = useText()
  const actOf = useActOf('transition.report', report.version, actionData)
  const holderOf = useHolder()
  const period = usePeriod()
  const title = t('tracking.report.title', { period: period(report.period) })
  if (actions.includes('save') && typed)
    return (
      <Suspense>
        <ReportWriting
          key={report.version}
          report={{ ...report, typed }}
          title={title}
          project={project}
          facts={facts}
          late={loaderData.late}
          files={loaderData.files}
          papers={loaderData.papers}
          refusal={actionData?.refusal ?? null}
        />
      </Suspense>
    )
  return (
    <RecordPage
      number={project.code}
      title={`${title} · ${project.name}`}
      status={{ tone: toneOf(report.status), label: text(`state.report.${report.status}`) }}
      holder={holderOf(
        report.status === 'city_review' ? project.above : holders[report.status],
        project.undertaker,
      )}
      due={report.dueAt}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: project.name, to: `/projects/${project.id}?tab=reports` },
      ]}
      side={
        <>
          <Acts
            acts={loaderData.reviews.map((act) => ({
              ...actOf(act),
              reason: act === 'return' ? ('required' as const) : ('optional' as const),
            }))}
            refusal={actionData?.refusal}
          />
          <Documents documents={documents} />
          <section className="qx-card qx-stack">
            <h2>{t('tracking.tabs.history')}</h2>
            <ProjectHistory rows={history} />
          </section>
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`tracking.done.${done}`, 'tracking.done.submit'])}</Message>}
        {report.late && <Message tone="wait">{t('tracking.reports.late')}</Message>}
        {typed ? (
          <ReportView
            typed={typed}
            tables={loaderData.tables}
            files={loaderData.files}
            deviations={loaderData.deviations}
          />
        ) : (
          <div className="qx-empty">
            {t(report.status === 'lapsed' ? 'tracking.lapsed' : 'tracking.unsent')}
          </div>
        )}
      </div>
    </RecordPage>
  )
}
