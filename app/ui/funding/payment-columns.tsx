import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount, Countdown } from '../values.tsx'
import { useProjectColumns } from './project-columns.tsx'
import { toneOf, useOffice } from './words.ts'

type Payment = {
  id: string
  amountFen: bigint
  status: string
  dueAt: Date | null
  payer: { name: string; nameEn: string }
}

/** The columns that every table of payments says alike; each table chooses and orders its own. */
export function usePaymentColumns() {
  const t = useT()
  const text = useText()
  const office = useOffice()
  return {
    ...useProjectColumns('/funding'),
    amount: {
      key: 'amount',
      label: t('funding.column.amount'),
      number: true,
      cell: ({ amountFen }: Pick<Payment, 'amountFen'>) => <Amount fen={amountFen} bare />,
    },
    payer: {
      key: 'payer',
      label: t('funding.column.payer'),
      cell: ({ payer }: Pick<Payment, 'payer'>) => office(payer),
    },
    status: {
      key: 'status',
      label: t('funding.column.status'),
      nowrap: true,
      cell: ({ status }: Pick<Payment, 'status'>) => (
        <StatusBadge tone={toneOf('payment', status)} label={text(`state.payment.${status}`)} />
      ),
    },
    due: {
      key: 'due',
      label: t('funding.column.due'),
      cell: ({ dueAt }: Pick<Payment, 'dueAt'>) => <Countdown due={dueAt} />,
    },
  }
}
