import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { has } from '#app/authorization/actor.ts'
import { type ExpertRow, listExperts } from '#app/db/scoring/expert-list.server.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import { expertKinds } from '#app/domain/scoring/draw.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { FilterSelect, SearchFilter } from '#app/ui/list-parts.tsx'
import { Message } from '#app/ui/message.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { useDivisions } from '#app/ui/scoring/divisions.ts'
import { Status } from '#app/ui/scoring/status.tsx'
import { ScoringTabs } from '#app/ui/scoring/tabs.tsx'
import { ctxOf } from '../context.server.ts'
import { expertStates, readExpertQuery } from './experts-query.ts'
import type { Route } from './+types/experts.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const query = readExpertQuery(url)
  return {
    ...(await listExperts(ctx, query)),
    query,
    states: expertStates,
    imported: Number(url.searchParams.get('imported')) || 0,
    organiser: has(ctx.actor, 'organiser'),
    proposals: may(ctx.actor, 'read', 'ExpertProposal'),
  }
}

export default function Experts({ loaderData }: Route.ComponentProps) {
  const { rows, count, size, query, states, imported, organiser, proposals } = loaderData
  const t = useT()
  const text = useText()
  const chips = Object.entries(query.filters).map(([name, value]) => ({
    name,
    label: text([`state.expert.${value}`, `scoring.kind.${value}`, value]),
  }))
  return (
    <>
      <ScoringTabs />
      {imported > 0 && <Message tone="good">{t('expert.imported', { count: imported })}</Message>}
      <ListPage
        title={t('expert.title')}
        actions={
          <>
            {proposals && (
              <Link className="qx-button qx-plain" to="/experts/proposals">
                {t('expert.proposal.title')}
              </Link>
            )}
            {organiser && (
              <>
                <Link className="qx-button" to="/experts/new">
                  {t('expert.add')}
                </Link>
                <Link className="qx-button qx-plain" to="/experts/import">
                  {t('expert.import')}
                </Link>
              </>
            )}
          </>
        }
        chips={chips}
        filters={<FilterFields filters={query.filters} states={states} />}
        columns={useColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        sort={query.sort}
        page={{ number: query.page, size, count }}
        exportAction={count > 0 ? '/experts/export' : undefined}
        empty={t('expert.none')}
      />
    </>
  )
}

function FilterFields({
  filters,
  states,
}: {
  filters: { q?: string; kind?: string; status?: string }
  states: Route.ComponentProps['loaderData']['states']
}) {
  const t = useT()
  return (
    <>
      <SearchFilter value={filters.q} label={t('expert.search')} />
      <FilterSelect
        name="kind"
        empty={t('expert.allKinds')}
        value={filters.kind}
        options={expertKinds.map((kind) => ({ value: kind, label: t(`scoring.kind.${kind}`) }))}
      />
      <FilterSelect
        name="status"
        empty={t('expert.all')}
        value={filters.status}
        options={states.map((state) => ({ value: state, label: t(`state.expert.${state}`) }))}
      />
    </>
  )
}

function useColumns(): Column<ExpertRow>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  const divisionsOf = useDivisions(divisions)
  return [
    {
      key: 'name',
      label: t('expert.name'),
      sort: true,
      cell: (row) => <Link to={`/experts/${row.id}`}>{row.name}</Link>,
    },
    {
      key: 'employer',
      share: 2,
      label: t('expert.employer'),
      sort: true,
      cell: ({ employer }) => employer,
    },
    { key: 'title', label: t('expert.titleField'), cell: ({ title }) => title },
    { key: 'kind', label: t('expert.kind'), cell: ({ kind }) => text(`scoring.kind.${kind}`) },
    {
      key: 'specialties',
      share: 2,
      label: t('expert.specialtiesShort'),
      cell: ({ specialties }) => divisionsOf(specialties),
    },
    {
      key: 'city',
      label: t('expert.city'),
      nowrap: true,
      cell: ({ city }) => name(city),
    },
    {
      key: 'validTo',
      label: t('expert.validTo'),
      nowrap: true,
      sort: true,
      cell: ({ validTo }) => validTo,
    },
    {
      key: 'reviews',
      label: t('expert.stats'),
      number: true,
      sort: true,
      cell: ({ reviews }) => reviews,
    },
    {
      key: 'status',
      nowrap: true,
      label: t('expert.state'),
      cell: ({ status }) => <Status of="expert" status={status} />,
    },
  ]
}
