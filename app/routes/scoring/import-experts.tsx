import { Form, redirect, useNavigation } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { guidesOf, requireImport } from '#app/services/import-workbook.server.ts'
import { importExperts, pasteExperts, tryExperts } from '#app/services/scoring/import-experts.server.ts'
import { Field } from '#app/ui/field.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { useCaption } from '#app/ui/row-problems.tsx'
import { SheetGuides } from '#app/ui/sheet-guide.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { WorkbookTrial } from '#app/ui/workbook-trial.tsx'
import { ctxOf, pageContext } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/import-experts.ts'

const mostShown = 100
const captions = ['expert.list.columns', 'expert.tie']

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  requireImport(ctx, 'experts')
  const page = { guides: guidesOf('experts', context.get(pageContext).locale) }
  const fileId = url.searchParams.get('file')
  if (!fileId) return { ...page, fileId: null, trial: null, refusal: null }
  const tried = await tryExperts(ctx, fileId)
  if (!tried.ok) return { ...page, fileId: null, trial: null, refusal: tried.refusal }
  const { problems, ...trial } = tried.value
  const shown = { problemCount: problems.length, problems: problems.slice(0, mostShown) }
  return { ...page, fileId, refusal: null, trial: { ...trial, ...shown } }
}

/** Imports the tried workbook, or what was pasted. */
export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const file = form.get('file')
  const rows = String(form.get('rows') ?? '')
  const result = await (typeof file === 'string' ? importExperts(ctx, file) : pasteExperts(ctx, rows))
  if (result.ok) return redirect(`/experts?imported=${result.value.count}`)
  return refusalResponse(result, { typed: rows })
}

export default function ImportExperts({ loaderData, actionData }: Route.ComponentProps) {
  const { guides, fileId, trial } = loaderData
  const t = useT()
  const refused = actionData?.refusal
  const ofRows = refused?.fields ? refused : null
  return (
    <>
      <PageHeader
        title={t('workbook.title.experts')}
        note={t('expert.importNote')}
        crumbs={[{ label: t('expert.title'), to: '/experts' }]}
      />
      <div className="qx-stack">
        <RefusalMessage refusal={loaderData.refusal ?? (ofRows ? null : refused)} />
        <WorkbookForm list="experts" />
        {trial && (
          <WorkbookTrial
            {...trial}
            fileId={fileId}
            counts={t('expert.counts', { added: trial.added })}
            rows={trial.added}
            captions={captions}
          />
        )}
        <Paste
          columns={guides[0]?.columns.map(({ caption }) => caption) ?? []}
          refusal={ofRows}
          typed={actionData?.typed}
        />
        <SheetGuides sheets={guides} note={t('expert.listNote')} />
      </div>
    </>
  )
}

function Paste({
  columns,
  refusal,
  typed,
}: {
  columns: readonly string[]
  refusal: Refusal | null
  typed: string | undefined
}) {
  const t = useT()
  const captionOf = useCaption(captions)
  const busy = useNavigation().state !== 'idle'
  const rowWords = (path: string) => {
    const [, row, field] = /^(\d+)\.(.+)$/.exec(path) ?? []
    return row && field ? `${t('expert.row', { row })} ${captionOf(field)}` : t('expert.rows')
  }
  return (
    <Form method="post" className="qx-card qx-stack" aria-labelledby="paste">
      <h2 id="paste">{t('expert.paste')}</h2>
      {refusal && (
        <div className="qx-message" data-tone="bad" role="alert">
          <p>{refusal.words}</p>
          <ul>
            {refusal.fields?.slice(0, mostShown).map(({ path, code, words }) => (
              <li key={`${path} ${code}`}>
                {rowWords(path)}: {words}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Field label={t('expert.rows')} hint={t('expert.pasteHint', { columns: columns.join(' · ') })} required>
        {(link) => (
          <textarea {...link} name="rows" rows={6} className="qx-input" required defaultValue={typed} />
        )}
      </Field>
      <p>
        <button className="qx-button" disabled={busy}>
          {t('expert.importGo')}
        </button>
      </p>
    </Form>
  )
}
