import { Link } from 'react-router'
import { documentsOf } from '#app/db/document.server.ts'
import { findPayment } from '#app/db/funding/payment.server.ts'
import { rmbUpper } from '#app/domain/kernel/numerals.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { confirmArrival } from '#app/services/funding/confirm.server.ts'
import {
  payPayment,
  receivePayment,
  returnPayment,
  withdrawPayment,
} from '#app/services/funding/pay.server.ts'
import { PaymentActs } from '#app/ui/funding/payment-acts.tsx'
import { toneOf, useOffice } from '#app/ui/funding/words.ts'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { Amount, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runFundingAct, type Services } from './acts.server.ts'
import type { Route } from './+types/payment.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const payment = await findPayment(ctx, params.id)
  return {
    payment,
    capitals: rmbUpper(payment.amountFen),
    documents: await documentsOf(ctx, 'payment', payment.id),
    today: shanghaiDay(ctx.now),
    done: url.searchParams.get('done'),
  }
}

const fields = ['receivedOn', 'paidOn', 'voucherNo', 'bank', 'account', 'arrivedOn'] as const

const services: Services<(typeof fields)[number]> = {
  receive: receivePayment,
  pay: payPayment,
  confirm: confirmArrival,
  return: returnPayment,
  withdraw: withdrawPayment,
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runFundingAct(ctxOf(context), request, {
    page: '/funding',
    id: params.id,
    services,
    fields,
    // the account is shown again to nobody
    kept: ['account'],
  })
}

export default function Payment({ loaderData, actionData }: Route.ComponentProps) {
  const { payment, documents, done } = loaderData
  const t = useT()
  const text = useText()
  const office = useOffice()
  const payer = office(payment.payer)
  const hopColumns = useHopColumns()
  return (
    <RecordPage
      number={`${payment.project.code}-${payment.number}`}
      title={payment.project.name}
      status={{ tone: toneOf('payment', payment.status), label: text(`state.payment.${payment.status}`) }}
      holder={
        payment.owner === 'finance'
          ? payer
          : payment.owner === 'applicant'
            ? payment.project.undertaker
            : text([`funding.holder.${payment.owner}`, ''])
      }
      due={payment.dueAt}
      crumbs={[{ label: t('funding.title'), to: '/funding' }]}
      side={
        <>
          <PaymentActs
            project={payment.project.name}
            version={payment.version}
            actions={payment.actions}
            closed={
              payment.elsewhere ? t('refusal.other_finance_pays', { office: payment.payer.name }) : null
            }
            today={loaderData.today}
            refused={actionData ?? null}
          />
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`funding.done.${done}`, 'funding.done.receive'])}</Message>}
        <p>{text(`funding.next.${payment.status}`, { payer })}</p>
        <PaymentFacts data={loaderData} />
        {payment.hops.length > 0 && (
          <section className="qx-stack">
            <h2>{t('funding.payment.hops')}</h2>
            <PlainTable rows={payment.hops} keyOf={({ hop }) => hop} columns={hopColumns} />
          </section>
        )}
        <section className="qx-card qx-stack">
          <h2>{t('funding.payment.history')}</h2>
          <ProjectHistory rows={payment.history} />
        </section>
      </div>
    </RecordPage>
  )
}

function PaymentFacts({ data: { payment, capitals } }: { data: Route.ComponentProps['loaderData'] }) {
  const t = useT()
  const office = useOffice()
  const { project, issue, vouchers } = payment
  const [voucher] = vouchers
  return (
    <section className="qx-card">
      <Facts
        items={[
          {
            label: t('funding.fact.project'),
            value: <Link to={`/projects/${project.id}?tab=funds`}>{project.name}</Link>,
          },
          { label: t('funding.fact.undertaker'), value: project.undertaker },
          { label: t('funding.fact.amount'), value: <Amount fen={payment.amountFen} /> },
          { label: t('funding.fact.capitals'), value: capitals },
          {
            label: t('funding.fact.documentNo'),
            value: payment.mayReadIssue ? (
              <Link to={`/funding/issues/${issue.id}`}>{issue.documentNo}</Link>
            ) : (
              issue.documentNo
            ),
          },
          { label: t('funding.fact.issuedOn'), value: issue.issuedOn },
          { label: t('funding.fact.subjectCode'), value: issue.subjectCode },
          { label: t('funding.fact.payer'), value: office(payment.payer) },
          { label: t('funding.fact.receivedOn'), value: payment.receivedOn ?? '—' },
          { label: t('funding.fact.paidOn'), value: voucher?.paidOn ?? '—' },
          { label: t('funding.fact.voucherNo'), value: voucher?.voucherNo ?? '—' },
          { label: t('funding.fact.bank'), value: voucher ? `${voucher.bank} ${voucher.account}` : '—' },
          { label: t('funding.fact.arrivedOn'), value: payment.arrivedOn ?? '—' },
        ]}
      />
    </section>
  )
}

function useHopColumns(): PlainColumn<Route.ComponentProps['loaderData']['payment']['hops'][number]>[] {
  const t = useT()
  return [
    { key: 'hop', label: t('funding.payment.steps'), cell: ({ hop }) => t(`funding.payment.hop.${hop}`) },
    {
      key: 'days',
      label: t('funding.payment.taken'),
      cell: ({ days, running }) => t(running ? 'funding.payment.running' : 'funding.payment.days', { days }),
    },
  ]
}
