import { IconBell, IconChecklist, IconMenu2, IconSearch, IconUserCircle } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Form, Link, useLocation, useNavigation } from 'react-router'
import { counted } from '#app/i18n/format.ts'
import type { MessageKey } from '#app/i18n/index.ts'
import { chooseColour } from './colour.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { MarkChinese } from './mark-chinese.tsx'
import { Menu } from './menu.tsx'
import { useName, useT, useText } from './page.tsx'
import { useKeyboard } from './keyboard.ts'
import { SignedOutDialog } from './signed-out.tsx'
import { isOfStage, type StageName, stagePaths } from './stages.ts'

export type ShellProps = {
  person: { name: string; roles: readonly string[]; office: { name: string; nameEn: string } }
  todo: number
  unread: number
  /** minutes for which the audit log has published nothing, for those who are told; null: all is well */
  logLate?: number | null
  /** why the audit log is not signed; while `readOnly` nothing can be changed */
  logHalt?: { code: string; params: Record<string, string | number>; readOnly: boolean } | null
  /** only those in which the person has something, in the order of life */
  stages: readonly { stage: StageName; count: number }[]
}

/** The frame of every signed-in page. */
export function Shell({
  person,
  todo,
  unread,
  logLate = null,
  logHalt = null,
  stages,
  children,
}: ShellProps & { children: ReactNode }) {
  const t = useT()
  const text = useText()
  const nameOf = useName()
  const { key, pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === key
  const moving = useNavigation().state !== 'idle'
  useKeyboard()
  return (
    <div className="qx-shell" data-nav={open ? 'open' : undefined}>
      <a className="qx-skip" href="#main">
        {t('common.shell.skip')}
      </a>
      <header className="qx-top">
        <button
          type="button"
          className="qx-icon qx-burger"
          aria-label={t('common.shell.menu')}
          aria-expanded={open}
          aria-controls="navigation"
          onClick={() => setOpenAt(open ? null : key)}
        >
          <IconMenu2 size={22} aria-hidden />
        </button>
        <Link to="/work" className="qx-system">
          <strong>{t('common.systemShort')}</strong>
          <MarkChinese>
            <span>{nameOf(person.office)}</span>
          </MarkChinese>
        </Link>
        <Form action="/search" role="search" className="qx-search">
          <IconSearch size={18} aria-hidden />
          <input
            name="q"
            type="search"
            aria-label={t('common.shell.search')}
            placeholder={t('common.shell.search')}
          />
        </Form>
        <Link to="/work" className="qx-topitem" aria-label={t('common.shell.todo', { count: counted(todo) })}>
          <IconChecklist size={20} aria-hidden />
          <span className="qx-wide" aria-hidden>
            {t('common.shell.todoShort')}
          </span>{' '}
          {todo > 0 && (
            <b className="qx-count" aria-hidden>
              {counted(todo)}
            </b>
          )}
        </Link>
        <Link to="/notices" className="qx-topitem" aria-label={t('common.shell.notices', { count: unread })}>
          <IconBell size={20} aria-hidden />
          <span className="qx-wide" aria-hidden>
            {t('common.shell.noticesShort')}
          </span>{' '}
          {unread > 0 && (
            <b className="qx-count" aria-hidden>
              {unread > 99 ? '99+' : unread}
            </b>
          )}
        </Link>
        <LanguageSwitch />
        <PersonMenu person={person} />
      </header>
      <nav id="navigation" className="qx-nav" aria-label={t('common.shell.navigation')}>
        <ul>
          {stages.map(({ stage, count }) => (
            <li key={stage}>
              <Link
                to={stagePaths[stage]}
                prefetch="intent"
                aria-current={isOfStage(pathname, stage) ? 'page' : undefined}
              >
                <span>{t(`common.stage.${stage}`)}</span>
                {count > 0 && <b className="qx-count">{counted(count)}</b>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" className="qx-main" tabIndex={-1} aria-busy={moving}>
        {moving && <div className="qx-moving" />}
        {logHalt && (
          <p className="qx-message qx-alarm" data-tone="bad" role="status">
            {text([`common.halt.${logHalt.code}`], logHalt.params)}
            {logHalt.readOnly && ` ${t('common.halt.readOnly')}`}
          </p>
        )}
        {logLate !== null && !logHalt && (
          <p className="qx-message qx-alarm" data-tone="bad" role="status">
            {t('common.shell.logLate', { minutes: logLate })}
          </p>
        )}
        {children}
      </main>
      <SignedOutDialog />
    </div>
  )
}

/** Who reads a log of acts of their own scope. */
const withActs = ['applicant', 'handler', 'approver']

function PersonMenu({ person }: { person: ShellProps['person'] }) {
  const t = useT()
  const { key } = useLocation()
  return (
    <Menu
      key={key}
      className="qx-person"
      button="qx-topitem"
      label={`${t('common.shell.person')} ${person.name}`}
      summary={
        <>
          <IconUserCircle size={20} aria-hidden />
          <MarkChinese>
            <span className="qx-wide">{person.name}</span>
          </MarkChinese>
        </>
      }
    >
      <div className="qx-menu">
        <p>
          <MarkChinese>
            <strong>{person.name}</strong>
          </MarkChinese>
          <br />
          <small>{person.roles.map((role) => t(roleKey(role))).join(' · ')}</small>
        </p>
        <div role="group" aria-label={t('common.shell.colour')} className="qx-segments">
          <button type="button" onClick={() => chooseColour('light')}>
            {t('common.shell.colourLight')}
          </button>
          <button type="button" onClick={() => chooseColour('dark')}>
            {t('common.shell.colourDark')}
          </button>
          <button type="button" onClick={() => chooseColour('auto')}>
            {t('common.shell.colourAuto')}
          </button>
        </div>
        {person.roles.some((role) => withActs.includes(role)) && (
          <Link to="/acts">{t('common.shell.acts')}</Link>
        )}
        {person.roles.includes('applicant') && <Link to="/enterprise/staff">{t('common.shell.staff')}</Link>}
        {inOffice(person) && <Link to="/delegation">{t('common.shell.delegation')}</Link>}
        <Link to="/contact">{t('common.shell.contact')}</Link>
        <Link to="/password">{t('common.shell.password')}</Link>
        <form method="post" action="/sign-out">
          <button className="qx-linklike">{t('common.shell.signOut')}</button>
        </form>
      </div>
    </Menu>
  )
}

/** People of enterprises and experts have no colleagues who could stand in for them. */
function inOffice({ roles }: ShellProps['person']): boolean {
  return !roles.includes('applicant') && !roles.includes('expert')
}

function roleKey(role: string): MessageKey {
  return `common.role.${role}` as MessageKey
}
