import { redirect } from 'react-router'
import { signOut } from '#app/services/session.server.ts'
import { givenOf } from '../context.server.ts'
import { sessionCookie } from '../cookies.server.ts'
import { tokenOf } from '../visitor.server.ts'
import type { Route } from './+types/sign-out.ts'

export function loader() {
  return redirect('/sign-in')
}

export async function action({ request, context }: Route.ActionArgs) {
  const { site, ...visit } = givenOf(context)
  await signOut(visit, tokenOf(request, context))
  return redirect('/sign-in?done=1', { headers: { 'Set-Cookie': sessionCookie(site, '', 0) } })
}
