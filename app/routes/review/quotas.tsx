import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { has } from '#app/authorization/actor.ts'
import { quotaState } from '#app/db/review/quotas.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/quotas.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const sets = has(ctx.actor, 'handler') && ctx.actor.level === 'province'
  return { guidelines: await quotaState(ctx), sets, splits: may(ctx.actor, 'read', 'QuotaSplit') }
}

export default function Quotas({ loaderData: { guidelines, sets, splits } }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('review.quota.title')}
        note={t('review.quota.note')}
        crumbs={[{ label: t('review.title'), to: '/review' }]}
      />
      {guidelines.length === 0 && <div className="qx-empty">{t('review.quota.none')}</div>}
      <div className="qx-stack">
        {guidelines.map((guideline) => (
          <section key={guideline.id} className="qx-card qx-stack" aria-labelledby={guideline.id}>
            <div className="qx-pagetitle">
              <MarkChinese>
                <h2 id={guideline.id}>
                  <Link to={`/guidelines/${guideline.id}`}>{guideline.title}</Link>
                </h2>
              </MarkChinese>
              {sets && <Link to={`/guidelines/${guideline.id}/amend`}>{t('review.quota.set')}</Link>}
            </div>
            <Places places={guideline.places} guidelineId={guideline.id} splits={splits} />
          </section>
        ))}
      </div>
    </>
  )
}

type Place = Route.ComponentProps['loaderData']['guidelines'][number]['places'][number]

function Places({
  places,
  guidelineId,
  splits,
}: {
  places: Place[]
  guidelineId: string
  /** the reader sees how cities divide their places */
  splits: boolean
}) {
  const t = useT()
  const name = useName()
  const text = useText()
  const heads = [
    { label: t('review.quota.unit') },
    { label: t('review.quota.level') },
    { label: t('review.quota.limit'), number: true },
    { label: t('review.quota.used'), number: true },
    { label: t('review.quota.left'), number: true },
  ]
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            {heads.map(({ label, number }) => (
              <th key={label} scope="col" className={number ? 'qx-number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map(({ id, unit, unitCode, level, limit, share, used }) => (
            <MarkChinese key={id}>
              <tr>
                <td data-label={t('review.quota.unit')}>
                  {name(unit)}{' '}
                  {splits && level === 'city' && limit !== null && (
                    <Link to={`/quotas/${guidelineId}/${unitCode}`}>{t('review.split.link')}</Link>
                  )}
                </td>
                <td data-label={t('review.quota.level')}>{text(`common.level.${level}`)}</td>
                <td data-label={t('review.quota.limit')} className="qx-number">
                  {limit ?? t('review.quota.unlimited')}
                  {share !== null && <small className="qx-soft qx-block">{t('review.split.byCity')}</small>}
                </td>
                <td data-label={t('review.quota.used')} className="qx-number">
                  {used}
                </td>
                <td data-label={t('review.quota.left')} className="qx-number">
                  {limit === null ? (
                    '—'
                  ) : used >= limit ? (
                    <StatusBadge tone="wait" label={t('review.quota.full')} />
                  ) : (
                    limit - used
                  )}
                </td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}
