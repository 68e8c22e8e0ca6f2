import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { ActPanel } from '../act-panel.tsx'
import { SelectField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useName, useT, useText } from '../page.tsx'
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
      {index === 0 && <p className="qx-soft">{t('scoring.seat.following')}</p>}
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
            <MarkChinese key={seat.id}>
              <tr>
                <td data-label={t('scoring.seat.order')}>{seat.order}</td>
                <td data-label={t('scoring.pool.name')}>
                  {seat.expert.name} <small className="qx-soft">{seat.expert.employer}</small>
                </td>
                <td data-label={t('scoring.pool.kind')} className="qx-nowrap">
                  {text(`scoring.kind.${seat.expert.kind}`)} · {nameOf(places, seat.expert.cityCode, name)}
                </td>
                <td data-label={t('scoring.seat.role')} className="qx-nowrap">
                  {seat.designation
                    ? t('scoring.seat.designated')
                    : seat.leader
                      ? t('scoring.draw.leader')
                      : seat.role === 'member'
                        ? t('scoring.draw.member')
                        : t('scoring.draw.substitute')}
                </td>
                <td data-label={t('scoring.seat.answer')}>
                  <Status of="seat" status={seat.status} />
                  {seat.declineReason && <small className="qx-soft"> {seat.declineReason}</small>}
                  {seat.designation && <Designation designation={seat.designation} />}
                  {seat.actions.includes('approve_designation') && (
                    <SeatAct seat={seat} act="approve_designation" consequence />
                  )}
                  {seat.actions.includes('refuse_designation') && (
                    <SeatAct seat={seat} act="refuse_designation" reason />
                  )}
                  {seat.actions.includes('miss') && <SeatAct seat={seat} act="miss" reason />}
                </td>
                <td data-label={t('scoring.seat.committedAt')} className="qx-nowrap">
                  <DateTime at={seat.committedAt} />
                </td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Why somebody sits here who was not drawn, and who answers for it. */
function Designation({ designation }: { designation: NonNullable<SeatView['designation']> }) {
  const t = useT()
  const { reason, asker, approver } = designation
  return (
    <p className="qx-soft">
      {t('scoring.seat.designatedWhy', { reason })}
      <br />
      {approver === null
        ? t('scoring.seat.designatedAsked', { asker })
        : t('scoring.seat.designatedBy', { asker, approver })}
    </p>
  )
}

function SeatAct({
  seat,
  act,
  reason = false,
  consequence = false,
}: {
  seat: SeatView
  act: 'miss' | 'approve_designation' | 'refuse_designation'
  reason?: boolean
  consequence?: boolean
}) {
  const t = useT()
  const label = t(`transition.seat.${act}.label`)
  return (
    <details>
      <summary>{label}</summary>
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="seat" value={seat.id} />
        <input type="hidden" name="version" value={seat.version} />
        {consequence && <p className="qx-soft">{t(`transition.seat.${act}.effect`)}</p>}
        {reason && (
          <label>
            {t('scoring.seat.reason')}
            <input className="qx-input" name="reason" maxLength={500} required />
          </label>
        )}
        <button className="qx-button qx-plain">{label}</button>
      </Form>
    </details>
  )
}

/** The act by which the organiser names somebody, once the drawn order has ended and a place is open. */
export function DesignateAct({
  experts,
  refused,
}: {
  experts: readonly { id: string; name: string; employer: string; kind: string }[]
  refused: { act?: string; typed?: { expertId: string; reason: string }; refusal: Refusal } | null
}) {
  const t = useT()
  const text = useText()
  const mine = refused?.act === 'designate' ? refused : null
  return (
    <section className="qx-card qx-stack" aria-labelledby="designate">
      <h2 id="designate">{t('scoring.seat.designate')}</h2>
      {experts.length === 0 ? (
        <p className="qx-soft">{t('scoring.seat.nobody')}</p>
      ) : (
        <ActPanel
          name="designate"
          label={t('transition.seat.designate.label')}
          consequence={t('transition.seat.designate.effect')}
          version={0}
          reason="required"
          refusal={mine?.refusal}
          typedReason={mine?.typed?.reason}
        >
          <SelectField
            name="expert"
            label={t('scoring.seat.chooseExpert')}
            hint={t('scoring.seat.chooseHint')}
            required
            defaultValue={mine?.typed?.expertId}
            choices={experts.map(({ id, name, employer, kind }) => ({
              value: id,
              label: `${name} · ${employer} · ${text(`scoring.kind.${kind}`)}`,
            }))}
          />
        </ActPanel>
      )}
    </section>
  )
}
