import { Link, redirect } from 'react-router'
import { demoPassword } from '#app/platform/demo.ts'
import { readHalt } from '#app/db/log-keys.server.ts'
import { type DemoAccount, listDemoAccounts } from '#app/db/session.server.ts'
import { absoluteLimit, signIn } from '#app/services/session.server.ts'
import { Door } from '#app/ui/door.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useLocale, useName, useT, useText } from '#app/ui/page.tsx'
import { givenOf } from '../context.server.ts'
import { cookieOf, localeCookie, sessionCookie } from '../cookies.server.ts'
import { refusedPage } from '../refusal.server.ts'
import { findVisitor, safeNext, tokenOf } from '../visitor.server.ts'
import type { Route } from './+types/sign-in.ts'

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { db, site } = givenOf(context)
  const next = url.searchParams.get('next')
  if (await findVisitor(request, context)) throw redirect(safeNext(next))
  const notice = url.searchParams.has('done') ? 'done' : tokenOf(request, context) ? 'again' : null
  const halt = await readHalt(db)
  const as = site.demo ? url.searchParams.get('as') : null
  return {
    accounts: site.demo ? await listDemoAccounts(db) : [],
    filled: as ? { loginName: as, password: demoPassword } : { loginName: '', password: '' },
    keep: next ? `&next=${encodeURIComponent(safeNext(next))}` : '',
    notice,
    halt: halt?.readOnly ? halt : null,
  }
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { site, ...visit } = givenOf(context)
  const form = await request.formData()
  const loginName = String(form.get('loginName') ?? '')
  const result = await signIn(
    { ...visit, userAgent: request.headers.get('User-Agent') ?? '' },
    { loginName, password: String(form.get('password') ?? '') },
  )
  if (!result.ok) return refusedPage(context, result.refusal, { loginName })
  const headers = new Headers()
  headers.append('Set-Cookie', sessionCookie(site, result.value.token, absoluteLimit / 1000))
  if (!cookieOf(request, 'locale')) headers.append('Set-Cookie', localeCookie(site, result.value.locale))
  return redirect(safeNext(url.searchParams.get('next')), { headers })
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const t = useT()
  const text = useText()
  const { accounts, filled, keep, notice, halt } = loaderData
  const refused = actionData?.words
  const loginName = actionData?.loginName ?? filled.loginName
  return (
    <Door title={t('session.signInTitle')}>
      <main className="qx-door-main">
        <section className="qx-card qx-stack" aria-labelledby="door-title">
          <h1 id="door-title">{t('session.signInTitle')}</h1>
          <p className="qx-soft">{t('session.welcome')}</p>
          {halt && (
            <p className="qx-message" data-tone="bad" role="status">
              {text(`common.halt.${halt.code}`, halt.params)} {t('common.halt.readOnly')}
            </p>
          )}
          {notice && !refused && (
            <p className="qx-message" role="status">
              {t(notice === 'done' ? 'session.signedOut' : 'session.again')}
            </p>
          )}
          {refused && (
            <p className="qx-message" data-tone="bad" role="alert">
              {refused}
            </p>
          )}
          <form method="post" className="qx-stack" key={loginName}>
            <div className="qx-field">
              <label htmlFor="loginName">{t('session.loginName')}</label>
              <input
                className="qx-input"
                id="loginName"
                name="loginName"
                autoComplete="username"
                defaultValue={loginName}
                required
              />
            </div>
            <div className="qx-field">
              <label htmlFor="password">{t('session.password')}</label>
              <input
                className="qx-input"
                id="password"
                name="password"
                type="password"
                autoComplete="current-password"
                defaultValue={filled.password}
                required
              />
            </div>
            <button className="qx-button">{t('session.signIn')}</button>
          </form>
          <p>
            <Link to="/register">{t('session.register')}</Link>
          </p>
        </section>
        {accounts.length > 0 && <DemoAccounts accounts={accounts} keep={keep} />}
      </main>
    </Door>
  )
}

function DemoAccounts({ accounts, keep }: { accounts: DemoAccount[]; keep: string }) {
  const t = useT()
  const name = useName()
  const text = useText()
  const locale = useLocale()
  return (
    <section className="qx-card qx-stack" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('session.demoTitle')}</h2>
      <p className="qx-soft">{t('session.demoHint')}</p>
      <ul className="qx-demo">
        {accounts.map((account) => (
          <li key={account.loginName}>
            <MarkChinese>
              <Link to={`?as=${encodeURIComponent(account.loginName)}${keep}`} replace preventScrollReset>
                <b>
                  {account.level ? text(`common.level.${account.level}`) : ''}{' '}
                  {text(`common.role.${account.role}`)}
                </b>
                <span>{locale === 'en' && account.nameEn ? account.nameEn : account.name}</span>
                <small>{name(account.office)}</small>
              </Link>
            </MarkChinese>
          </li>
        ))}
      </ul>
    </section>
  )
}
