import { Link } from 'react-router'
import { mayObject } from '#app/authorization/ability.ts'
import { listObjections, objectionSorts, type ObjectionView } from '#app/db/approval/objection.server.ts'
import { ApprovalTabs, Status } from '#app/ui/approval/parts.tsx'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { Countdown, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/objections.ts'

const views = ['open', 'settled'] as const satisfies readonly ObjectionView[]

export async function loader({ url, context }: Route.LoaderArgs) {
  const { sort, page, ...query } = readListQuery(url, { views, sorts: objectionSorts, sort: '-receivedAt' })
  const view = views.find((name) => name === query.view) ?? 'open'
  const unit = mayObject(ctxOf(context).actor)
  return { view, sort, page, unit, found: await listObjections(ctxOf(context), { view, sort, page }) }
}

export default function Objections({ loaderData }: Route.ComponentProps) {
  const { view, sort, page, unit, found } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('approval.objection.title')}
      note={t(unit ? 'approval.objection.unitScope' : 'approval.objection.scope')}
      lead={unit ? undefined : <ApprovalTabs objections />}
      actions={
        unit && (
          <Link className="qx-button" to="/publicity">
            {t('approval.objection.toPublicity')}
          </Link>
        )
      }
      views={views.map((key) => ({
        key,
        label: t(`approval.objection.views.${key}`),
        count: found.views[key],
      }))}
      view={view}
      columns={useColumns(view)}
      rows={found.rows}
      keyOf={({ id }) => id}
      sort={sort}
      page={{ number: page, size: found.size, count: found.count }}
      empty={t(unit ? `approval.objection.unitEmpty.${view}` : `approval.objection.empty.${view}`)}
    />
  )
}

type Row = Route.ComponentProps['loaderData']['found']['rows'][number]

function useColumns(view: ObjectionView): Column<Row>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'number',
      sort: true,
      label: t('approval.objection.number'),
      nowrap: true,
      cell: ({ id, number }) => <Link to={`/approval/objections/${id}`}>{number}</Link>,
    },
    {
      key: 'project',
      sort: true,
      label: t('approval.objection.project'),
      cell: ({ application }) => (
        <span>
          {application.projectName}
          <br />
          <small className="qx-soft">{application.applicantName}</small>
        </span>
      ),
    },
    {
      key: 'status',
      label: t('approval.objection.status'),
      nowrap: true,
      cell: ({ status }) => <Status of="objection" status={status} />,
    },
    {
      key: 'receivedAt',
      sort: true,
      label: t('approval.objection.receivedAt'),
      nowrap: true,
      cell: ({ receivedAt }) => <DateTime at={receivedAt} />,
    },
    view === 'open'
      ? {
          key: 'dueAt',
          sort: true,
          nowrap: true,
          label: t('approval.objection.due'),
          cell: ({ dueAt }) => <Countdown due={dueAt} />,
        }
      : {
          key: 'result',
          label: t('approval.objection.result'),
          cell: ({ result }) => (result ? text(`approval.objectionResult.${result}`) : '—'),
        },
  ]
}
