import { data, Link, redirect } from 'react-router'
import { findMine } from '#app/db/scoring/mine.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { acceptSeat, commitSeat, declineSeat } from '#app/services/scoring/answer-seat.server.ts'
import { score } from '#app/i18n/format.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useT } from '#app/ui/page.tsx'
import { ConsultationTable } from '#app/ui/evaluation/consultations.tsx'
import { Invitation } from '#app/ui/scoring/invitation.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/mine.ts'
import '#app/ui/scoring/scoring.css'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  return { ...(await findMine(ctx)), reader: ctx.actor.name }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const seat = { seatId: String(form.get('seat') ?? '').slice(0, 60), version: Number(form.get('version')) }
  if (!Number.isSafeInteger(seat.version)) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await run(ctxOf(context), String(form.get('act')), seat, form)
  return result.ok ? redirect('/scoring/mine') : refusalResponse(result, { seat: seat.seatId })
}

function run(ctx: Ctx, act: string, seat: { seatId: string; version: number }, form: FormData) {
  switch (act) {
    case 'accept':
      return acceptSeat(ctx, seat)
    case 'decline':
      return declineSeat(ctx, { ...seat, reason: String(form.get('reason') ?? '').slice(0, 2000) })
    case 'commit':
      return commitSeat(ctx, { ...seat, confirmed: form.get('confirmed') === '1' })
    default:
      throw data({ code: 'bad_request' }, { status: 400 })
  }
}

const toDo: readonly string[] = ['assigned', 'scoring']

export default function Mine({ loaderData, actionData }: Route.ComponentProps) {
  const { seats, sheets, consultations, reader } = loaderData
  const t = useT()
  const open = sheets.filter((sheet) => sheet.open)
  const past = sheets.filter((sheet) => !sheet.open)
  const waiting = open.filter(({ status }) => toDo.includes(status)).length
  return (
    <>
      <PageHeader title={t('scoring.mine.title')}>
        <Link className="qx-button qx-plain" to="/scoring/profile">
          {t('expert.own.title')}
        </Link>
      </PageHeader>
      <section className="qx-stack" aria-labelledby="invitations">
        <h2 id="invitations">{t('scoring.mine.invitations')}</h2>
        {seats.length === 0 && <p className="qx-soft">{t('scoring.mine.noInvitations')}</p>}
        {seats.map((seat) => (
          <Invitation
            key={seat.id}
            seat={seat}
            reader={reader}
            refusal={actionData?.seat === seat.id ? actionData.refusal : null}
          />
        ))}
      </section>
      <section className="qx-stack qx-gap" aria-labelledby="sheets">
        <h2 id="sheets">
          {t('scoring.mine.sheets')}{' '}
          {waiting > 0 && <b className="qx-count">{t('scoring.mine.open', { count: waiting })}</b>}
        </h2>
        {open.length === 0 ? (
          <p className="qx-soft">{t('scoring.mine.noSheets')}</p>
        ) : (
          <SheetTable sheets={open} />
        )}
      </section>
      {consultations.length > 0 && (
        <section className="qx-stack qx-gap" aria-labelledby="consultations">
          <h2 id="consultations">{t('evaluation.consultation.mine')}</h2>
          <ConsultationTable rows={consultations} />
        </section>
      )}
      {past.length > 0 && (
        <section className="qx-stack qx-gap" aria-labelledby="past">
          <h2 id="past">{t('scoring.mine.past')}</h2>
          <SheetTable sheets={past} />
        </section>
      )}
    </>
  )
}

function SheetTable({ sheets }: { sheets: Route.ComponentProps['loaderData']['sheets'] }) {
  const t = useT()
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('scoring.mine.code')}</th>
            <th scope="col">{t('scoring.panel.title')}</th>
            <th scope="col">{t('scoring.panel.state')}</th>
            <th scope="col">{t('scoring.mine.left')}</th>
            <th scope="col" className="qx-number">
              {t('scoring.mine.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <MarkChinese key={sheet.id}>
              <tr>
                <td data-label={t('scoring.mine.code')}>
                  <Link to={`/scoring/sheets/${sheet.id}`}>{sheet.project}</Link>{' '}
                  <small className="qx-soft">
                    {sheet.receiptNo} · {sheet.applicant}
                  </small>
                </td>
                <td data-label={t('scoring.panel.title')}>{sheet.panel}</td>
                <td data-label={t('scoring.panel.state')}>
                  <Status of="sheet" status={sheet.status} />
                </td>
                <td data-label={t('scoring.mine.left')}>
                  {sheet.open && toDo.includes(sheet.status) ? <Countdown due={sheet.scoringEnd} /> : '—'}
                </td>
                <td className="qx-number" data-label={t('scoring.mine.total')}>
                  {sheet.totalCenti === null ? '—' : score(sheet.totalCenti)}
                </td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}
