import { Link } from 'react-router'
import { findingsPerKind, searchEverything } from '#app/db/office/search.server.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/search.ts'

const kinds = ['applications', 'projects', 'enterprises', 'guidelines'] as const
const workflowOf = {
  applications: 'application',
  projects: 'project',
  guidelines: 'guideline',
  enterprises: '',
}

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 60)
  return {
    q,
    most: findingsPerKind,
    audience: ctx.actor.roles.includes('applicant') ? 'applicant' : 'staff',
    found: await searchEverything(ctx, q),
  }
}

export default function Search({ loaderData: { q, most, audience, found } }: Route.ComponentProps) {
  const t = useT()
  const text = useText()
  const some = kinds.filter((kind) => found[kind].length > 0)
  return (
    <>
      <PageHeader title={q ? t('office.searchFor', { words: q }) : t('office.search')} />
      <form role="search" className="qx-row qx-searchbig">
        <input
          key={q}
          className="qx-input"
          type="search"
          name="q"
          defaultValue={q}
          maxLength={60}
          aria-label={t('common.shell.search')}
          placeholder={t('office.searchHint')}
        />
        <button className="qx-button">{t('common.shell.searchGo')}</button>
      </form>
      {some.length === 0 && (
        <p className="qx-empty">{[...q].length < 2 ? t('office.searchShort') : t('office.searchNone')}</p>
      )}
      {some.map((kind) => (
        <section key={kind} className="qx-found" aria-labelledby={kind}>
          <h2 id={kind}>
            {t(`office.found.${kind}`)} <b className="qx-count">{found[kind].length}</b>
          </h2>
          <ul className="qx-card">
            {found[kind].map(({ id, title, note, status, link }) => (
              <li key={id}>
                <MarkChinese>
                  <Link to={link} prefetch="intent">
                    {title || t('office.untitled')}
                  </Link>
                </MarkChinese>{' '}
                <MarkChinese>
                  <span className="qx-soft">{note}</span>
                </MarkChinese>
                {status && (
                  <span className="qx-soft">
                    {' · '}
                    {text([
                      `state.${workflowOf[kind]}.${audience}.${status}`,
                      `state.${workflowOf[kind]}.${status}`,
                    ])}
                  </span>
                )}
              </li>
            ))}
          </ul>
          {found[kind].length === most && (
            <p className="qx-soft">{t('office.searchMore', { count: most })}</p>
          )}
        </section>
      ))}
    </>
  )
}
