import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { dateTime } from '#app/i18n/format.ts'
import { CheckField, TextField } from '../field.tsx'
import { RefusalMessage } from '../messages.tsx'
import { useT } from '../page.tsx'
import { Countdown } from '../values.tsx'
import { Status } from './status.tsx'

type Seat = {
  id: string
  version: number
  status: string
  committedAt: Date | null
  dueAt: Date | null
  panel: string
  guideline: string
  actions: readonly string[]
}

const clauses = ['independent', 'conflict', 'secrecy', 'contact', 'supervision'] as const

/** An invitation to answer, then the commitment of B.5 to sign. */
export function Invitation({
  seat,
  reader,
  refusal,
}: {
  seat: Seat
  reader: string
  refusal: Refusal | null
}) {
  const t = useT()
  return (
    <article className="qx-card qx-stack">
      <h3>
        {t('scoring.mine.drawn', { panel: seat.panel })} <Status of="seat" status={seat.status} />
      </h3>
      <p className="qx-soft">{seat.guideline}</p>
      {seat.dueAt && (
        <p>
          {t('common.labelled', { label: t('scoring.mine.answerBy') })}
          <Countdown due={seat.dueAt} />
        </p>
      )}
      <RefusalMessage refusal={refusal} />
      {seat.status === 'committed' && (
        <p>{t('scoring.mine.committed', { time: seat.committedAt ? dateTime(seat.committedAt) : '' })}</p>
      )}
      {seat.actions.includes('accept') && (
        <Form method="post" className="qx-row">
          <Hidden seat={seat} act="accept" />
          <button className="qx-button">{t('transition.seat.accept.label')}</button>
          <span className="qx-soft">{t('scoring.mine.acceptFirst')}</span>
        </Form>
      )}
      {seat.actions.includes('commit') && <Commitment seat={seat} reader={reader} />}
      {seat.actions.includes('decline') && (
        <details>
          <summary>{t('transition.seat.decline.label')}</summary>
          <Form method="post" className="qx-stack">
            <Hidden seat={seat} act="decline" />
            <p className="qx-soft">{t('transition.seat.decline.effect')}</p>
            <TextField name="reason" label={t('common.record.reason')} lines={2} maxLength={2000} required />
            <button className="qx-button qx-plain">{t('transition.seat.decline.label')}</button>
          </Form>
        </details>
      )}
    </article>
  )
}

function Commitment({ seat, reader }: { seat: Seat; reader: string }) {
  const t = useT()
  return (
    <Form method="post" className="qx-stack qx-declare">
      <Hidden seat={seat} act="commit" />
      <fieldset className="qx-stack">
        <legend>{t('scoring.commitment.title')}</legend>
        <ol className="qx-numbered">
          {clauses.map((clause) => (
            <li key={clause}>{t(`scoring.commitment.clauses.${clause}`)}</li>
          ))}
        </ol>
        <p className="qx-soft">{t('scoring.commitment.signer', { name: reader })}</p>
        <CheckField name="confirmed" label={t('scoring.commitment.confirm')} required />
        <button className="qx-button">{t('scoring.commitment.sign')}</button>
      </fieldset>
    </Form>
  )
}

function Hidden({ seat, act }: { seat: Seat; act: string }) {
  return (
    <>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="seat" value={seat.id} />
      <input type="hidden" name="version" value={seat.version} />
    </>
  )
}
