import { isRouteErrorResponse, Link } from 'react-router'
import { fileSize } from '#app/i18n/format.ts'
import type { MessageKey } from '#app/i18n/index.ts'
import { usePage, useT } from './page.tsx'

type Words = { title: MessageKey; text: MessageKey; params?: Record<string, string | number> }

/**
 * Says in words what went wrong and what to do now. `error` is whatever the router caught, or the status of an
 * answer; `inside` the frame the way leads back to the desk.
 */
export function ErrorPage({ error, inside = false }: { error: unknown; inside?: boolean }) {
  const t = useT()
  const { requestId } = usePage()
  const words = wordsOf(error)
  const said = isRouteErrorResponse(error) ? textIn(error.data, 'words') : null
  const list = isRouteErrorResponse(error) ? textIn(error.data, 'list') : null
  return (
    <section className="qx-error" aria-labelledby="error-title">
      <title>{`${t(words.title)} · ${t('common.system')}`}</title>
      <h1 id="error-title">{t(words.title)}</h1>
      <p>{said ?? t(words.text, { id: requestId, ...words.params })}</p>
      <p className="qx-error-ways">
        {words.title === 'common.error.signedOutTitle' && (
          <a href="/sign-in?next=/signed-in-again" target="_blank" rel="noreferrer">
            {t('common.form.signInAgain')}
          </a>
        )}
        {list && <Link to={list}>{t('common.error.list')}</Link>}
        {inside ? <Link to="/work">{t('common.error.desk')}</Link> : <a href="/">{t('common.error.home')}</a>}
      </p>
    </section>
  )
}

function wordsOf(error: unknown): Words {
  const caught = isRouteErrorResponse(error) ? error : null
  const status = caught ? caught.status : error
  if (typeof status !== 'number')
    return { title: 'common.error.failedTitle', text: 'common.error.failedText' }
  switch (status) {
    case 400:
      return { title: 'common.error.refusedTitle', text: 'common.error.unreadableText' }
    case 401:
      return { title: 'common.error.signedOutTitle', text: 'common.error.signedOutText' }
    case 403:
      return { title: 'common.error.forbiddenTitle', text: 'common.error.forbiddenText' }
    case 404:
      return { title: 'common.error.absentTitle', text: 'common.error.absentText' }
    case 405:
      return { title: 'common.error.methodTitle', text: 'common.error.absentText' }
    case 413:
      return {
        title: 'common.error.largeTitle',
        text: 'common.error.largeText',
        params: { limit: fileSize(Number(Reflect.get(Object(caught?.data), 'limit')) || 0) },
      }
    default:
      return status < 500
        ? { title: 'common.error.refusedTitle', text: 'common.error.absentText' }
        : { title: 'common.error.failedTitle', text: 'common.error.failedText' }
  }
}

/** What the server gave along: `words` that say why, and where the `list` stands that the person wanted to take out. */
function textIn(data: unknown, name: 'words' | 'list'): string | null {
  const text: unknown = Reflect.get(Object(data), name)
  return typeof text === 'string' ? text : null
}
