import type { ReviewActs } from '#app/domain/review/acts.ts'
import { useT, useText } from '../page.tsx'
import './review.css'
import { DateTime } from '../values.tsx'

/** What the handler of the present node said, for whoever decides on it. */
export function HandlersOpinion({ acts: { opinion, level } }: { acts: ReviewActs }) {
  const t = useT()
  const text = useText()
  if (!level) return null
  return (
    <div>
      <h3>{t('review.act.handlersOpinion')}</h3>
      {opinion ? (
        <>
          <p className="qx-soft">
            {t('review.act.opinionBy', {
              name: opinion.authorName,
              conclusion: text(`review.act.${opinion.conclusion}`),
            })}{' '}
            <DateTime at={opinion.createdAt} />
          </p>
          <blockquote className="qx-said">{opinion.text}</blockquote>
        </>
      ) : (
        <p className="qx-soft">{t('review.act.noOpinion')}</p>
      )}
    </div>
  )
}
