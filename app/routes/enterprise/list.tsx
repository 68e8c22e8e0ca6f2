import { Link, redirect } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { type EnterpriseRow, listEnterprises } from '#app/db/enterprise-list.server.ts'
import { useTagWord } from '#app/ui/guideline/choice-words.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { SearchFilter } from '#app/ui/list-parts.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { readEnterpriseQuery } from './list-query.ts'
import type { Route } from './+types/list.ts'

/** The library for offices; an enterprise comes to its own profile. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (ctx.actor.enterpriseId) throw redirect('/enterprise')
  const query = readEnterpriseQuery(url)
  return {
    ...(await listEnterprises(ctx, query)),
    query,
    mayImport: may(ctx.actor, 'manage', 'CreditFlag'),
  }
}

export default function Enterprises({ loaderData }: Route.ComponentProps) {
  const { rows, page, size, count, query } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('enterprise.title')}
      note={t('enterprise.note')}
      actions={
        loaderData.mayImport && (
          <Link className="qx-button" to="/enterprises/import">
            {t('workbook.title.enterprises')}
          </Link>
        )
      }
      chips={Object.entries(query.filters).map(([name, label]) => ({ name, label }))}
      filters={<SearchFilter value={query.filters.q} label={t('enterprise.search')} />}
      columns={useColumns()}
      rows={rows}
      keyOf={(row) => row.id}
      sort={query.sort}
      page={{ number: page, size, count }}
      exportAction={count > 0 ? '/enterprises/export' : undefined}
      empty={t('enterprise.empty')}
    />
  )
}

function useColumns(): Column<EnterpriseRow>[] {
  const t = useT()
  const name = useName()
  const tagWord = useTagWord()
  return [
    {
      key: 'name',
      label: t('enterprise.columns.name'),
      sort: true,
      share: 2,
      cell: (row) => (
        <Link to={`/enterprises/${row.id}`} prefetch="intent">
          {row.name}
        </Link>
      ),
    },
    {
      key: 'uscc',
      label: t('enterprise.columns.uscc'),
      nowrap: true,
      sort: true,
      cell: (row) => row.uscc,
    },
    { key: 'unitCode', label: t('enterprise.columns.unit'), sort: true, cell: (row) => name(row.unit) },
    {
      key: 'tags',
      share: 2,
      label: t('enterprise.columns.tags'),
      cell: (row) => row.tags.map(tagWord).join(' · '),
    },
    {
      key: 'applications',
      label: t('enterprise.columns.applications'),
      number: true,
      cell: (row) => <Link to={`/applications?q=${encodeURIComponent(row.name)}`}>{row.applications}</Link>,
    },
  ]
}
