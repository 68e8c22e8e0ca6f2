import { Link } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/home.ts'

const places = [
  { key: 'users', to: '/admin/users', subject: 'User' },
  { key: 'offices', to: '/admin/offices', subject: 'Office' },
  { key: 'vacancies', to: '/admin/vacancies', subject: 'User' },
  { key: 'mail', to: '/admin/mail', subject: 'Mail' },
  { key: 'jobs', to: '/admin/jobs', subject: 'Job' },
  { key: 'calendar', to: '/admin/calendar', subject: 'CalendarDay' },
  { key: 'audit', to: '/audit', subject: 'AuditEntry' },
  { key: 'disclosure', to: '/audit/disclosures', subject: 'Disclosure' },
  { key: 'epoch', to: '/admin/epoch', subject: 'LogEpoch' },
  { key: 'erasure', to: '/admin/erasure', subject: 'LogErasure' },
] as const

export async function loader({ context }: Route.LoaderArgs) {
  const { actor } = ctxOf(context)
  const open = places.filter(({ subject }) => may(actor, 'read', subject))
  if (open.length === 0) throw new NotFound('page')
  return { open: open.map(({ key, to }) => ({ key, to })) }
}

export default function Admin({ loaderData: { open } }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader title={t('admin.title')} note={t('admin.note')} />
      <ul className="qx-tiles">
        {open.map(({ key, to }) => (
          <li key={key}>
            <Link to={to} className="qx-card" prefetch="intent">
              <b>{t(`admin.places.${key}`)}</b>
              <span className="qx-soft">{t(`admin.placeNotes.${key}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
