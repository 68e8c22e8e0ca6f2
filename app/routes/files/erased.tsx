import { data } from 'react-router'
import { findFile } from '#app/db/file.server.ts'
import { Message } from '#app/ui/message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/erased.ts'

/** Where a download leads whose file was erased: it answers 410 and says so. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { name } = await findFile(ctxOf(context), params.id)
  return data({ name }, { status: 410 })
}

export default function ErasedFilePage({ loaderData }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader title={loaderData.name} />
      <Message tone="wait">{t('refusal.file_erased')}</Message>
    </>
  )
}
