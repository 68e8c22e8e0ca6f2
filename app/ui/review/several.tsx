import { Form, Link, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { TextField } from '../field.tsx'
import { Message } from '../message.tsx'
import { RefusalMessage } from '../messages.tsx'
import { PageHeader } from '../page-header.tsx'
import { useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount } from '../values.tsx'
import { useNodeName } from './act-fields.tsx'

type Row = {
  id: string
  version: number
  projectName: string
  applicantName: string
  receiptNo: string | null
  requestedFen: bigint
  status: string
  next: string | null
  quota: { limit: number; used: number } | null
  can: boolean
  refusal: Refusal | null
}

/** Before anything is done: what would happen to each chosen application, and why not to others. */
export function Several({ rows, refusal }: { rows: readonly Row[]; refusal: Refusal | null }) {
  const t = useT()
  const { state } = useNavigation()
  const able = rows.filter(({ can }) => can)
  const places = able.flatMap(({ quota }) => (quota ? [quota.limit - quota.used] : []))
  const left = places.length === 0 ? null : Math.min(...places)
  return (
    <>
      <PageHeader title={t('review.several.title')} crumbs={[{ label: t('review.title'), to: '/review' }]} />
      <Form method="post" className="qx-stack">
        <RefusalMessage refusal={refusal} />
        {rows.length === 0 && <div className="qx-empty">{t('review.several.none')}</div>}
        {left !== null && left < able.length && (
          <Message tone="wait">{t('review.several.short', { left, count: able.length })}</Message>
        )}
        {rows.length > 0 && <SeveralTable rows={rows} />}
        {able.length > 0 && (
          <section className="qx-card qx-stack">
            <p className="qx-soft">{t('review.several.effect')}</p>
            <TextField
              name="text"
              label={t('review.act.approverWords')}
              hint={t('review.several.wordsHint')}
              lines={3}
              maxLength={4000}
            />
            <div>
              <button className="qx-button" disabled={state !== 'idle'} aria-busy={state !== 'idle'}>
                {t('review.several.act', { count: able.length })}
              </button>
            </div>
          </section>
        )}
      </Form>
      <p className="qx-gap">
        <Link to="/review">{t('review.several.back')}</Link>
      </p>
    </>
  )
}

function SeveralTable({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  const nodeName = useNodeName()
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('review.columns.project')}</th>
            <th scope="col">{t('review.columns.applicant')}</th>
            <th scope="col" className="qx-number">
              {t('review.columns.requested')}
            </th>
            <th scope="col">{t('review.several.would')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={t('review.columns.project')}>
                {row.can && <input type="hidden" name="item" value={`${row.id} ${row.version}`} />}
                <Link to={`/applications/${row.id}`} title={row.projectName}>
                  {row.projectName}
                </Link>
              </td>
              <td data-label={t('review.columns.applicant')}>{row.applicantName}</td>
              <td data-label={t('review.columns.requested')} className="qx-number">
                <Amount fen={row.requestedFen} bare />
              </td>
              <td data-label={t('review.several.would')}>
                {row.can ? (
                  <StatusBadge
                    tone="accent"
                    label={t('review.several.to', { node: row.next ? nodeName(row.next) : '' })}
                  />
                ) : (
                  <span>
                    <StatusBadge tone="wait" label={t('review.several.not')} />{' '}
                    {row.refusal?.words ?? t('review.act.notOpen')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What became of each. */
export function SeveralDone({
  rows,
  results,
}: {
  rows: readonly Pick<Row, 'id' | 'projectName' | 'applicantName'>[]
  results: readonly { id: string; to: string | null; refusal: Refusal | null }[]
}) {
  const t = useT()
  const nodeName = useNodeName()
  const done = results.filter(({ to }) => to !== null).length
  const failed = results.length - done
  return (
    <>
      <PageHeader title={t('review.several.title')} crumbs={[{ label: t('review.title'), to: '/review' }]} />
      <Message tone={failed > 0 ? 'wait' : 'good'}>{t('review.several.done', { done, failed })}</Message>
      <ul className="qx-stack qx-gap">
        {results.map(({ id, to, refusal }) => {
          const row = rows.find((one) => one.id === id)
          return (
            <li key={id} className="qx-card">
              <Link to={`/applications/${id}`}>{row?.projectName ?? id}</Link>{' '}
              <small className="qx-soft">{row?.applicantName}</small>
              <p>
                {to ? (
                  <StatusBadge tone="good" label={t('review.several.to', { node: nodeName(to) })} />
                ) : (
                  <>
                    <StatusBadge tone="bad" label={t('review.several.not')} /> {refusal?.words}
                  </>
                )}
              </p>
            </li>
          )
        })}
      </ul>
      <p>
        <Link className="qx-button qx-plain" to="/review">
          {t('review.several.back')}
        </Link>
      </p>
    </>
  )
}
