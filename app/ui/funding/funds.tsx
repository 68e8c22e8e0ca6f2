import { Link } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { wan } from '#app/i18n/format.ts'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount, Countdown, Facts } from '../values.tsx'
import { usePaymentColumns } from './payment-columns.tsx'
import { toneOf, useOffice } from './words.ts'

type Unit = { name: string; nameEn: string }
type Payment = {
  id: string
  number: number
  amountFen: bigint
  status: string
  dueAt: Date | null
  documentNo: string
  paidOn: string | null
  arrivedOn: string | null
  payer: Unit
}
type Clawback = { id: string; status: string; amountFen: bigint; repaidFen: bigint }
type Occasion = 'issue' | 'midterm' | 'acceptance'
export type Funds = {
  amountFen: bigint
  ceilingFen: bigint
  issuedFen: bigint
  paidFen: bigint
  planned: readonly { when: Occasion; percent: number; amountFen: bigint }[]
  payments: readonly Payment[]
  clawback: Clawback | null
  next:
    | { ok: true; value: { number: number; occasion: Occasion; amountFen: bigint } }
    | { ok: false; refusal: Refusal }
}

/** A project's money: what was issued and paid, who holds it until when, and what comes next. */
export function FundsSection({ funds }: { funds: Funds }) {
  const t = useT()
  return (
    <div className="qx-stack">
      <section className="qx-card">
        <Facts
          items={[
            { label: t('funding.project.approved'), value: <Amount fen={funds.amountFen} /> },
            { label: t('funding.project.ceiling'), value: <Amount fen={funds.ceilingFen} /> },
            { label: t('funding.project.issued'), value: <Amount fen={funds.issuedFen} /> },
            { label: t('funding.project.paid'), value: <Amount fen={funds.paidFen} /> },
          ]}
        />
      </section>
      <PlainTable
        rows={funds.payments}
        keyOf={({ id }) => id}
        empty={t('funding.project.none')}
        columns={useProjectColumns()}
      />
      {funds.clawback ? <ClawedBack clawback={funds.clawback} /> : <Next funds={funds} />}
      <section className="qx-stack">
        <h2>{t('funding.project.schedule')}</h2>
        <PlainTable rows={funds.planned} keyOf={(_, index) => String(index)} columns={usePlannedColumns()} />
      </section>
    </div>
  )
}

/** What has to come back of a project that was ended. */
function ClawedBack({ clawback: { id, status, amountFen, repaidFen } }: { clawback: Clawback }) {
  const t = useT()
  const text = useText()
  return (
    <section className="qx-card qx-stack">
      <h2>{t('funding.clawback.title')}</h2>
      <p>
        <Link to={`/funding/clawbacks/${id}`}>{t('funding.clawback.open')}</Link>{' '}
        <StatusBadge tone={toneOf('clawback', status)} label={text(`state.clawback.${status}`)} />
      </p>
      <Facts
        items={[
          { label: t('funding.clawback.due'), value: <Amount fen={amountFen} /> },
          { label: t('funding.clawback.repaidSoFar'), value: <Amount fen={repaidFen} /> },
        ]}
      />
    </section>
  )
}

function Next({ funds: { next, payments } }: { funds: Funds }) {
  const t = useT()
  const text = useText()
  const office = useOffice()
  const running = payments.filter(({ status }) => ['issued', 'received', 'paid', 'returned'].includes(status))
  const complete = !next.ok && next.refusal.code === 'instalments_all_issued'
  return (
    <section className="qx-card qx-stack">
      <h2>{t('funding.project.nextTitle')}</h2>
      {running.map(({ id, number, status, payer, dueAt }) => (
        <p key={id}>
          <Link to={`/funding/${id}`}>{t('funding.instalment', { number })}</Link>{' '}
          {text(`funding.next.${status}`, { payer: office(payer) })} <Countdown due={dueAt} />
        </p>
      ))}
      <p className="qx-soft">
        {complete
          ? t('funding.project.complete')
          : next.ok
            ? t('funding.project.nextReady', {
                number: next.value.number,
                occasion: t(`funding.occasion.${next.value.occasion}`),
                amount: wan(next.value.amountFen),
              })
            : t('funding.project.nextWaiting', {
                reason: next.refusal.words ?? '',
              })}
      </p>
    </section>
  )
}

function useProjectColumns(): PlainColumn<Payment>[] {
  const t = useT()
  const { amount, payer, status, due } = usePaymentColumns()
  return [
    {
      key: 'number',
      label: t('funding.column.instalment'),
      nowrap: true,
      cell: ({ id, number }) => <Link to={`/funding/${id}`}>{t('funding.instalment', { number })}</Link>,
    },
    { key: 'documentNo', label: t('funding.column.documentNo'), cell: ({ documentNo }) => documentNo },
    amount,
    payer,
    status,
    due,
  ]
}

function usePlannedColumns(): PlainColumn<Funds['planned'][number]>[] {
  const t = useT()
  return [
    {
      key: 'number',
      label: t('funding.column.instalment'),
      cell: (_, index) => t('funding.instalment', { number: index + 1 }),
    },
    { key: 'when', label: t('funding.column.occasion'), cell: ({ when }) => t(`funding.occasion.${when}`) },
    {
      key: 'amount',
      label: t('funding.project.planned'),
      number: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
    },
  ]
}
