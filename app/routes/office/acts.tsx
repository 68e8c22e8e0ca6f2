import { Link, useLocation } from 'react-router'
import { actsTold, type ActRow, listActs } from '#app/db/acts.server.ts'
import { checkDay } from '#app/domain/kernel/shanghai.ts'
import { actWord, findIn } from '#app/i18n/audit-words.ts'
import { AuditFields } from '#app/ui/admin/audit-fields.tsx'
import { Filters, hrefWith } from '#app/ui/list-parts.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useActed } from '#app/ui/acted.ts'
import { useName, useT } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { ProofLink } from '#app/ui/proof-link.tsx'
import { DateTime } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { actGroups } from '../admin/audit-row.server.ts'
import { ctxOf, pageContext } from '../context.server.ts'
import type { Route } from './+types/acts.ts'

const names = ['dossier', 'act', 'person', 'from', 'to'] as const

/** What the address asks for; days that are none fall away. */
function readQuery({ searchParams }: URL) {
  const filters: Record<string, string> = {}
  for (const name of names) {
    const value = (searchParams.get(name) ?? '').trim().slice(0, 100)
    const day = name === 'from' || name === 'to' ? checkDay(value) : null
    if (value && (!day || day.ok)) filters[name] = value
  }
  return { filters, before: searchParams.get('before')?.slice(0, 40) ?? undefined }
}

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const find = findIn(context.get(pageContext).locale)
  const { filters, before } = readQuery(url)
  const { rows, older } = await listActs(ctx, { ...filters, before })
  return {
    rows: rows.map((row) => ({ ...row, act: actWord(find, row.act), ...placeOf(row) })),
    older,
    first: !before,
    acts: actGroups(find, actsTold(ctx)),
    filters,
    applicant: ctx.actor.enterpriseId !== null,
  }
}

/** Where a dossier's own page is, and what it is. */
function placeOf({ dossier }: ActRow) {
  const [kind = '', id = ''] = dossier.split(':')
  if (kind === 'application') return { kind, to: `/applications/${id}?tab=history` }
  return { kind, to: kind === 'user' ? '/enterprise/staff' : '/enterprise' }
}

/** What was done on the dossiers that this person sees, newest first. */
export default function Acts({ loaderData }: Route.ComponentProps) {
  const { rows, older, first, acts, filters, applicant } = loaderData
  const t = useT()
  const { search } = useLocation()
  const labels = new Map(acts.flatMap((group) => group.acts.map(({ act, label }) => [act, label])))
  const say = (name: string, value: string) => (name === 'act' ? (labels.get(value) ?? value) : value)
  return (
    <>
      <PageHeader
        title={t('office.acts.title')}
        note={t(applicant ? 'office.acts.ownNote' : 'office.acts.note')}
      />
      <Filters
        filters={<AuditFields names={names} acts={acts} values={filters} />}
        chips={names.flatMap((name) => {
          const value = filters[name]
          return value ? [{ name, label: `${t(`admin.audit.${name}`)}: ${say(name, value)}` }] : []
        })}
      />
      <PlainTable
        columns={useColumns()}
        rows={rows}
        keyOf={({ id }) => id}
        empty={t(older ? 'office.acts.noneHere' : 'office.acts.none')}
      />
      {(older || !first) && (
        <nav className="qx-pages qx-row" aria-label={t('common.list.pages')}>
          {!first && <Link to={hrefWith(search, { before: null })}>{t('office.acts.newest')}</Link>}
          {older && (
            <Link to={hrefWith(search, { before: older })} rel="next">
              {t('office.acts.older')}
            </Link>
          )}
        </nav>
      )}
    </>
  )
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

function useColumns(): PlainColumn<Row>[] {
  const t = useT()
  const nameOf = useName()
  const acted = useActed()
  return [
    { key: 'at', label: t('admin.audit.at'), nowrap: true, cell: ({ at }) => <DateTime at={at} /> },
    {
      key: 'act',
      label: t('admin.audit.act'),
      cell: ({ act, reason }) => (
        <>
          {act}
          {reason && (
            <MarkChinese>
              <small className="qx-hint qx-block">{reason}</small>
            </MarkChinese>
          )}
        </>
      ),
    },
    {
      key: 'dossier',
      label: t('admin.audit.dossier'),
      cell: ({ about, kind, to }) => (
        <>
          <MarkChinese>
            <Link to={to}>
              {about?.name || t(`office.acts.kinds.${kind}` as 'office.acts.kinds.enterprise')}
            </Link>
          </MarkChinese>
          {about?.number && <small className="qx-hint qx-block">{about.number}</small>}
        </>
      ),
    },
    {
      key: 'person',
      label: t('admin.audit.person'),
      cell: ({ person, inPlaceOf, office }) => (
        <MarkChinese>
          {[office && nameOf(office), acted(person, inPlaceOf)].filter(Boolean).join(' ') ||
            t('common.role.system')}
        </MarkChinese>
      ),
    },
    {
      key: 'proof',
      label: t('office.acts.proof'),
      nowrap: true,
      cell: ({ place, leaf }) =>
        place === null ? t('admin.audit.waitsForPlace') : <ProofLink entry={place} leaf={leaf} />,
    },
  ]
}
