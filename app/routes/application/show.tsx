import { Link, useSearchParams } from 'react-router'
import { hasActs } from '#app/db/acts.server.ts'
import { applicationRecord } from '#app/db/application-record.server.ts'
import { approvalActs } from '#app/db/approval/application.server.ts'
import { documentsOf } from '#app/db/document.server.ts'
import { openReopenings } from '#app/db/review/decision-due.server.ts'
import { unansweredWithdrawals } from '#app/db/review/withdrawals.server.ts'
import { levelOfNode } from '#app/domain/application/chain-nodes.ts'
import { applicationWorkflow } from '#app/domain/application/workflow.ts'
import { askedSlots } from '#app/domain/guideline/attachment-slot.ts'
import { appealEnd } from '#app/services/application/appeal.server.ts'
import { recallRefused } from '#app/services/application/recall.server.ts'
import { withdrawalOf } from '#app/services/application/withdraw.server.ts'
import { officeActs } from '#app/services/review/acts.server.ts'
import { judgedDuplicates } from '#app/services/review/duplicates.server.ts'
import { ApplicantActs } from '#app/ui/application/acts.tsx'
import { ApprovalActs } from '#app/ui/approval/application-acts.tsx'
import { ChangesOfEdition } from '#app/ui/application/changes.tsx'
import { History } from '#app/ui/application/history.tsx'
import { Corrections, Opinions } from '#app/ui/application/opinions.tsx'
import { RuleResults } from '#app/ui/application/rule-results.tsx'
import { toneOf, useStateName } from '#app/ui/application/words.ts'
import { FileList } from '#app/ui/file-list.tsx'
import { FormView } from '#app/ui/form/form-view.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Message } from '#app/ui/message.tsx'
import { useLocale, useName, useT, useText } from '#app/ui/page.tsx'
import { ReviewActs } from '#app/ui/review/acts.tsx'
import { JudgedDuplicates } from '#app/ui/review/duplicates.tsx'
import { SkipReviewAct } from '#app/ui/scoring/skip-review-act.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Amount, Countdown, DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runApplicationAct } from './acts.server.ts'
import { changesToRead, formToRead } from './form-read.server.ts'
import { slotsIn } from './words.ts'
import type { Route } from './+types/show.ts'

const negative = ['rejected', 'not_approved']

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const record = await applicationRecord(ctx, params.id)
  const { application, configuration, own } = record
  const tx = ctx.db.client
  const [documents, withdrawal, review, duplicates, appealUntil, reopenings, unanswered] = await Promise.all([
    documentsOf(ctx, 'application', application.id),
    withdrawalOf(tx, application.id),
    own ? null : officeActs(ctx, application.id),
    judgedDuplicates(ctx, application.id),
    own && negative.includes(application.status) ? appealEnd(tx, ctx.db, application.id) : null,
    own || !isFinal(application.status) ? null : openReopenings(ctx.db, [application.id]),
    unansweredWithdrawals(ctx.db),
  ])
  const asked = unanswered.find(({ applicationId }) => applicationId === application.id)
  return {
    id: application.id,
    own,
    name: application.projectName,
    receiptNo: application.receiptNo,
    version: application.version,
    status: application.status,
    applicantName: application.applicantName,
    unit: record.unit,
    channel: application.channel,
    guideline: { id: application.guidelineId, title: configuration.title },
    totalInvestmentFen: application.totalInvestmentFen,
    requestedFen: application.requestedFen,
    submittedAt: application.submittedAt,
    dueAt: application.dueAt,
    definition: record.definition,
    attachments: askedSlots(configuration, record.form),
    sections:
      tabOf(url.searchParams) === 'form' ? await formToRead(context, record.definition, record.form) : [],
    files: record.files.map(({ id, slot, name, size }) => ({ id, slot, name, size })),
    edition: record.editions.at(-1) ?? null,
    changes: await Promise.all(
      record.changes.map(async (edition) => ({
        ...edition,
        changes: await changesToRead(context, edition.changes),
      })),
    ),
    run: record.run,
    opinions: record.opinions,
    corrections: record.corrections,
    appeals: record.appeals,
    documents,
    timeline: record.timeline,
    acts: hasActs(ctx),
    holder: record.holder,
    coming: record.coming,
    final: isFinal(application.status),
    actions: record.actions,
    recallRefused:
      own && record.actions.includes('recall') ? recallRefused(ctx, configuration, application) : null,
    withdrawal,
    answerUntil: asked?.dueAt ?? null,
    review,
    duplicates,
    reopening: reopenings?.get(application.id) ?? null,
    maySkipReview: record.maySkipReview,
    approval: approvalActs(ctx.actor, application.status),
    consents: record.mayConsent && levelOfNode(withdrawal.recommendedAt) === ctx.actor.level,
    appealUntil: appealUntil && appealUntil >= ctx.now ? appealUntil : null,
    editable: own && ['draft', 'returned'].includes(application.status),
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runApplicationAct(ctxOf(context), params.id, request)
}

type Data = Route.ComponentProps['loaderData']
const tabs = ['form', 'attachments', 'rules', 'opinions', 'changes', 'documents', 'history'] as const

function tabOf(search: URLSearchParams): (typeof tabs)[number] {
  return tabs.find((key) => key === search.get('tab')) ?? 'form'
}

export default function Application({ loaderData, actionData }: Route.ComponentProps) {
  const { id, own, name, status, holder, editable, done, receiptNo } = loaderData
  const t = useT()
  const nameOf = useName()
  const text = useText()
  const stateName = useStateName(own)
  // what an office did has its own words beside the acts
  const did = done && (own || done === 'withdrawal_consent') && text([`application.did.${done}`, ''])
  const [search] = useSearchParams()
  const tab = tabOf(search)
  const counts: Partial<Record<(typeof tabs)[number], number>> = {
    attachments: loaderData.files.length,
    opinions: loaderData.opinions.length,
    changes: loaderData.changes.length,
    documents: loaderData.documents.length,
  }
  return (
    <RecordPage
      number={receiptNo}
      title={name || t('application.unnamed')}
      status={{ tone: toneOf(status), label: stateName(status) }}
      holder={
        (holder.name && nameOf(holder.name)) ??
        text([`common.level.${holder.owner}`, `common.role.${holder.owner}`, 'common.none'])
      }
      due={loaderData.dueAt}
      crumbs={[{ label: t('application.title'), to: '/applications' }]}
      tabs={tabs.map((key) => ({ key, label: t(`application.record.tabs.${key}`), count: counts[key] }))}
      tab={tab}
      actions={
        editable && (
          <>
            <Link className="qx-button" to={`/applications/${id}/form`}>
              {t(status === 'returned' ? 'application.form.correct' : 'application.form.edit')}
            </Link>
            <Link className="qx-button qx-plain" to={`/applications/${id}/check`}>
              {t('application.form.check')}
            </Link>
            <Link className="qx-button qx-plain" to={`/applications/${id}/submit`}>
              {t('application.form.toSubmit')}
            </Link>
          </>
        )
      }
      side={<Side loaderData={loaderData} refused={actionData} />}
    >
      {done === 'submit' && receiptNo && (
        <Message tone="good">{t('application.submit.done', { receipt: receiptNo })}</Message>
      )}
      {done === 'already' && receiptNo && (
        <Message tone="good">{t('application.submit.already', { receipt: receiptNo })}</Message>
      )}
      {did && <Message tone="good">{did}</Message>}
      <Tab tab={tab} data={loaderData} />
    </RecordPage>
  )
}

function Side({ loaderData, refused }: { loaderData: Data; refused: Route.ComponentProps['actionData'] }) {
  const t = useT()
  const nameOf = useName()
  const { edition, channel, approval, reopening } = loaderData
  return (
    <>
      <ApplicantActs {...loaderData} refused={refused} />
      <ReviewActs acts={loaderData.review} done={loaderData.done} />
      {loaderData.maySkipReview && <SkipReviewAct version={loaderData.version} refused={refused ?? null} />}
      {approval.length > 0 && (
        <ApprovalActs
          application={{ projectName: loaderData.name, version: loaderData.version, actions: approval }}
          action={`/approval/applications/${loaderData.id}`}
          refused={null}
        />
      )}
      <section className="qx-card">
        <Facts
          items={[
            {
              label: t('application.record.guideline'),
              value: <Link to={`/guidelines/${loaderData.guideline.id}`}>{loaderData.guideline.title}</Link>,
              wide: true,
            },
            { label: t('application.columns.applicant'), value: loaderData.applicantName, wide: true },
            {
              label: t('application.channel.title'),
              value: t(channel === 'direct' ? 'application.channel.direct' : 'application.channel.local'),
            },
            { label: t('application.columns.unit'), value: nameOf(loaderData.unit) },
            {
              label: t('application.columns.total'),
              value: <Amount fen={loaderData.totalInvestmentFen} bare />,
            },
            {
              label: t('application.columns.requested'),
              value: <Amount fen={loaderData.requestedFen} bare />,
            },
            { label: t('application.record.submittedAt'), value: <DateTime at={loaderData.submittedAt} /> },
            ...(reopening
              ? [
                  {
                    label: t('application.record.ask_reopening'),
                    value: <DateTime at={reopening.askedAt} />,
                    wide: true,
                  },
                  {
                    label: t('application.record.reopeningDue'),
                    value: <Countdown due={reopening.dueAt} />,
                    wide: true,
                  },
                ]
              : []),
            ...(loaderData.answerUntil
              ? [
                  {
                    label: t('application.withdrawal.answerUntil'),
                    value: <Countdown due={loaderData.answerUntil} />,
                    wide: true,
                  },
                ]
              : []),
            ...(edition
              ? [
                  {
                    label: t('application.record.snapshot'),
                    value: t('application.record.snapshotLine', {
                      number: edition.number,
                      hash: edition.sha256.slice(0, 16),
                    }),
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
      </section>
    </>
  )
}

function Tab({ tab, data }: { tab: (typeof tabs)[number]; data: Data }) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  switch (tab) {
    case 'form':
      return (
        <section className="qx-card">
          <FormView
            sections={data.sections}
            marked={
              new Set(data.corrections.filter(({ resolvedAt }) => !resolvedAt).map(({ field }) => field))
            }
          />
        </section>
      )
    case 'attachments':
      return (
        <section className="qx-card qx-stack">
          {slotsIn(data.attachments, language).map(({ key, name }) => (
            <section key={key} className="qx-slot">
              <h3>{name}</h3>
              <FileList files={data.files.filter(({ slot }) => slot === key)} />
            </section>
          ))}
        </section>
      )
    case 'rules':
      return (
        <section className="qx-card">
          <RuleResults run={data.run} />
        </section>
      )
    case 'opinions':
      return (
        <section className="qx-card qx-stack">
          <Corrections rows={data.corrections} definition={data.definition} attachments={data.attachments} />
          {data.duplicates.length > 0 && <JudgedDuplicates id={data.id} rows={data.duplicates} />}
          <Opinions rows={data.opinions} appeals={data.appeals} own={data.own} />
        </section>
      )
    case 'changes':
      return (
        <section className="qx-card qx-stack">
          {data.changes.length === 0 && <p className="qx-soft">{t('application.record.noChanges')}</p>}
          {data.changes.toReversed().map(({ number, ...edition }) => (
            <section key={number} className="qx-stack">
              <h2>{t('application.record.changesOf', { number })}</h2>
              <ChangesOfEdition {...edition} />
            </section>
          ))}
        </section>
      )
    case 'documents':
      return (
        <section className="qx-card qx-stack">
          {data.documents.length === 0 && <p className="qx-soft">{t('application.record.noDocuments')}</p>}
          {data.documents.map(({ id, title, createdAt, ...initial }) => (
            <JobProgress key={id} documentId={id} title={title} at={createdAt} initial={initial} />
          ))}
        </section>
      )
    case 'history':
      return (
        <section className="qx-card qx-stack">
          {data.acts && (
            <p>
              <Link to={`/acts?dossier=application:${data.id}`}>{t('office.acts.ofDossier')}</Link>
            </p>
          )}
          <History
            rows={data.timeline}
            holder={data.holder.name}
            status={data.status}
            due={data.dueAt}
            final={data.final}
            coming={data.coming}
            own={data.own}
          />
        </section>
      )
  }
}

function isFinal(status: string): boolean {
  return Object.entries(applicationWorkflow.states).some(
    ([name, state]) => name === status && 'final' in state,
  )
}
