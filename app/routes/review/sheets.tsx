import { Link } from 'react-router'
import { listSheets, sheetSorts } from '#app/db/review/sheets.server.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { SheetStatus } from '#app/ui/review/sheet-status.tsx'
import { Amount, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/sheets.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const { sort, page, size } = readListQuery(url, { sorts: sheetSorts, sort: '-createdAt' })
  return { ...(await listSheets(ctxOf(context), { sort, page, size })), sort, page, size }
}

export default function Sheets({ loaderData }: Route.ComponentProps) {
  const { rows, ready, count, sort, page, size } = loaderData
  const t = useT()
  return (
    <>
      <ListPage
        title={t('review.sheet.title')}
        note={t('review.sheet.note')}
        crumbs={[{ label: t('review.title'), to: '/review' }]}
        columns={useColumns()}
        twoLines
        rows={rows}
        keyOf={({ id }) => id}
        sort={sort}
        page={{ number: page, size, count }}
        empty={t('review.sheet.none')}
      />
      {ready.length > 0 && (
        <section className="qx-card qx-stack" aria-labelledby="ready">
          <h2 id="ready">{t('review.sheet.ready')}</h2>
          <ul className="qx-stack">
            {ready.map(({ id, title }) => (
              <li key={id} className="qx-row">
                <span>{title}</span>
                <Link className="qx-button qx-plain" to={`/recommendations/new?guideline=${id}`}>
                  {t('review.sheet.make')}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(): Column<Row>[] {
  const t = useT()
  const name = useName()
  return [
    {
      key: 'guideline',
      share: 3,
      label: t('review.sheet.guideline'),
      cell: ({ id, guideline, number }) => (
        <>
          <Link to={`/recommendations/${id}`}>{guideline}</Link>
          <small className="qx-soft qx-block">{t('review.sheet.numberLine', { number })}</small>
        </>
      ),
    },
    { key: 'unitCode', sort: true, label: t('review.sheet.unit'), cell: ({ unit }) => name(unit) },
    {
      key: 'documentNo',
      sort: true,
      nowrap: true,
      label: t('review.sheet.documentNo'),
      cell: ({ documentNo }) => documentNo ?? '—',
    },
    { key: 'count', label: t('review.sheet.count'), number: true, cell: ({ applications }) => applications },
    {
      key: 'requested',
      label: t('review.sheet.requested'),
      number: true,
      cell: ({ requestedFen }) => <Amount fen={requestedFen} bare />,
    },
    {
      key: 'status',
      nowrap: true,
      label: t('review.sheet.status'),
      cell: ({ status }) => <SheetStatus status={status} />,
    },
    {
      key: 'createdAt',
      sort: true,
      label: t('review.sheet.createdAt'),
      nowrap: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
  ]
}
