import { Form, Link } from 'react-router'
import { listCalls, portalStates, type Call } from '#app/db/portal.server.ts'
import { toneOf } from '#app/ui/guideline/status.ts'
import { Pages, ViewTabs } from '#app/ui/list-parts.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { CallCountdown, ServerClock } from '#app/ui/portal/clock.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount, DateTime } from '#app/ui/values.tsx'
import { givenOf } from '../context.server.ts'
import { readListQuery } from '../list-query.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/calls.ts'

const views = ['all', 'open', 'coming', 'closed'] as const

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { view, page, filters } = readListQuery(url, { views, sorts: [], sort: '', filters: ['q', 'year'] })
  const state = Object.keys(portalStates).find((name) => name === view) as
    keyof typeof portalStates | undefined
  const year = /^\d{4}$/.test(filters.year ?? '') ? Number(filters.year) : null
  const found = await listCalls(givenOf(context).db, { q: filters.q, state, year, page })
  return {
    ...found,
    view,
    page,
    q: filters.q ?? '',
    year,
    signedIn: (await findVisitor(request, context)) !== null,
  }
}

export default function Calls({ loaderData }: Route.ComponentProps) {
  const { calls, counts, count, pageSize, view, page, q, year, years, signedIn } = loaderData
  const t = useT()
  const all = counts.open + counts.coming + counts.closed
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${t('portal.calls')} · ${t('common.system')}`}</title>
          <h1>{t('portal.calls')}</h1>
          <p className="qx-portalfacts">{t('portal.lead')}</p>
          <Form role="search">
            {view !== 'all' && <input type="hidden" name="view" value={view} />}
            <input
              key={q}
              className="qx-input"
              type="search"
              name="q"
              defaultValue={q}
              maxLength={100}
              aria-label={t('portal.search')}
              placeholder={t('portal.searchHint')}
            />
            <select
              key={year}
              className="qx-input"
              name="year"
              defaultValue={year ?? ''}
              aria-label={t('portal.year')}
            >
              <option value="">{t('portal.anyYear')}</option>
              {years.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
            <button className="qx-button">{t('common.list.search')}</button>
          </Form>
          <ServerClock />
          {!signedIn && (
            <p className="qx-portalinvite">
              <Link to="/register">{t('session.register')}</Link>
            </p>
          )}
        </>
      }
    >
      <ViewTabs
        current={view}
        views={views.map((key) => ({
          key,
          label: t(`portal.views.${key}`),
          count: key === 'all' ? all : counts[key],
        }))}
      />
      {calls.length === 0 ? (
        <div className="qx-empty">
          <p>{t('portal.noCalls')}</p>
          <p>{t('portal.noCallsHint')}</p>
        </div>
      ) : (
        <ul className="qx-calls">
          {calls.map((call) => (
            <CallCard key={call.code} call={call} />
          ))}
        </ul>
      )}
      <Pages number={page} size={pageSize} count={count} />
    </PortalFrame>
  )
}

function CallCard({ call }: { call: Call }) {
  const t = useT()
  const text = useText()
  const name = useName()
  const tone = toneOf(call.status)
  return (
    <li className="qx-callcard" data-tone={tone}>
      <MarkChinese>
        <div>
          <p className="qx-row">
            <StatusBadge tone={tone} label={text(`state.guideline.${call.status}`)} />
            {call.publishedVersion > 1 && <StatusBadge tone="wait" label={t('portal.amended')} />}
          </p>
          <h2>
            <Link to={`/call/${encodeURIComponent(call.code)}`} prefetch="intent">
              {call.title}
            </Link>
          </h2>
          <p className="qx-callmeta">
            {call.documentNo && <span>{call.documentNo}</span>}
            <span>{name(call.category)}</span>
            <span>
              {t('portal.period')} <DateTime at={call.applyStart} /> — <DateTime at={call.applyEnd} />
            </span>
            <span>
              {t('portal.budget')} <Amount fen={call.budgetFen} />
            </span>
          </p>
        </div>
      </MarkChinese>
      <div className="qx-callside">
        <CallCountdown {...call} />
      </div>
    </li>
  )
}
