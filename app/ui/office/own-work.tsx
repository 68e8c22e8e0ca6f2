import { Link } from 'react-router'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'
import { StatusBadge, type Tone } from '../status-badge.tsx'
import { Countdown } from '../values.tsx'

type OwnApplication = {
  id: string
  projectName: string
  receiptNo: string | null
  status: string
  owner: string
  dueAt: Date | null
  guideline: string
}

const tones: Record<string, Tone> = {
  draft: 'wait',
  returned: 'wait',
  approved: 'good',
  qualified: 'good',
  rejected: 'quiet',
  not_approved: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
}

/** The enterprise's applications: where each stands, who holds it, what comes next. */
export function OwnApplications({ applications }: { applications: readonly OwnApplication[] }) {
  const t = useT()
  const text = useText()
  return (
    <section aria-labelledby="own" className="qx-stack">
      <h2 id="own">{t('office.ownApplications')}</h2>
      {applications.length === 0 ? (
        <p className="qx-empty">{t('office.noApplications')}</p>
      ) : (
        <ul className="qx-own">
          {applications.map(({ id, projectName, receiptNo, status, owner, dueAt, guideline }) => (
            <li key={id} className="qx-card">
              <p className="qx-row">
                <MarkChinese>
                  <Link to={`/applications/${id}`} prefetch="intent">
                    <b>{projectName || t('office.untitled')}</b>
                  </Link>
                </MarkChinese>
                <StatusBadge
                  tone={tones[status] ?? 'accent'}
                  label={text(`state.application.applicant.${status}`)}
                />
              </p>
              <MarkChinese>
                <p className="qx-soft">{[receiptNo, guideline].filter(Boolean).join(' · ')}</p>
              </MarkChinese>
              <p className="qx-row">
                {owner !== 'nobody' && (
                  <span>
                    {t('common.labelled', { label: t('common.record.holder') })}
                    <b>{text(`help.owner.${owner}`)}</b>
                  </span>
                )}
                {dueAt && <Countdown due={dueAt} />}
              </p>
              <p>
                {t('office.nextStep')} {text(`office.next.${status}`)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Calls that take applications now. */
export function OpenCalls({
  calls,
}: {
  calls: readonly { id: string; code: string; title: string; applyEnd: Date }[]
}) {
  const t = useT()
  return (
    <section aria-labelledby="calls" className="qx-card qx-stack">
      <h2 id="calls">{t('office.openCalls')}</h2>
      {calls.length === 0 && <p className="qx-soft">{t('office.noCalls')}</p>}
      <ul className="qx-stack">
        {calls.map(({ id, title, applyEnd }) => (
          <li key={id}>
            <MarkChinese>
              <Link to={`/guidelines/${id}`} prefetch="intent">
                {title}
              </Link>
            </MarkChinese>
            <br />
            <small>
              <Countdown due={applyEnd} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** An expert's panels with how far their sheets are. */
export function ExpertPanels({
  panels,
}: {
  panels: readonly {
    seatId: string
    panel: string
    status: string
    scoringEnd: Date | null
    sheets: number
    handedIn: number
    ended: boolean
  }[]
}) {
  const t = useT()
  const text = useText()
  return (
    <section aria-labelledby="panels" className="qx-stack">
      <h2 id="panels">{t('office.panels')}</h2>
      {panels.length === 0 && <p className="qx-empty">{t('office.noPanels')}</p>}
      <ul className="qx-own">
        {panels.map(({ seatId, panel, status, scoringEnd, sheets, handedIn, ended }) => (
          <li key={seatId} className="qx-card">
            <p className="qx-row">
              <MarkChinese>
                <Link to="/scoring/mine">
                  <b>{panel}</b>
                </Link>
              </MarkChinese>
              <StatusBadge
                tone={status === 'committed' ? 'accent' : 'wait'}
                label={text(`state.seat.${status}`)}
              />
            </p>
            {sheets > 0 && <p>{t('office.sheetsDone', { done: handedIn, all: sheets })}</p>}
            {ended ? (
              <p className="qx-soft">{t('office.scoringEnded')}</p>
            ) : (
              scoringEnd && <Countdown due={scoringEnd} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
