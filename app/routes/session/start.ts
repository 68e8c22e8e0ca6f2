import { redirect } from 'react-router'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/start.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  return redirect((await findVisitor(request, context)) ? '/work' : '/sign-in')
}
