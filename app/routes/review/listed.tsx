import { redirect } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { importedLists, type ListedSource, listedSources } from '#app/db/review/listed-projects.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { wan } from '#app/i18n/format.ts'
import { guidesOf } from '#app/services/import-workbook.server.ts'
import { importList, tryList } from '#app/services/review/import-listed.server.ts'
import { withdrawList } from '#app/services/review/withdraw-list.server.ts'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { type PlainColumn, PlainTable } from '#app/ui/plain-table.tsx'
import { ImportedLists, WithdrawList } from '#app/ui/review/imported-lists.tsx'
import { SheetGuides } from '#app/ui/sheet-guide.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { WorkbookTrial } from '#app/ui/workbook-trial.tsx'
import { ctxOf, pageContext } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/listed.ts'

const mostShown = 100

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'read', 'ListedProject')) throw new NotFound('page')
  const imports = may(ctx.actor, 'manage', 'ListedProject')
  const lists = await importedLists(ctx)
  const asked = url.searchParams.get('withdraw')
  const page = {
    sources: await listedSources(ctx),
    lists,
    withdrawing: imports
      ? (lists.find(({ fileId, withdrawn }) => fileId === asked && !withdrawn) ?? null)
      : null,
    imports,
    withdrawn: /^\d+$/.exec(url.searchParams.get('withdrawn') ?? '')?.[0] ?? null,
    guides: guidesOf('listed_projects', context.get(pageContext).locale),
  }
  const fileId = url.searchParams.get('file')
  if (!fileId) return { ...page, fileId: null, trial: null, refusal: null }
  const tried = await tryList(ctx, fileId)
  if (!tried.ok) return { ...page, fileId: null, trial: null, refusal: tried.refusal }
  const { problems, ...trial } = tried.value
  const shown = { problemCount: problems.length, problems: problems.slice(0, mostShown) }
  return { ...page, fileId, refusal: null, trial: { ...trial, ...shown } }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '')
  if (word('act') === 'withdraw') {
    const reason = word('reason')
    const result = await withdrawList(ctxOf(context), { fileId: word('list'), reason })
    if (!result.ok) return refusalResponse(result, { typed: reason })
    return redirect(`/review/listed?withdrawn=${result.value.projects}`)
  }
  const result = await importList(ctxOf(context), word('file'))
  return result.ok ? { done: result.value } : refusalResponse(result, { typed: '' })
}

export default function ListedProjects({ loaderData, actionData }: Route.ComponentProps) {
  const { sources, lists, withdrawing, withdrawn, imports, guides, fileId, trial, refusal } = loaderData
  const t = useT()
  const done = actionData && 'done' in actionData ? actionData.done : null
  const refused = actionData && 'refusal' in actionData ? actionData : null
  return (
    <>
      <PageHeader
        title={t('workbook.title.listed_projects')}
        note={t('review.listed.note')}
        crumbs={[{ label: t('review.title'), to: '/review' }]}
      />
      <div className="qx-stack">
        <RefusalMessage refusal={refusal ?? (withdrawing ? null : refused?.refusal)} />
        {done && <Message tone="good">{t('review.listed.done', done)}</Message>}
        {withdrawn && <Message tone="good">{t('review.listed.withdrawnDone', { count: withdrawn })}</Message>}
        {withdrawing && <WithdrawList list={withdrawing} refusal={refused?.refusal} typed={refused?.typed} />}
        {imports && <WorkbookForm list="listed_projects" />}
        {trial && !done && (
          <WorkbookTrial
            {...trial}
            fileId={fileId}
            counts={t('review.listed.counts', {
              added: trial.added,
              changed: trial.changed,
              same: trial.same,
            })}
            rows={trial.added + trial.changed}
            captions={['review.listed.columns']}
          />
        )}
        <section className="qx-card qx-stack" aria-labelledby="sources">
          <h2 id="sources">{t('review.listed.there')}</h2>
          <PlainTable
            rows={sources}
            keyOf={({ department, year }) => `${department} ${year}`}
            empty={t('review.listed.noneStands')}
            columns={useSourceColumns()}
          />
        </section>
        <ImportedLists lists={lists} withdraws={imports} />
        {imports && <SheetGuides sheets={guides} note={t('review.listed.captionsNote')} />}
      </div>
    </>
  )
}

function useSourceColumns(): PlainColumn<ListedSource>[] {
  const t = useT()
  return [
    { key: 'department', label: t('review.listed.columns.department'), cell: ({ department }) => department },
    { key: 'year', label: t('review.listed.columns.year'), number: true, cell: ({ year }) => year },
    { key: 'count', label: t('review.listed.count'), number: true, cell: ({ count }) => count },
    {
      key: 'amount',
      label: t('review.listed.columns.amount'),
      number: true,
      cell: ({ amountFen }) => wan(amountFen),
    },
    { key: 'at', label: t('review.listed.at'), cell: ({ at }) => <DateTime at={at} /> },
  ]
}
