import { Link } from 'react-router'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT, useText } from '../page.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Countdown } from '../values.tsx'
import { AlertMark, alertTone } from './alert-mark.tsx'

export type AlertLine = {
  id: string
  risk: string
  level: number
  status: string
  asked: string
  dueAt: Date | null
  raisedOn: string
  stands: boolean
}

function useRisk(owns: boolean): (risk: string) => string {
  const text = useText()
  return (risk) => text(`${owns ? 'alert.toldRisks' : 'alert.risks'}.${risk}`)
}

/** Alerts that stand, above everything else of a project: what they are about and what is asked of the undertaker. */
export function StandingAlerts({ rows, owns }: { rows: readonly AlertLine[]; owns: boolean }) {
  const t = useT()
  const text = useText()
  const riskOf = useRisk(owns)
  const standing = rows.filter(({ stands }) => stands)
  if (standing.length === 0) return null
  const frozen = standing.some(({ level }) => level === 3)
  return (
    <Message tone={frozen ? 'bad' : 'wait'}>
      {standing.map(({ id, level, risk, asked }) => (
        <p key={id}>
          <AlertMark level={level} /> <Link to={`/alerts/${id}`}>{riskOf(risk)}</Link>{' '}
          {owns && <MarkChinese>{asked || text([`alert.asks.${risk}`, ''])}</MarkChinese>}
        </p>
      ))}
      {frozen && <p>{t('alert.frozen')}</p>}
    </Message>
  )
}

/** Every alert that a project has had. */
export function AlertList({ rows, owns }: { rows: readonly AlertLine[]; owns: boolean }) {
  const t = useT()
  const columns = useColumns(owns)
  return (
    <div className="qx-stack">
      <p>
        <Link to="/alerts">{t('alert.all')}</Link>
      </p>
      <PlainTable rows={rows} keyOf={({ id }) => id} empty={t('alert.none')} columns={columns} />
    </div>
  )
}

function useColumns(owns: boolean): PlainColumn<AlertLine>[] {
  const t = useT()
  const text = useText()
  const riskOf = useRisk(owns)
  return [
    {
      key: 'risk',
      label: t('alert.column.risk'),
      cell: ({ id, risk }) => <Link to={`/alerts/${id}`}>{riskOf(risk)}</Link>,
    },
    {
      key: 'level',
      label: t('alert.column.level'),
      nowrap: true,
      cell: ({ level }) => <AlertMark level={level} />,
    },
    {
      key: 'raisedOn',
      label: t('alert.column.raisedOn'),
      nowrap: true,
      cell: ({ raisedOn }) => raisedOn,
    },
    {
      key: 'status',
      label: t('alert.column.status'),
      nowrap: true,
      cell: ({ status }) => <StatusBadge tone={alertTone(status)} label={text(`state.alert.${status}`)} />,
    },
    {
      key: 'dueAt',
      label: t('alert.column.due'),
      nowrap: true,
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
  ]
}
