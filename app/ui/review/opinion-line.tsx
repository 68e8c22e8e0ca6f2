import type { ReviewActs } from '#app/domain/review/acts.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'
import './review.css'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'

/** What the handler of the present node and the offices asked beside it said, for whoever decides on it. */
export function HandlersOpinion({ acts: { opinion, level, coReview } }: { acts: ReviewActs }) {
  const t = useT()
  const text = useText()
  if (!level) return null
  return (
    <div>
      <h3>{t('review.act.handlersOpinion')}</h3>
      {opinion ? (
        <MarkChinese>
          <p className="qx-soft">
            {t('review.act.opinionBy', {
              name: opinion.authorName,
              conclusion: text(`review.act.${opinion.conclusion}`),
            })}{' '}
            <DateTime at={opinion.createdAt} />
          </p>
          <blockquote className="qx-said">{opinion.text}</blockquote>
        </MarkChinese>
      ) : (
        <p className="qx-soft">{t('review.act.noOpinion')}</p>
      )}
      {coReview.length > 0 && (
        <p>
          {t('review.coReview.title')}{' '}
          {coReview.map(({ office, state }) => (
            <StatusBadge
              key={office}
              tone={state === 'agreed' ? 'good' : state === 'against' ? 'bad' : 'wait'}
              label={`${t(`review.coReview.offices.${office}`)} ${t(`review.coReview.${state}`)}`}
            />
          ))}
        </p>
      )}
    </div>
  )
}
