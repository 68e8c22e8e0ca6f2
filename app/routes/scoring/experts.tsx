import { Link } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { expertsPerPage, listExperts } from '#app/db/scoring/expert.server.ts'
import { officeNames } from '#app/db/scoring/panel-record.server.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { Message } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { nameOf } from '#app/ui/scoring/pool-view.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { ScoringTabs } from '#app/ui/scoring/tabs.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/experts.ts'

const states = ['in_pool', 'suspended', 'removed'] as const

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { page, filters } = readListQuery(url, { sorts: [], sort: '', filters: ['q', 'status', 'kind'] })
  const list = await listExperts(ctx, {
    text: filters.q ?? '',
    status: states.find((state) => state === filters.status) ?? '',
    kind: expertKinds.find((kind) => kind === filters.kind) ?? '',
    page,
  })
  const imported = Number(url.searchParams.get('imported')) || 0
  const places = await officeNames(
    ctx,
    list.rows.map(({ cityCode }) => cityCode),
  )
  return {
    ...list,
    size: expertsPerPage,
    page,
    filters,
    imported,
    places,
    organiser: has(ctx.actor, 'organiser'),
  }
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

export default function Experts({ loaderData }: Route.ComponentProps) {
  const { rows, count, size, page, filters, imported, organiser, places } = loaderData
  const t = useT()
  const text = useText()
  const chips = Object.entries(filters).map(([name, value]) => ({
    name,
    label: text([`state.expert.${value}`, `scoring.kind.${value}`, value]),
  }))
  return (
    <>
      <ScoringTabs />
      {imported > 0 && <Message tone="good">{t('scoring.expert.imported', { count: imported })}</Message>}
      <ListPage
        title={t('scoring.expert.title')}
        actions={
          organiser && (
            <>
              <Link className="qx-button" to="/experts/new">
                {t('scoring.expert.add')}
              </Link>
              <Link className="qx-button qx-plain" to="/experts/import">
                {t('scoring.expert.import')}
              </Link>
            </>
          )
        }
        chips={chips}
        filters={<FilterFields filters={filters} />}
        columns={useColumns(places)}
        rows={rows}
        keyOf={({ id }) => id}
        page={{ number: page, size, count }}
        empty={t('scoring.expert.none')}
      />
    </>
  )
}

function FilterFields({ filters }: { filters: Record<string, string> }) {
  const t = useT()
  return (
    <>
      <SearchFilter value={filters.q} label={t('scoring.expert.search')} />
      <select
        className="qx-input"
        name="kind"
        defaultValue={filters.kind}
        aria-label={t('scoring.expert.kind')}
      >
        <option value="">{t('scoring.expert.allKinds')}</option>
        {expertKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`scoring.kind.${kind}`)}
          </option>
        ))}
      </select>
      <select
        className="qx-input"
        name="status"
        defaultValue={filters.status}
        aria-label={t('scoring.expert.state')}
      >
        <option value="">{t('scoring.expert.all')}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`state.expert.${state}`)}
          </option>
        ))}
      </select>
    </>
  )
}

function useColumns(places: Route.ComponentProps['loaderData']['places']): Column<Row>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  return [
    {
      key: 'name',
      label: t('scoring.expert.name'),
      cell: (row) => <Link to={`/experts/${row.id}`}>{row.name}</Link>,
    },
    { key: 'employer', share: 2, label: t('scoring.expert.employer'), cell: ({ employer }) => employer },
    { key: 'title', label: t('scoring.expert.titleField'), cell: ({ title }) => title },
    { key: 'kind', label: t('scoring.expert.kind'), cell: ({ kind }) => text(`scoring.kind.${kind}`) },
    {
      key: 'specialties',
      label: t('scoring.expert.specialtiesShort'),
      cell: ({ specialties }) => specialties.join('、'),
    },
    {
      key: 'city',
      label: t('scoring.expert.city'),
      nowrap: true,
      cell: ({ cityCode }) => nameOf(places, cityCode, name),
    },
    {
      key: 'validTo',
      label: t('scoring.expert.validTo'),
      nowrap: true,
      cell: ({ validTo }) => validTo,
    },
    { key: 'reviews', label: t('scoring.expert.stats'), number: true, cell: ({ reviews }) => reviews },
    {
      key: 'status',
      nowrap: true,
      label: t('scoring.expert.state'),
      cell: ({ status }) => <Status of="expert" status={status} />,
    },
  ]
}
