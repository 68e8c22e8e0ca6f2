import { data, Link } from 'react-router'
import { documentsOf } from '#app/db/document.server.ts'
import { findIssue } from '#app/db/funding/issue.server.ts'
import { rmbUpper } from '#app/domain/kernel/numerals.ts'
import { approveIssue, rejectIssue } from '#app/services/funding/approve-issue.server.ts'
import { IssueActs } from '#app/ui/funding/issue-acts.tsx'
import { usePaymentColumns } from '#app/ui/funding/payment-columns.tsx'
import { toneOf } from '#app/ui/funding/words.ts'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { Amount, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/issue.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const issue = await findIssue(ctx, params.id)
  const documents = await documentsOf(ctx, 'issue', issue.id)
  return {
    issue,
    capitals: rmbUpper(issue.totalFen),
    documents: documents.map((one) => ({ ...one, title: `${one.title} (${one.format.toUpperCase()})` })),
    done: url.searchParams.get('done'),
  }
}

const services = { issue: approveIssue, reject: rejectIssue } as const

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const act = form.get('act')
  const version = Number(form.get('version'))
  if ((act !== 'issue' && act !== 'reject') || !Number.isSafeInteger(version))
    throw data({ code: 'bad_request' }, { status: 400 })
  const reason = String(form.get('reason') ?? '').slice(0, 2000)
  const result = await services[act](ctx, { id: params.id, version, reason })
  return result.ok
    ? redirectWithReceipt(ctx, `/funding/issues/${params.id}?done=${act}`)
    : refusalResponse(result, { act, reason })
}

export default function Issue({ loaderData, actionData }: Route.ComponentProps) {
  const { issue, capitals, documents, done } = loaderData
  const t = useT()
  const text = useText()
  return (
    <RecordPage
      number={issue.documentNo}
      title={t('funding.issue.title', { documentNo: issue.documentNo })}
      status={{ tone: toneOf('issue', issue.status), label: text(`state.issue.${issue.status}`) }}
      holder={issue.status === 'proposed' ? t('funding.holder.province') : null}
      due={issue.status === 'proposed' ? issue.dueAt : null}
      crumbs={[
        { label: t('funding.title'), to: '/funding' },
        { label: t('funding.issues.title'), to: '/funding/issues' },
      ]}
      side={
        <>
          <IssueActs issue={issue} refused={actionData ?? null} />
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`funding.done.${done}`, 'funding.done.propose'])}</Message>}
        <section className="qx-card">
          <Facts
            items={[
              { label: t('funding.fact.guideline'), value: issue.guideline.title, wide: true },
              { label: t('funding.fact.total'), value: <Amount fen={issue.totalFen} /> },
              { label: t('funding.fact.capitals'), value: capitals },
              { label: t('funding.fact.issuedOn'), value: issue.issuedOn },
              { label: t('funding.fact.subjectCode'), value: issue.subjectCode },
              { label: t('funding.fact.draftedBy'), value: issue.draftedBy },
              { label: t('funding.fact.approvedBy'), value: issue.approvedBy ?? '—' },
            ]}
          />
        </section>
        <h2>{t('funding.issue.items')}</h2>
        {issue.held.length > 0 && (
          <Message tone="wait">
            {t('funding.issue.held')}
            <ul>
              {issue.held.map(({ id, name }) => (
                <li key={id}>
                  <Link to={`/projects/${id}?tab=alerts`}>{name}</Link>
                </li>
              ))}
            </ul>
          </Message>
        )}
        <PlainTable
          rows={issue.payments}
          keyOf={({ id }) => id}
          columns={useColumns()}
          total={{ project: t('funding.fact.total'), amount: <Amount fen={issue.totalFen} bare /> }}
        />
        {issue.status === 'issued' && (
          <p>
            <Link className="qx-button qx-plain" to={`/funding?issue=${issue.id}`}>
              {t('funding.title')}
            </Link>
          </p>
        )}
      </div>
    </RecordPage>
  )
}

type Row = Route.ComponentProps['loaderData']['issue']['payments'][number]

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  const { project, undertaker, amount, payer, status } = usePaymentColumns()
  return [
    project,
    undertaker,
    {
      key: 'number',
      label: t('funding.column.instalment'),
      nowrap: true,
      cell: ({ number }) => t('funding.instalment', { number }),
    },
    amount,
    payer,
    status,
  ]
}
