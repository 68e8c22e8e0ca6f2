import { Link, redirect } from 'react-router'
import { may, proposesExperts } from '#app/authorization/ability.ts'
import { reviewFilterChoices, reviewList, reviewSorts } from '#app/db/review/list.server.ts'
import { pageSize } from '#app/db/paging.server.ts'
import { reviewViews } from '#app/domain/review/views.ts'
import { reviewStates } from '#app/domain/review/states.ts'
import { mostCounted } from '#app/i18n/format.ts'
import { ListPage } from '#app/ui/list-page.tsx'
import { FilterSelect, SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { ReviewMore, type ReviewRow, useReviewColumns } from '#app/ui/review/list-parts.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/list.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!ctx.actor.level) throw redirect('/applications')
  const { view, ...query } = readListQuery(url, {
    views: reviewViews,
    sorts: reviewSorts,
    sort: 'dueAt',
    filters: ['guideline', 'status', 'unit', 'q'],
  })
  const wanted = reviewViews.find((name) => name === view) ?? 'mine'
  const [list, choices] = await Promise.all([
    reviewList(ctx, { ...query, view: wanted }),
    reviewFilterChoices(ctx),
  ])
  const { roles, level } = ctx.actor
  return {
    several: roles.includes('approver') && level !== 'province' && (wanted === 'mine' || wanted === 'all'),
    proposes: proposesExperts(ctx.actor),
    listed: may(ctx.actor, 'read', 'ListedProject'),
    ...list,
    ...choices,
    states: reviewStates,
    view: wanted,
    sort: query.sort,
    filters: query.filters,
    size: pageSize,
    firstOnly: list.count === mostCounted ? mostCounted : null,
  }
}

/** Those chosen, on the page that says what would happen to each. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData()
  const ids = form.getAll('id').slice(0, pageSize)
  const query = new URLSearchParams(ids.map((id) => ['id', String(id).slice(0, 60)]))
  return redirect(`/review/recommend?${query}`)
}

export default function Review({ loaderData }: Route.ComponentProps) {
  const { rows, view, counts, filters, sort, page, size, count } = loaderData
  const t = useT()
  const text = useText()
  const name = useName()
  const nameOf: Record<string, (value: string) => string | undefined> = {
    guideline: (value) => loaderData.guidelines.find(({ id }) => id === value)?.title,
    unit: (value) => {
      const found = loaderData.units.find(({ code }) => code === value)
      return found && name(found)
    },
    status: (value) => text(`state.application.staff.${value}`),
  }
  return (
    <ListPage
      title={t('review.title')}
      note={t('review.note')}
      actions={
        <>
          <Link className="qx-button qx-plain" to="/recommendations">
            {t('review.links.sheets')}
          </Link>
          <Link className="qx-button qx-plain" to="/quotas">
            {t('review.links.quotas')}
          </Link>
          {loaderData.proposes && (
            <Link className="qx-button qx-plain" to="/experts/proposals">
              {t('expert.proposal.title')}
            </Link>
          )}
          {loaderData.listed && (
            <Link className="qx-button qx-plain" to="/review/listed">
              {t('workbook.title.listed_projects')}
            </Link>
          )}
        </>
      }
      views={reviewViews.map((key) => ({ key, label: t(`review.views.${key}`), count: counts[key] }))}
      view={view}
      chips={Object.entries(filters).map(([name, value]) => ({
        name,
        label: nameOf[name]?.(value) ?? value,
      }))}
      filters={<FilterFields data={loaderData} />}
      columns={useReviewColumns(loaderData.requestedFen, loaderData.firstOnly)}
      rows={rows}
      keyOf={({ id }) => id}
      more={more}
      sort={sort}
      page={{ number: page, size, count }}
      empty={t(`review.empty.${view}`)}
      select={
        loaderData.several && rows.length > 0
          ? {
              name: 'id',
              labelOf: ({ projectName }) => t('review.several.select', { project: projectName }),
              bar: <button className="qx-button">{t('review.several.choose')}</button>,
            }
          : undefined
      }
    />
  )
}

const more = {
  labelOf: ({ projectName }: ReviewRow) => projectName,
  of: (row: ReviewRow) => <ReviewMore row={row} />,
}

function FilterFields({ data }: { data: Route.ComponentProps['loaderData'] }) {
  const t = useT()
  const text = useText()
  const name = useName()
  const { filters, guidelines, states, units } = data
  return (
    <>
      <SearchFilter value={filters.q} label={t('review.searchHint')} />
      <FilterSelect
        name="guideline"
        empty={t('review.anyGuideline')}
        value={filters.guideline}
        options={guidelines.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <FilterSelect
        name="status"
        empty={t('review.anyStatus')}
        value={filters.status}
        options={states.map((state) => ({
          value: state,
          label: text(`state.application.staff.${state}`),
        }))}
      />
      {units.length > 0 && (
        <FilterSelect
          name="unit"
          empty={t('review.anyUnit')}
          value={filters.unit}
          options={units.map((unit) => ({ value: unit.code, label: name(unit) }))}
        />
      )}
    </>
  )
}
