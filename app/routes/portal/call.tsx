import { Link } from 'react-router'
import { coSignedAt } from '#app/db/co-sign.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { unitNamesIn } from '#app/db/guideline.server.ts'
import { findCall } from '#app/db/portal.server.ts'
import { configurationDifferences } from '#app/domain/guideline/amendment.ts'
import { CallContent, contentSections } from '#app/ui/guideline/content.tsx'
import { Versions } from '#app/ui/guideline/versions.tsx'
import { toneOf } from '#app/ui/guideline/status.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { CallCountdown, ServerClock } from '#app/ui/portal/clock.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { givenOf } from '../context.server.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/call.ts'
import '#app/ui/guideline/guideline.css'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db } = givenOf(context)
  const { versions, ...call } = await findCall(db, params.code)
  const texts = await Promise.all(versions.map(({ number }) => configurationOf(db, call.id, number)))
  const coSigned = await coSignedAt(
    db,
    call.id,
    versions.map(({ sha256 }) => sha256),
  )
  const visitor = await findVisitor(request, context)
  return {
    call,
    units: await unitNamesIn(db, call.configuration),
    versions: versions.map((version, index) => {
      const [after, before] = [texts[index], texts[index + 1]]
      return {
        ...version,
        coSignedAt: coSigned.get(version.sha256) ?? null,
        changes: before && after ? configurationDifferences(before, after) : null,
      }
    }),
    signedIn: visitor !== null,
    staff: visitor !== null && visitor.enterpriseId === null,
  }
}

export default function Call({ loaderData }: Route.ComponentProps) {
  const { call, units, versions, signedIn, staff } = loaderData
  const { configuration } = call
  const [newest] = versions
  // two departments issue it together only with finance's signature under this very text
  const joint = !configuration.finance.coSigns || newest?.coSignedAt
  const issuers = joint ? configuration.issuedBy : configuration.issuedBy.slice(0, 1)
  const t = useT()
  const text = useText()
  const name = useName()
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${call.title} · ${t('common.system')}`}</title>
          <p>
            <Link to="/">{t('portal.back')}</Link>
          </p>
          <MarkChinese>
            <h1>{call.title}</h1>
          </MarkChinese>
          <p className="qx-portalfacts">
            <MarkChinese>
              {call.documentNo && <span>{call.documentNo}</span>}
              <span>
                {t('portal.issuedBy')} {issuers.join(' · ')}
              </span>
            </MarkChinese>
            <span>
              {t('portal.category')} {name(call.category)}
            </span>
            {call.publishedAt && (
              <span>
                {t('portal.publishedAt')} <DateTime at={call.publishedAt} />
              </span>
            )}
            {newest?.coSignedAt && (
              <span>
                {t('portal.coSigned')} <DateTime at={newest.coSignedAt} />
              </span>
            )}
            {newest && newest.number > 1 && (
              <span>
                {t('portal.amendedAt', { number: newest.number })} <DateTime at={newest.publishedAt} />
              </span>
            )}
          </p>
          <ServerClock />
        </>
      }
    >
      <div className="qx-callpage">
        <div>
          <CallContent configuration={configuration} units={units} />
          <div className="qx-call qx-callversions">
            <section id="versions" aria-labelledby="versions-title">
              <h2 id="versions-title">{t('portal.sections.versions')}</h2>
              <Versions versions={versions} configuration={configuration} />
            </section>
          </div>
        </div>
        <aside className="qx-callaside">
          <section className="qx-card">
            <StatusBadge tone={toneOf(call.status)} label={text(`state.guideline.${call.status}`)} />
            <CallCountdown {...call} />
            <p className="qx-soft">
              <DateTime at={call.applyStart} /> — <DateTime at={call.applyEnd} />
            </p>
            <Start code={call.code} id={call.id} status={call.status} staff={staff} />
          </section>
          <nav className="qx-card qx-contents" aria-label={t('portal.contents')}>
            <h2>{t('portal.contents')}</h2>
            {[...contentSections, 'versions' as const].map((section) => (
              <a key={section} href={`#${section}`}>
                {t(`portal.sections.${section}`)}
              </a>
            ))}
          </nav>
        </aside>
      </div>
    </PortalFrame>
  )
}

function Start({ id, status, staff }: { code: string; id: string; status: string; staff: boolean }) {
  const t = useT()
  if (status === 'published') return <p className="qx-hint">{t('portal.notOpenYetHint')}</p>
  if (status !== 'open')
    return status === 'suspended' ? null : <p className="qx-hint">{t('portal.closedHint')}</p>
  if (staff) return null
  return (
    <>
      <Link className="qx-button" to={`/applications/new?guideline=${id}`}>
        {t('portal.start')}
      </Link>
      <p className="qx-hint">{t('portal.startHint')}</p>
    </>
  )
}
