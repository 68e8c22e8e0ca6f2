import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { ActPanel } from '../act-panel.tsx'
import { TextField } from '../field.tsx'
import { useJoin } from '../guideline/words.ts'
import { useProblemAt } from '../messages.tsx'
import { useT } from '../page.tsx'
import { dateTime } from '#app/i18n/format.ts'

export type TiesView = {
  shared: readonly {
    rank: number
    open: boolean
    applications: readonly {
      id: string
      status: string
      projectName: string
      applicantName: string
      receiptNo: string | null
    }[]
  }[]
  decided: readonly {
    id: string
    rank: number
    minutesNo: string
    reason: string
    decidedAt: Date
    decidedBy: string
    projects: readonly string[]
  }[]
}

export type TieRefused = {
  act?: string
  typed?: { rank: number; places: Record<string, string>; minutesNo: string; reason: string }
  refusal: Refusal
} | null

/** Ranks that several projects share, the act that puts them in order, and the orders that were decided. */
export function Ties({ ties, refused }: { ties: TiesView; refused: TieRefused }) {
  const t = useT()
  const join = useJoin()
  if (ties.shared.length === 0 && ties.decided.length === 0) return null
  return (
    <section className="qx-card qx-stack" aria-labelledby="ties">
      <h2 id="ties">{t('scoring.tie.title')}</h2>
      {ties.shared.map((tie) => (
        <SharedRank
          key={tie.rank}
          tie={tie}
          refused={refused?.act === 'order_tie' && refused.typed?.rank === tie.rank ? refused : null}
        />
      ))}
      {ties.decided.length > 0 && <h3>{t('scoring.tie.decided')}</h3>}
      {ties.decided.map(({ id, rank, projects, minutesNo, reason, decidedBy, decidedAt }) => (
        <div key={id}>
          <p>{t('scoring.tie.decidedFrom', { rank, projects: join(projects) })}</p>
          <p>{reason}</p>
          <p className="qx-soft">
            {t('scoring.tie.minutes', { minutesNo, name: decidedBy, time: dateTime(decidedAt) })}
          </p>
        </div>
      ))}
    </section>
  )
}

function SharedRank({ tie, refused }: { tie: TiesView['shared'][number]; refused: TieRefused }) {
  const t = useT()
  const { rank, applications, open } = tie
  const problem = useProblemAt(refused?.refusal.fields)
  const gone = applications.some(({ status }) => status !== 'reviewed' && status !== 'reserved')
  return (
    <>
      <p>
        <b>{t('scoring.tie.shared', { rank, count: applications.length })}</b>{' '}
        {gone ? t('scoring.tie.gone') : t('scoring.tie.wait')}
      </p>
      {open ? (
        <ActPanel
          name="order_tie"
          label={t('scoring.tie.act')}
          consequence={t('scoring.tie.effect')}
          version={0}
          reason="required"
          refusal={refused?.refusal}
          typedReason={refused?.typed?.reason}
        >
          <input type="hidden" name="rank" value={rank} />
          {applications.map(({ id, projectName, applicantName }) => (
            <TextField
              key={id}
              name={`place.${id}`}
              label={`${projectName} · ${applicantName}`}
              hint={t('scoring.tie.order')}
              numeric
              required
              maxLength={3}
              defaultValue={refused?.typed?.places[id]}
            />
          ))}
          <TextField
            id="minutesNo"
            name="minutesNo"
            label={t('scoring.tie.minutesNo')}
            required
            maxLength={60}
            defaultValue={refused?.typed?.minutesNo}
            error={problem('minutesNo')}
          />
        </ActPanel>
      ) : (
        <ul>
          {applications.map(({ id, projectName, applicantName, receiptNo }) => (
            <li key={id}>
              {projectName}{' '}
              <small className="qx-soft">
                {applicantName} · {receiptNo}
              </small>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
