import { Form, Link, redirect, useLocation } from 'react-router'
import { auditMost, auditPage, auditSorts, searchAudit } from '#app/db/admin/audit.server.ts'
import { logState } from '#app/db/log-lag.server.ts'
import { checkDay } from '#app/domain/kernel/shanghai.ts'
import { findIn } from '#app/i18n/audit-words.ts'
import { env } from '#app/platform/env.server.ts'
import { exportAudit } from '#app/services/admin/export-audit.server.ts'
import { AuditEntry } from '#app/ui/admin/audit-entry.tsx'
import { type ActGroup, AuditFields } from '#app/ui/admin/audit-fields.tsx'
import { LogLagFacts } from '#app/ui/admin/log-lag.tsx'
import { type Column, ListPage } from '#app/ui/list-page.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useT } from '#app/ui/page.tsx'
import { DateTime } from '#app/ui/values.tsx'
import '#app/ui/office/office.css'
import { ctxOf, pageContext } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/audit.ts'
import { actGroups, auditRowIn } from './audit-row.server.ts'

const names = ['dossier', 'person', 'act', 'result', 'from', 'to'] as const
const results = ['done', 'refused']

/** What the address asks for; days that are none and results that do not exist fall away. */
function readQuery(url: URL) {
  const { filters, sort, page, size } = readListQuery(url, {
    sorts: auditSorts,
    sort: '-at',
    filters: names,
    size: auditPage,
  })
  for (const name of ['from', 'to']) {
    const day = checkDay(filters[name] ?? '')
    if (day.ok) filters[name] = day.value
    else delete filters[name]
  }
  if (!results.includes(filters.result ?? '')) delete filters.result
  return { filters, sort, page, size }
}

export async function loader({ url, context }: Route.LoaderArgs) {
  const { filters, sort, page, size } = readQuery(url)
  const ctx = ctxOf(context)
  const find = findIn(context.get(pageContext).locale)
  const { rows, count } = await searchAudit(ctx, { ...filters, sort, page })
  return {
    rows: rows.map((row) => auditRowIn(find, row)),
    count,
    state: await logState(ctx.db),
    late: env.auditLagAlarm,
    acts: actGroups(find),
    filters,
    sort,
    page,
    size,
    most: auditMost,
  }
}

/** The entries that the address finds, as a document. */
export async function action({ url, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const format = form.get('format') === 'xlsx' ? 'xlsx' : 'pdf'
  const { filters, sort } = readQuery(url)
  const made = await exportAudit(ctxOf(context), { filter: filters, sort, format })
  return made.ok ? redirect(`/documents/${made.value.documentId}`) : refusalResponse(made)
}

type Row = Route.ComponentProps['loaderData']['rows'][number]

export default function Audit({ loaderData, actionData }: Route.ComponentProps) {
  const { rows, count, filters, sort, page, size, most, state, late } = loaderData
  const t = useT()
  const say = (name: (typeof names)[number], value: string) =>
    name === 'act'
      ? labelOf(loaderData.acts, value)
      : name === 'result'
        ? t(value === 'refused' ? 'admin.audit.refused' : 'admin.audit.done')
        : value
  return (
    <ListPage
      title={t('admin.places.audit')}
      note={
        count === most ? `${t('admin.auditNote')} ${t('admin.auditMost', { most })}` : t('admin.auditNote')
      }
      crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      actions={<Exports />}
      lead={
        <div className="qx-stack">
          <RefusalMessage refusal={actionData?.refusal} />
          <LogLagFacts state={state} late={late} />
        </div>
      }
      chips={names.flatMap((name) => {
        const value = filters[name]
        return value ? [{ name, label: `${t(`admin.audit.${name}`)}: ${say(name, value)}` }] : []
      })}
      filters={<AuditFields names={names} acts={loaderData.acts} values={filters} />}
      columns={useColumns()}
      twoLines
      rows={rows}
      keyOf={(row) => row.id}
      sort={sort}
      page={{ number: page, size, count }}
      empty={t('admin.noAudit')}
    />
  )
}

function labelOf(groups: readonly ActGroup[], act: string): string {
  return groups.flatMap(({ acts }) => acts).find((one) => one.act === act)?.label ?? act
}

/** The public page of the log, and what was found as a document: PDF or workbook. */
function Exports() {
  const t = useT()
  const { search } = useLocation()
  return (
    <Form method="post" action={search || '?'} className="qx-row">
      <a href="/log">{t('audit.log.title')}</a>
      {(['pdf', 'xlsx'] as const).map((format) => (
        <button
          key={format}
          name="format"
          value={format}
          className="qx-button qx-plain"
          title={t('admin.audit.exportNote')}
        >
          {t('admin.audit.export', { format: format === 'pdf' ? 'PDF' : 'Excel' })}
        </button>
      ))}
    </Form>
  )
}

function useColumns(): Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'at',
      sort: true,
      label: t('admin.audit.at'),
      nowrap: true,
      cell: ({ at }) => <DateTime at={at} />,
    },
    {
      key: 'person',
      share: 2,
      label: t('admin.audit.person'),
      cell: ({ person, inPlaceOf, from }) => (
        <>
          <span>
            {inPlaceOf.length > 0
              ? t('common.record.inPlaceOf', { person, others: inPlaceOf.join('、') })
              : person}
          </span>
          <small className="qx-hint qx-block">{from}</small>
        </>
      ),
    },
    {
      key: 'act',
      label: t('admin.audit.act'),
      share: 2,
      cell: ({ act, result, refusal }) => (
        <>
          {act}
          {result === 'refused' && (
            <small className="qx-bad qx-block">
              {t('admin.audit.refused')}
              {refusal && ` · ${refusal}`}
            </small>
          )}
        </>
      ),
    },
    {
      key: 'dossier',
      share: 2,
      label: t('admin.audit.dossier'),
      cell: ({ dossier, dossierName, n }) => (
        <>
          <Link to={`?dossier=${encodeURIComponent(dossier)}`} title={dossier}>
            {dossierName}
          </Link>
          <small className="qx-hint qx-block">{t('admin.audit.number', { n })}</small>
        </>
      ),
    },
    {
      key: 'changes',
      share: 4,
      label: t('admin.audit.changes'),
      cell: (row) => <AuditEntry entry={row} />,
    },
  ]
}
