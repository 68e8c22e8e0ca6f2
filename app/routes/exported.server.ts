import { data, redirect, type RouterContextProvider } from 'react-router'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { refusedPage } from './refusal.server.ts'

/**
 * The page that waits for the workbook of a list, made in the background; throws what the service refuses, with the way
 * back to the list as it was filtered.
 */
export function toWorkbook(
  context: Readonly<RouterContextProvider>,
  result: Result<{ documentId: string }>,
  url: URL,
): Response {
  if (!result.ok) throw refusedPage(context, result.refusal, { list: listOf(url) })
  return redirect(`/documents/${result.value.documentId}`)
}

/** The address of an export takes posts only; whoever opens it is shown the way to its list. */
export function noPage({ url }: { url: URL }): never {
  throw data({ code: 'absent', list: listOf(url) }, { status: 404 })
}

/** The list that an address of an export takes out, with its filters and order. */
function listOf({ pathname, search }: URL): string {
  return pathname.replace(/\/export$/, '') + search
}
