import { Link } from 'react-router'
import { fundRights } from '#app/db/fund.server.ts'
import {
  type GuidelineRow,
  guidelineSorts,
  type GuidelineView,
  listGuidelines,
} from '#app/db/guideline-lists.server.ts'
import { mayDraft } from '#app/services/guideline/draft.server.ts'
import { toneOf } from '#app/ui/guideline/status.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/list.ts'
import '#app/ui/guideline/guideline.css'

const views = ['all', 'drafting', 'to_approve', 'open', 'closed'] as const satisfies GuidelineView[]

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { view, sort, page, filters } = readListQuery(url, {
    views,
    sorts: guidelineSorts,
    sort: '',
    filters: ['q', 'year'],
    size: 20,
  })
  const current = views.find((name) => name === view) ?? 'all'
  const year = /^\d{4}$/.test(filters.year ?? '') ? Number(filters.year) : null
  const mayCreate = mayDraft(ctx)
  const list = await listGuidelines(ctx, { view: current, q: filters.q, year, sort, page })
  return {
    ...list,
    view: current,
    sort,
    page,
    filters,
    mayCreate,
    funds: fundRights(ctx).read,
    staff: ctx.actor.level === 'province',
  }
}

export default function Guidelines({ loaderData }: Route.ComponentProps) {
  const {
    rows,
    views: counts,
    view,
    sort,
    page,
    pageSize,
    count,
    filters,
    mayCreate,
    funds,
    staff,
  } = loaderData
  const t = useT()
  const columns = useColumns()
  return (
    <ListPage
      title={t('guideline.title')}
      note={staff ? t('guideline.note') : undefined}
      actions={
        <>
          {funds && (
            <Link className="qx-button qx-plain" to="/funds">
              {t('guideline.fund.link')}
            </Link>
          )}
          {mayCreate && (
            <Link className="qx-button" to="/guidelines/new">
              {t('guideline.create')}
            </Link>
          )}
        </>
      }
      views={views
        .filter((key) => staff || !['drafting', 'to_approve'].includes(key))
        .map((key) => ({ key, label: t(`guideline.views.${key}`), count: counts[key] }))}
      view={view}
      chips={Object.entries(filters).map(([name, label]) => ({ name, label }))}
      filters={
        <>
          <SearchFilter value={filters.q} label={t('portal.searchHint')} />
          <input
            key={`year ${filters.year}`}
            className="qx-input"
            name="year"
            inputMode="numeric"
            pattern="\d{4}"
            size={6}
            defaultValue={filters.year}
            aria-label={t('portal.year')}
            placeholder={t('portal.year')}
          />
        </>
      }
      columns={columns}
      twoLines
      rows={rows}
      keyOf={(row) => row.id}
      sort={sort}
      page={{ number: page, size: pageSize, count }}
      empty={t(`guideline.empty.${view}`)}
    />
  )
}

function useColumns(): Column<GuidelineRow>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  return [
    {
      key: 'title',
      sort: true,
      label: t('guideline.columns.title'),
      share: 4,
      cell: (row) => (
        <>
          <Link to={`/guidelines/${row.id}`} prefetch="intent">
            {row.title || row.code}
          </Link>
          <small className="qx-hint qx-block">{[row.code, row.documentNo].filter(Boolean).join(' · ')}</small>
        </>
      ),
    },
    { key: 'category', label: t('guideline.columns.category'), cell: (row) => name(row.category) },
    {
      key: 'status',
      label: t('guideline.columns.status'),
      nowrap: true,
      cell: (row) => (
        <span className="qx-row">
          <StatusBadge tone={toneOf(row.status)} label={text(`state.guideline.${row.status}`)} />
          {row.amendmentProposed && <StatusBadge tone="wait" label={t('guideline.amendmentWaiting')} />}
        </span>
      ),
    },
    {
      key: 'applyEnd',
      sort: true,
      label: t('guideline.columns.period'),
      nowrap: true,
      cell: (row) =>
        row.applyEnd > row.applyStart ? (
          <span className="qx-countdown">
            <DateTime at={row.applyStart} />
            <span className="qx-left">
              {t('guideline.until')} <DateTime at={row.applyEnd} />
            </span>
          </span>
        ) : (
          <span className="qx-soft">{t('guideline.notDated')}</span>
        ),
    },
    {
      key: 'budgetFen',
      sort: true,
      label: t('guideline.columns.budget'),
      number: true,
      cell: (row) => (row.budgetFen > 0n ? <Amount fen={row.budgetFen} bare /> : '—'),
    },
    {
      key: 'applications',
      label: t('guideline.columns.applications'),
      number: true,
      cell: (row) => row.applications,
    },
  ]
}
