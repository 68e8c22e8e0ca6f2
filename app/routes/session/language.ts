import { redirect } from 'react-router'
import { defaultLocale, isLocale } from '#app/i18n/index.ts'
import { keepLocale } from '#app/services/session.server.ts'
import { givenOf } from '../context.server.ts'
import { localeCookie } from '../cookies.server.ts'
import { findVisitor, safeNext } from '../visitor.server.ts'
import type { Route } from './+types/language.ts'

export function loader() {
  return redirect('/')
}

export async function action({ request, context }: Route.ActionArgs) {
  const given = givenOf(context)
  const form = await request.formData()
  const wanted = form.get('locale')
  const locale = isLocale(wanted) ? wanted : defaultLocale
  const actor = await findVisitor(request, context)
  if (actor) await keepLocale({ ...given, actor }, locale)
  return redirect(safeNext(form.get('next')), { headers: { 'Set-Cookie': localeCookie(given.site, locale) } })
}
