import { Link } from 'react-router'
import type { PlannedDuplicate } from '#app/domain/review/duplicates.ts'
import { wan } from '#app/i18n/format.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { pairPath, WithdrawnNote } from '../review/duplicates.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'

/** In the row of a proposed application: what it repeats, and what nobody has looked at yet. */
export function RepeatedMarks({
  of,
  rows,
  compares,
}: {
  of: string
  rows: readonly PlannedDuplicate[]
  compares: boolean
}) {
  const t = useT()
  const word = useWord()
  return rows.map((row) => (
    <small key={row.otherId} className="qx-row">
      <StatusBadge tone="wait" label={word(row)} />
      {row.decision && row.decision.overlapFen !== null && (
        <span>{t('approval.repeated.overlap', { amount: wan(row.decision.overlapFen) })}</span>
      )}
      {row.decision?.withdrawn && <StatusBadge tone="wait" label={t('review.listed.withdrawn')} />}
      {compares && (
        <Link
          to={pairPath(of, { id: row.otherId, source: row.other.source })}
          aria-label={t('approval.repeated.compareWith', { project: row.other.projectName })}
        >
          {t('review.duplicate.compare')}
        </Link>
      )}
    </small>
  ))
}

/** Below the steps of an amount: what repeats another application, for whoever cuts by hand. It is in no step. */
export function RepeatedAmounts({ rows }: { rows: readonly PlannedDuplicate[] }) {
  const t = useT()
  const word = useWord()
  if (rows.length === 0) return null
  return (
    <table className="qx-steps">
      <caption>{t('approval.repeated.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('approval.repeated.conclusion')}</th>
          <th scope="col" className="qx-number">
            {t('approval.repeated.amount')}
          </th>
          <th scope="col">{t('approval.repeated.other')}</th>
          <th scope="col">{t('approval.plan.why')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MarkChinese key={row.otherId}>
            <tr>
              <td>{word(row)}</td>
              <td className="qx-number">
                {row.decision && row.decision.overlapFen !== null ? wan(row.decision.overlapFen) : '—'}
              </td>
              <td>
                {row.other.projectName}
                <br />
                <span className="qx-soft">
                  {row.other.applicantName} · {row.other.source && `${row.other.source} · `}
                  {t('approval.repeated.alike', { percent: row.alikePercent })}
                </span>
              </td>
              <td>
                {row.decision ? (
                  <>
                    {row.decision.reason}
                    <WithdrawnNote withdrawn={row.decision.withdrawn} />
                    <br />
                    <span className="qx-soft">
                      {row.decision.authorName} · <DateTime at={row.decision.createdAt} />
                    </span>
                  </>
                ) : (
                  t('approval.repeated.open')
                )}
              </td>
            </tr>
          </MarkChinese>
        ))}
      </tbody>
    </table>
  )
}

function useWord(): (row: PlannedDuplicate) => string {
  const t = useT()
  return ({ decision }) =>
    decision ? t(`review.duplicate.conclusions.${decision.conclusion}`) : t('approval.repeated.undecided')
}
