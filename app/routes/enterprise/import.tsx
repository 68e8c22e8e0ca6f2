import { Form, useNavigation } from 'react-router'
import { may } from '#app/authorization/ability.ts'
import { creditColumns, enterpriseColumns } from '#app/domain/enterprise/import.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { importEnterprises, tryImport } from '#app/services/enterprise/import.server.ts'
import { Message, RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RowProblems } from '#app/ui/row-problems.tsx'
import { WorkbookForm } from '#app/ui/workbook-form.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/import.ts'

const mostShown = 100

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!may(ctx.actor, 'manage', 'CreditFlag')) throw new NotFound('page')
  const columns = { columns: [...enterpriseColumns], creditColumns: [...creditColumns] }
  const fileId = url.searchParams.get('file')
  if (!fileId) return { ...columns, fileId: null, dryRun: null, refusal: null }
  const tried = await tryImport(ctx, fileId)
  if (!tried.ok) return { ...columns, fileId: null, dryRun: null, refusal: tried.refusal }
  const { fileName, created, updated, flags, problems } = tried.value
  return {
    ...columns,
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
  const { columns, creditColumns: credit, fileId, dryRun, refusal } = loaderData
  const t = useT()
  const text = useText()
  const busy = useNavigation().state !== 'idle'
  const done = actionData && 'done' in actionData ? actionData.done : null
  const rows = dryRun ? dryRun.created + dryRun.updated + dryRun.flags : 0
  const names = (list: 'columns' | 'creditColumns', keys: readonly string[]) =>
    keys.map((key) => text(`enterprise.import.${list}.${key}`)).join(' · ')
  return (
    <>
      <PageHeader
        title={t('enterprise.import.title')}
        note={t('enterprise.import.note')}
        crumbs={[{ label: t('enterprise.title'), to: '/enterprises' }]}
      />
      <div className="qx-stack">
        <RefusalMessage
          refusal={refusal ?? (actionData && 'refusal' in actionData ? actionData.refusal : null)}
        />
        {done && <Message tone="good">{t('enterprise.import.done', done)}</Message>}
        <WorkbookForm action="/files/enterprises" />
        {dryRun && !done && (
          <section className="qx-card qx-stack" aria-labelledby="dry">
            <h2 id="dry">{t('enterprise.import.dryRun', { name: dryRun.fileName })}</h2>
            <p>
              {t('enterprise.import.counts', {
                created: dryRun.created,
                updated: dryRun.updated,
                flags: dryRun.flags,
              })}
            </p>
            <RowProblems
              rows={dryRun.problems}
              count={dryRun.problemCount}
              captions={['enterprise.import.columns', 'enterprise.import.creditColumns']}
            />
            {rows > 0 && (
              <Form method="post">
                <input type="hidden" name="file" value={fileId} />
                <button className="qx-button" disabled={busy}>
                  {t('enterprise.import.act', { count: rows })}
                </button>
              </Form>
            )}
          </section>
        )}
        <section className="qx-card qx-stack">
          <h2>{t('enterprise.import.captions')}</h2>
          <p>
            <b>{t('enterprise.import.enterprises')}</b>: {names('columns', columns)}
          </p>
          <p>
            <b>{t('enterprise.credit.title')}</b>: {names('creditColumns', credit)}
          </p>
          <p className="qx-soft">{t('enterprise.import.captionsNote')}</p>
        </section>
      </div>
    </>
  )
}
