import { Link } from 'react-router'
import { auditMost, auditPage, type AuditRow, searchAudit } from '#app/db/admin/audit.server.ts'
import { erased } from '#app/domain/audit/erased.ts'
import { checkDay } from '#app/domain/kernel/shanghai.ts'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { DateTime } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import type { Route } from './+types/audit.ts'

const names = ['dossier', 'person', 'act', 'from', 'to'] as const

export async function loader({ url, context }: Route.LoaderArgs) {
  const { filters, page, size } = readListQuery(url, { sorts: [], sort: '', filters: names, size: auditPage })
  for (const name of ['from', 'to']) {
    const day = checkDay(filters[name] ?? '')
    if (day.ok) filters[name] = day.value
    else delete filters[name]
  }
  return {
    ...(await searchAudit(ctxOf(context), { ...filters, page })),
    filters,
    page,
    size,
    most: auditMost,
  }
}

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { rows, count, filters, page, size, most } = loaderData
  const t = useT()
  return (
    <ListPage
      title={t('admin.places.audit')}
      note={
        count === most ? `${t('admin.auditNote')} ${t('admin.auditMost', { most })}` : t('admin.auditNote')
      }
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      actions={<a href="/log">{t('audit.log.title')}</a>}
      chips={names.flatMap((name) => {
        const value = filters[name]
        return value ? [{ name, label: `${t(`admin.audit.${name}`)}: ${value}` }] : []
      })}
      filters={names.map((name) => (
        <label key={`${name} ${filters[name] ?? ''}`} className="qx-filter">
          <span className="qx-hint">{t(`admin.audit.${name}`)}</span>
          <input
            className="qx-input"
            name={name}
            type={name === 'from' || name === 'to' ? 'date' : 'search'}
            defaultValue={filters[name]}
            placeholder={name === 'dossier' ? t('admin.audit.dossierHint') : undefined}
          />
        </label>
      ))}
      columns={useColumns()}
      rows={rows}
      keyOf={(row) => row.id}
      page={{ number: page, size, count }}
      empty={t('admin.noAudit')}
    />
  )
}

function useColumns(): Column<AuditRow>[] {
  const t = useT()
  const text = useText()
  const dossierWord = (dossier: string) => {
    const [kind = '', id = ''] = dossier.split(':')
    return `${text([`admin.dossiers.${kind}`, kind])} ${id.length > 20 ? `…${id.slice(-12)}` : id}`
  }
  return [
    { key: 'at', label: t('admin.audit.at'), nowrap: true, cell: ({ at }) => <DateTime at={at} /> },
    {
      key: 'person',
      label: t('admin.audit.person'),
      cell: ({ person, via, ip }) => (
        <>
          {person === 'system' ? t('common.role.system') : person}
          <small className="qx-hint qx-block">
            {[via, ip === erased ? t('admin.audit.erased') : ip].filter(Boolean).join(' · ')}
          </small>
        </>
      ),
    },
    {
      key: 'act',
      label: t('admin.audit.act'),
      cell: ({ act, result, refusal }) => (
        <>
          {text([`transition.${act}.label`, `admin.acts.${act}`])}
          <small className={result === 'refused' ? 'qx-bad qx-block' : 'qx-hint qx-block'}>
            {result === 'refused' ? `${t('admin.audit.refused')} · ${refusal ?? ''}` : act}
          </small>
        </>
      ),
    },
    {
      key: 'dossier',
      label: t('admin.audit.dossier'),
      cell: ({ dossier, n }) => (
        <>
          <Link to={`?dossier=${encodeURIComponent(dossier)}`} title={dossier}>
            {dossierWord(dossier)}
          </Link>
          <small className="qx-hint qx-block">{t('admin.audit.number', { n })}</small>
        </>
      ),
    },
    {
      key: 'changes',
      label: t('admin.audit.changes'),
      cell: (row) => <Changes row={row} />,
    },
  ]
}

function Changes({ row: { id, changes: raw, reason, files, object, leaf, request } }: { row: AuditRow }) {
  const t = useT()
  const text = useText()
  const word = (key: string, value: string) =>
    value === erased
      ? t('admin.audit.erased')
      : key === 'status' && value
        ? text([`state.${object.type}.staff.${value}`, `state.${object.type}.${value}`, value])
        : value
  const changes = raw.map(({ key, before, after }) => ({
    key: text([`admin.keys.${key}`, key]),
    before: word(key, before),
    after: word(key, after),
  }))
  return (
    <details>
      <summary>
        {changes.length > 0
          ? changes
              .slice(0, 3)
              .map(({ key, before, after }) => (before ? `${key}: ${before} → ${after}` : `${key}: ${after}`))
              .join('; ')
              .slice(0, 120)
          : t('admin.audit.details')}
      </summary>
      <dl className="qx-auditfacts">
        <dt>{t('admin.audit.object')}</dt>
        <dd className="qx-wholerow">
          {object.type} {object.id}
        </dd>
        {changes.map(({ key, before, after }) => (
          <ChangeRow key={key} name={key} before={before} after={after} />
        ))}
        {reason && (
          <>
            <dt>{t('common.record.reason')}</dt>
            <dd className="qx-wholerow">{word('reason', reason)}</dd>
          </>
        )}
        {files.map(({ id, sha256, size }) => (
          <ChangeRow
            key={id}
            name={t('admin.audit.file')}
            before={id}
            after={`SHA-256 ${sha256} (${size} B)`}
          />
        ))}
        <dt>{t('admin.audit.leaf')}</dt>
        <dd className="qx-wholerow">{leaf}</dd>
        <dt>{t('admin.audit.request')}</dt>
        <dd className="qx-wholerow">{request}</dd>
      </dl>
      <form method="post" action={`/audit/${id}/proof`}>
        <button className="qx-button qx-plain">{t('admin.audit.disclose')}</button>{' '}
        <small className="qx-hint">{t('admin.audit.discloseHint')}</small>
      </form>
    </details>
  )
}

function ChangeRow({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{before || '—'}</dd>
      <dd>{after || '—'}</dd>
    </>
  )
}
