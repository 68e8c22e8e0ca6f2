import { data, redirect } from 'react-router'
import { discloseEntry } from '#app/services/admin/disclose.server.ts'
import { ctxOf } from '../context.server.ts'
import { contentDisposition } from '../files/disposition.ts'
import type { Route } from './+types/disclose.ts'

export function loader(): never {
  throw data({ code: 'absent' }, { status: 404 })
}

/** The proof, or back to the requests, which say why it cannot be taken out. */
export async function action({ params, context }: Route.ActionArgs) {
  const taken = await discloseEntry(ctxOf(context), { id: params.id })
  if (!taken.ok) return redirect('/audit/disclosures')
  const { name, file } = taken.value
  return new Response(file, {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': contentDisposition('attachment', name),
    },
  })
}
