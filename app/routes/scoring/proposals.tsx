import { Link } from 'react-router'
import { proposesExperts } from '#app/authorization/ability.ts'
import { listProposals, type ProposalRow } from '#app/db/scoring/proposal.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { Countdown, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/proposals.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  return { rows: await listProposals(ctx), proposes: proposesExperts(ctx.actor) }
}

export default function Proposals({ loaderData: { rows, proposes } }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader
        title={t('expert.proposal.title')}
        note={proposes ? t('expert.proposal.note') : undefined}
        crumbs={[
          proposes
            ? { label: t('review.title'), to: '/review' }
            : { label: t('expert.title'), to: '/experts' },
        ]}
      >
        {proposes && (
          <Link className="qx-button" to="/experts/proposals/new">
            {t('expert.proposal.new')}
          </Link>
        )}
      </PageHeader>
      <PlainTable
        rows={rows}
        keyOf={({ id }) => id}
        columns={useColumns()}
        empty={t(proposes ? 'expert.proposal.noneOwn' : 'expert.proposal.none')}
      />
    </>
  )
}

function useColumns(): PlainColumn<ProposalRow>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  return [
    {
      key: 'name',
      label: t('expert.name'),
      nowrap: true,
      cell: (row) => <Link to={`/experts/proposals/${row.id}`}>{row.name}</Link>,
    },
    { key: 'employer', label: t('expert.employer'), cell: ({ employer }) => employer },
    { key: 'kind', label: t('expert.kind'), cell: ({ kind }) => text(`scoring.kind.${kind}`) },
    { key: 'unit', label: t('expert.proposal.office'), cell: ({ unit }) => name(unit) },
    {
      key: 'createdAt',
      label: t('expert.proposal.at'),
      nowrap: true,
      cell: ({ createdAt }) => <DateTime at={createdAt} />,
    },
    {
      key: 'dueAt',
      label: t('expert.proposal.due'),
      cell: ({ dueAt }) => <Countdown due={dueAt} />,
    },
    {
      key: 'status',
      label: t('expert.state'),
      nowrap: true,
      cell: ({ status }) => <Status of="proposal" status={status} />,
    },
  ]
}
