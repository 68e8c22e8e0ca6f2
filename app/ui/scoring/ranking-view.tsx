import { score } from '#app/i18n/format.ts'
import { useJoin } from '../guideline/words.ts'
import { Message } from '../message.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import type { RankingView } from './panel-view.ts'

type Line = RankingView['lines'][number]

/** The ranking after the signature, with flags that never change a score. */
export function Ranking({
  ranking,
  sha256,
  href,
}: {
  ranking: RankingView | null
  sha256: string | null
  href: string
}) {
  const t = useT()
  const join = useJoin()
  if (!ranking) return <div className="qx-empty">{t('scoring.ranking.wait')}</div>
  const { lines, scheme, habits } = ranking
  const open = lines.some(({ rank, guidelineRank }) => rank !== null && guidelineRank === null)
  const points = (centi: number | null) => (centi === null ? '—' : score(centi))
  return (
    <section className="qx-card qx-stack">
      {open && <Message tone="wait">{t('scoring.ranking.guidelineWait')}</Message>}
      <div className="qx-scroll">
        <table className="qx-table qx-list">
          <thead>
            <tr>
              <th scope="col" className="qx-number">
                {t('scoring.ranking.rank')}
              </th>
              <th scope="col" className="qx-number">
                {t('scoring.ranking.panelRank')}
              </th>
              <th scope="col">{t('scoring.panel.project')}</th>
              <th scope="col" className="qx-number">
                {t('scoring.ranking.score')}
              </th>
              <th scope="col" className="qx-number">
                {t('scoring.ranking.mean')}
              </th>
              <th scope="col">{t('scoring.ranking.sheets')}</th>
              <th scope="col">{t('scoring.ranking.outcome')}</th>
              <th scope="col">{t('scoring.ranking.flags')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <MarkChinese key={line.id}>
                <tr>
                  <td className="qx-number" data-label={t('scoring.ranking.rank')}>
                    {line.guidelineRank ?? '—'}
                  </td>
                  <td className="qx-number" data-label={t('scoring.ranking.panelRank')}>
                    {line.rank ?? '—'}
                  </td>
                  <td data-label={t('scoring.panel.project')}>
                    {line.projectName}{' '}
                    <small className="qx-soft">
                      {line.applicantName} · {line.receiptNo}
                    </small>
                  </td>
                  <td className="qx-number" data-label={t('scoring.ranking.score')}>
                    <strong>{points(line.scoreCenti)}</strong>
                  </td>
                  <td className="qx-number" data-label={t('scoring.ranking.mean')}>
                    {points(line.meanCenti)}
                  </td>
                  <td data-label={t('scoring.ranking.sheets')}>
                    <span className="qx-row">
                      {line.sheets.map(({ expert, totalCenti }) => (
                        <span key={expert} className="qx-nowrap">
                          {expert} {score(totalCenti)}
                        </span>
                      ))}
                    </span>
                  </td>
                  <td data-label={t('scoring.ranking.outcome')}>
                    <StatusBadge
                      tone={line.outcome === 'passed' ? 'good' : line.outcome === 'failed' ? 'quiet' : 'wait'}
                      label={t(`scoring.ranking.outcomes.${line.outcome}`)}
                    />
                  </td>
                  <td data-label={t('scoring.ranking.flags')}>
                    <Flags line={line} />
                  </td>
                </tr>
              </MarkChinese>
            ))}
          </tbody>
        </table>
      </div>
      <p className="qx-soft">
        {t(`scoring.ranking.method.${scheme.aggregation}`, { from: scheme.trimFrom })}
      </p>
      {habits.length > 0 && (
        <>
          <h3>{t('scoring.ranking.expertFlags')}</h3>
          <ul>
            {habits.map(({ expert, flags }) => (
              <li key={expert}>
                {expert}: {join(flags.map((flag) => t(`scoring.ranking.expertFlag.${flag}`)))}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        {t('scoring.ranking.hash')} <span className="qx-hash">{sha256}</span>
      </p>
      <p className="qx-row">
        <a href={`${href}.json`} download>
          {t('scoring.ranking.download')}
        </a>
        <a href={`${href}.tlog-proof`} download>
          {t('scoring.ranking.proof')}
        </a>
      </p>
    </section>
  )
}

function Flags({ line }: { line: Line }) {
  const t = useT()
  const words = [
    ...(line.decidedBy && line.decidedBy !== 'score'
      ? [`${t('scoring.ranking.decidedBy')}: ${t(`scoring.ranking.by.${line.decidedBy}`)}`]
      : []),
    ...line.sheets
      .filter(({ flagged }) => flagged)
      .map(({ expert, deviationCenti }) =>
        t('scoring.ranking.deviation', { expert, points: score(deviationCenti) }),
      ),
    ...(line.disputed ? [t('scoring.ranking.disputed')] : []),
    ...(line.vetoCount > 0 ? [t('scoring.ranking.vetoes', { count: line.vetoCount })] : []),
  ]
  return (
    <ul>
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  )
}
