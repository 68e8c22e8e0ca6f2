import { Link } from 'react-router'
import { listPublicity } from '#app/db/approval/publicity.server.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useT } from '#app/ui/page.tsx'
import { ServerClock } from '#app/ui/portal/clock.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Countdown } from '#app/ui/values.tsx'
import { givenOf } from '../context.server.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/publicity-list.ts'
import '#app/ui/approval/approval.css'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { db, now } = givenOf(context)
  const visitor = await findVisitor(request, context)
  return { lists: await listPublicity(db, now), signedIn: visitor !== null }
}

export default function PublicityList({ loaderData }: Route.ComponentProps) {
  const { lists, signedIn } = loaderData
  const t = useT()
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${t('approval.publicity.title')} · ${t('common.system')}`}</title>
          <h1>{t('approval.publicity.title')}</h1>
          <p className="qx-portalfacts">{t('approval.publicity.lead')}</p>
          <ServerClock />
        </>
      }
    >
      {lists.length === 0 && <div className="qx-empty">{t('approval.publicity.none')}</div>}
      <ul className="qx-ready">
        {lists.map(({ id, guideline, projects, postedOn, endsOn, publicityEnd, running }) => (
          <li key={id} className="qx-card qx-stack">
            <h2>
              <MarkChinese>
                <Link to={`/publicity/${id}`}>{guideline.title}</Link>
              </MarkChinese>
            </h2>
            <p className="qx-row">
              <StatusBadge
                tone={running ? 'accent' : 'quiet'}
                label={t(running ? 'approval.publicity.running' : 'approval.publicity.ended')}
              />
              <span>{t('approval.publicity.projects', { count: projects })}</span>
              <span className="qx-soft">
                {t('approval.publicity.period')} {postedOn} — {endsOn}
              </span>
              {running && <Countdown due={publicityEnd} />}
            </p>
          </li>
        ))}
      </ul>
    </PortalFrame>
  )
}
