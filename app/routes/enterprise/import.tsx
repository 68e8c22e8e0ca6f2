import { importEnterprises, tryImport } from '#app/services/enterprise/import.server.ts'
import { guidesOf, requireImport } from '#app/services/import-workbook.server.ts'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { SheetGuides } from '#app/ui/sheet-guide.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { WorkbookTrial } from '#app/ui/workbook-trial.tsx'
import { ctxOf, pageContext } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/import.ts'

const mostShown = 100

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  requireImport(ctx, 'enterprises')
  const page = { guides: guidesOf('enterprises', context.get(pageContext).locale) }
  const fileId = url.searchParams.get('file')
  if (!fileId) return { ...page, fileId: null, dryRun: null, refusal: null }
  const tried = await tryImport(ctx, fileId)
  if (!tried.ok) return { ...page, fileId: null, dryRun: null, refusal: tried.refusal }
  const { fileName, created, updated, flags, problems } = tried.value
  return {
    ...page,
    fileId,
    refusal: null,
    dryRun: {
      fileName,
      created: created.length,
      updated: updated.length,
      flags,
      problemCount: problems.length,
      problems: problems.slice(0, mostShown),
    },
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const fileId = String((await request.formData()).get('file') ?? '')
  const result = await importEnterprises(ctxOf(context), fileId)
  return result.ok ? { done: result.value } : refusalResponse(result)
}

export default function ImportEnterprises({ loaderData, actionData }: Route.ComponentProps) {
  const { guides, fileId, dryRun, refusal } = loaderData
  const t = useT()
  const done = actionData && 'done' in actionData ? actionData.done : null
  return (
    <>
      <PageHeader
        title={t('workbook.title.enterprises')}
        note={t('enterprise.import.note')}
        crumbs={[{ label: t('enterprise.title'), to: '/enterprises' }]}
      />
      <div className="qx-stack">
        <RefusalMessage
          refusal={refusal ?? (actionData && 'refusal' in actionData ? actionData.refusal : null)}
        />
        {done && <Message tone="good">{t('enterprise.import.done', done)}</Message>}
        <WorkbookForm list="enterprises" />
        {dryRun && !done && (
          <WorkbookTrial
            {...dryRun}
            fileId={fileId}
            counts={t('enterprise.import.counts', {
              created: dryRun.created,
              updated: dryRun.updated,
              flags: dryRun.flags,
            })}
            rows={dryRun.created + dryRun.updated + dryRun.flags}
            captions={['enterprise.import.columns', 'enterprise.import.credit.columns']}
          />
        )}
        <SheetGuides sheets={guides} note={t('enterprise.import.captionsNote')} />
      </div>
    </>
  )
}
