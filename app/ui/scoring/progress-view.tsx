import { Form } from 'react-router'
import { Message } from '../message.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import type { ApplicationView, SeatView, SheetView } from './panel-view.ts'
import { Status } from './status.tsx'

const counted = ['assigned', 'scoring', 'submitted', 'unlock_requested', 'locked']
const handedIn = ['submitted', 'unlock_requested', 'locked']

type Props = {
  applications: readonly ApplicationView[]
  seats: readonly SeatView[]
  sheets: readonly SheetView[]
}

/** Applications by experts: how far each sheet is, never a mark. */
export function ProgressView({ applications, seats, sheets }: Props) {
  const t = useT()
  if (sheets.length === 0) return <div className="qx-empty">{t('scoring.progress.none')}</div>
  const experts = seats.filter(({ expert }) => sheets.some(({ expertId }) => expertId === expert.id))
  const total = sheets.filter(({ status }) => counted.includes(status)).length
  const done = sheets.filter(({ status }) => handedIn.includes(status)).length
  return (
    <section className="qx-card qx-stack">
      <h2>{t('scoring.progress.done', { done, total })}</h2>
      <progress value={done} max={Math.max(1, total)} aria-label={t('scoring.panel.progress')} />
      <p className="qx-soft">{t('scoring.progress.hidden')}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and may hold nothing else to focus */}
      <div className="qx-scroll" tabIndex={0} role="region" aria-label={t('scoring.progress.matrix')}>
        <table className="qx-table qx-matrix">
          <caption className="qx-visuallyhidden">{t('scoring.progress.matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scoring.panel.project')}</th>
              {experts.map(({ id, expert }) => (
                <MarkChinese key={id}>
                  <th scope="col">{expert.name}</th>
                </MarkChinese>
              ))}
            </tr>
          </thead>
          <tbody>
            {applications.map((application) => (
              <tr key={application.id}>
                <MarkChinese>
                  <th scope="row">{application.projectName}</th>
                </MarkChinese>
                {experts.map(({ id, expert }) => {
                  const sheet = sheets.find(
                    (one) => one.applicationId === application.id && one.expertId === expert.id,
                  )
                  return <td key={id}>{sheet ? <Cell sheet={sheet} /> : '—'}</td>
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Cell({ sheet }: { sheet: SheetView }) {
  const t = useT()
  return (
    <>
      <Status of="sheet" status={sheet.status} />
      {sheet.status === 'unlock_requested' && (
        <Message tone="wait">{t('scoring.progress.asked', { reason: sheet.unlockReason ?? '' })}</Message>
      )}
      {sheet.voidReason && (
        <small className="qx-soft">{t('scoring.void.done', { reason: sheet.voidReason })}</small>
      )}
      {sheet.actions.includes('request_unlock') && (
        <SheetAct
          sheet={sheet}
          act="request_unlock"
          label={t('scoring.unlock.ask')}
          reason={t('scoring.unlock.asked')}
        />
      )}
      {sheet.actions.includes('unlock') && (
        <SheetAct sheet={sheet} act="unlock" label={t('scoring.unlock.agree')} />
      )}
      {sheet.actions.includes('refuse_unlock') && (
        <SheetAct
          sheet={sheet}
          act="refuse_unlock"
          label={t('scoring.unlock.refuse')}
          reason={t('scoring.unlock.asked')}
        />
      )}
      {sheet.actions.includes('void') && (
        <SheetAct
          sheet={sheet}
          act="void"
          label={t('transition.sheet.void.label')}
          reason={t('scoring.void.reason')}
          consequence={t('transition.sheet.void.effect')}
        />
      )}
    </>
  )
}

function SheetAct({
  sheet,
  act,
  label,
  reason,
  consequence,
}: {
  sheet: SheetView
  act: string
  label: string
  /** label of the reason it asks */
  reason?: string
  consequence?: string
}) {
  return (
    <details>
      <summary>{label}</summary>
      <Form method="post" className="qx-stack">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="sheet" value={sheet.id} />
        <input type="hidden" name="version" value={sheet.version} />
        {consequence && <p className="qx-soft">{consequence}</p>}
        {reason && (
          <label>
            {reason}
            <input className="qx-input" name="reason" maxLength={500} required />
          </label>
        )}
        <button className="qx-button qx-plain">{label}</button>
      </Form>
    </details>
  )
}
