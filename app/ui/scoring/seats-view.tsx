import { Form } from 'react-router'
import { useName } from '../guideline/words.ts'
import { useT, useText } from '../page.tsx'
import { DateTime } from '../values.tsx'
import { nameOf } from './pool-view.tsx'
import type { Places, SeatView } from './panel-view.ts'
import { Status } from './status.tsx'

/** Seats of the present draw, then those of earlier ones. */
export function SeatsView({ seats, places }: { seats: readonly SeatView[]; places: Places }) {
  const t = useT()
  if (seats.length === 0) return <div className="qx-empty">{t('scoring.seat.none')}</div>
  const numbers = [...new Set(seats.map(({ draw }) => draw))].sort((a, b) => b - a)
  return numbers.map((number, index) => (
    <section key={number} className="qx-card qx-stack">
      {index > 0 && <h2>{t('scoring.seat.earlier', { number })}</h2>}
      <SeatTable seats={seats.filter(({ draw }) => draw === number)} places={places} />
    </section>
  ))
}

function SeatTable({ seats, places }: { seats: readonly SeatView[]; places: Places }) {
  const t = useT()
  const text = useText()
  const name = useName()
  return (
    <div className="qx-scroll">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('scoring.seat.order')}</th>
            <th scope="col">{t('scoring.pool.name')}</th>
            <th scope="col">{t('scoring.pool.kind')}</th>
            <th scope="col">{t('scoring.seat.role')}</th>
            <th scope="col">{t('scoring.seat.answer')}</th>
            <th scope="col">{t('scoring.seat.committedAt')}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.id}>
              <td data-label={t('scoring.seat.order')}>{seat.order}</td>
              <td data-label={t('scoring.pool.name')}>
                {seat.expert.name} <small className="qx-soft">{seat.expert.employer}</small>
              </td>
              <td data-label={t('scoring.pool.kind')}>
                {text(`scoring.kind.${seat.expert.kind}`)} · {nameOf(places, seat.expert.cityCode, name)}
              </td>
              <td data-label={t('scoring.seat.role')}>
                {seat.leader
                  ? t('scoring.draw.leader')
                  : seat.role === 'member'
                    ? t('scoring.draw.member')
                    : t('scoring.draw.substitute')}
              </td>
              <td data-label={t('scoring.seat.answer')}>
                <Status of="seat" status={seat.status} />
                {seat.declineReason && <small className="qx-soft"> {seat.declineReason}</small>}
                {seat.actions.includes('miss') && <Miss seat={seat} />}
              </td>
              <td data-label={t('scoring.seat.committedAt')}>
                <DateTime at={seat.committedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Miss({ seat }: { seat: SeatView }) {
  const t = useT()
  const label = t('transition.seat.miss.label')
  return (
    <details>
      <summary>{label}</summary>
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value="miss" />
        <input type="hidden" name="seat" value={seat.id} />
        <input type="hidden" name="version" value={seat.version} />
        <label>
          {t('scoring.seat.reason')}
          <input className="qx-input" name="reason" maxLength={500} required />
        </label>
        <button className="qx-button qx-plain">{label}</button>
      </Form>
    </details>
  )
}
