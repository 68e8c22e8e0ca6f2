import { Link } from 'react-router'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT } from '../page.tsx'
import { Status } from '../scoring/status.tsx'
import { Countdown } from '../values.tsx'

type Row = {
  id: string
  status: string
  dueAt: Date | null
  year: number
  project: string
  undertaker: string
}

const unanswered: readonly string[] = ['asked', 'declared']

/** Self-evaluations on which an expert is asked for an opinion, or may still change it. */
export function ConsultationTable({ rows }: { rows: readonly Row[] }) {
  return <PlainTable rows={rows} keyOf={({ id }) => id} columns={useColumns()} />
}

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  return [
    {
      key: 'project',
      label: t('evaluation.consultation.project'),
      cell: ({ id, project, year }) => (
        <Link to={`/consultations/${id}`}>{t('evaluation.consultation.of', { project, year })}</Link>
      ),
    },
    {
      key: 'undertaker',
      label: t('evaluation.consultation.undertaker'),
      cell: ({ undertaker }) => <span>{undertaker}</span>,
    },
    {
      key: 'status',
      label: t('evaluation.consultation.status'),
      nowrap: true,
      cell: ({ status }) => <Status of="consultation" status={status} />,
    },
    {
      key: 'due',
      label: t('evaluation.consultation.due'),
      nowrap: true,
      cell: ({ status, dueAt }) => (unanswered.includes(status) ? <Countdown due={dueAt} /> : '—'),
    },
  ]
}
