import { Form } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { type ErasureRow, listErasures } from '#app/db/admin/erasure.server.ts'
import { erasureKinds } from '#app/domain/audit/erasures.ts'
import { erasureFile } from '#app/platform/checkpoint-file.server.ts'
import { env } from '#app/platform/env.server.ts'
import { askErasure, declineErasure, erasePersonal } from '#app/services/admin/erasure.server.ts'
import { keptErasures, untilKept } from '#app/services/admin/erasure-list.server.ts'
import { ActPanel } from '#app/ui/act-panel.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/erasure.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const requests = await listErasures(ctx)
  const kept = await keptErasures(ctx.db, erasureFile(env.auditCheckpointFile))
  return {
    requests: requests.map((row) => ({ ...row, unkept: row.status === 'erased' && !kept.has(row.id) })),
    mayAsk: has(ctx.actor, 'sec_admin'),
    mayErase: has(ctx.actor, 'audit_admin'),
  }
}

/** Answers an erasure when the signed list beside the checkpoint file names it, at most RECEIPT_WAIT later. */
export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const [act, id, reason] = [text('act'), text('id').slice(0, 60), text('reason')]
  const kind = erasureKinds.find((one) => one === text('kind')) ?? 'entry'
  const typed = { id, reason, kind, target: text('target') }
  const result =
    act === 'ask'
      ? await askErasure(ctx, typed)
      : act === 'erase'
        ? await erasePersonal(ctx, { id })
        : await declineErasure(ctx, { id, reason })
  if (!result.ok) return refusalResponse(result, { act, typed })
  const list = { file: erasureFile(env.auditCheckpointFile), seconds: env.receiptWait }
  if (act === 'erase') await untilKept(ctx.db, id, list)
  return { done: true }
}

export default function ErasurePage({ loaderData, actionData }: Route.ComponentProps) {
  const { requests, mayAsk, mayErase } = loaderData
  const t = useT()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const asked = refused?.act === 'ask' ? refused : null
  return (
    <>
      <PageHeader
        title={t('admin.places.erasure')}
        note={t('admin.erasure.note')}
        crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      />
      <div className="qx-record">
        <div className="qx-recordmain qx-stack">
          {requests.map((row) => (
            <Request key={row.id} row={row} />
          ))}
          {requests.length === 0 && <p className="qx-soft">{t('admin.erasure.none')}</p>}
        </div>
        <aside className="qx-recordside">
          {actionData && 'done' in actionData && <Message tone="good">{t('admin.erasure.done')}</Message>}
          {mayAsk && (
            <Form method="post" className="qx-card qx-stack" key={requests.length}>
              <h2>{t('admin.erasure.ask')}</h2>
              <p className="qx-soft">{t('admin.erasure.askEffect')}</p>
              <RefusalMessage refusal={asked?.refusal} />
              <input type="hidden" name="act" value="ask" />
              <SelectField
                name="kind"
                label={t('admin.erasure.kind')}
                choices={erasureKinds.map((value) => ({ value, label: t(`admin.erasure.kinds.${value}`) }))}
                defaultValue={asked?.typed?.kind}
              />
              <TextField
                name="target"
                label={t('admin.erasure.target')}
                hint={t('admin.erasure.targetHint')}
                maxLength={100}
                required
                defaultValue={asked?.typed?.target}
              />
              <TextField
                name="reason"
                label={t('common.record.reason')}
                hint={t('admin.erasure.reasonHint')}
                lines={4}
                maxLength={2000}
                required
                defaultValue={asked?.typed?.reason}
              />
              <button className="qx-button">{t('admin.erasure.ask')}</button>
            </Form>
          )}
          {mayErase &&
            requests
              .filter(({ status, own }) => status === 'asked' && !own)
              .map((row) => {
                const own = refused?.typed?.id === row.id ? refused : null
                return (
                  <section key={row.id} className="qx-card qx-stack">
                    <h2>
                      <Target row={row} />
                    </h2>
                    <ActPanel
                      name="erase"
                      version={0}
                      label={t('admin.erasure.erase')}
                      consequence={t('admin.erasure.eraseEffect')}
                      confirm={t('admin.erasure.confirm', { values: row.values })}
                      danger={t(`admin.erasure.${row.target.kind}`, { id: row.target.id })}
                      refusal={own?.act === 'erase' ? own.refusal : null}
                    >
                      <input type="hidden" name="id" value={row.id} />
                    </ActPanel>
                    <ActPanel
                      name="decline"
                      version={0}
                      label={t('admin.erasure.decline')}
                      consequence={t('admin.erasure.declineEffect')}
                      reason="required"
                      folded
                      refusal={own?.act === 'decline' ? own.refusal : null}
                      typedReason={own?.typed?.reason}
                    >
                      <input type="hidden" name="id" value={row.id} />
                    </ActPanel>
                  </section>
                )
              })}
        </aside>
      </div>
    </>
  )
}

type Row = ErasureRow & { unkept: boolean }

function Target({ row: { target } }: { row: ErasureRow }) {
  const t = useT()
  return t(`admin.erasure.${target.kind}`, { id: target.id })
}

function Request({ row }: { row: Row }) {
  const t = useT()
  const { asked, answer } = row
  return (
    <section className="qx-card qx-stack">
      <h2>
        <Target row={row} /> <small>{t(`admin.erasure.status.${row.status}`)}</small>
      </h2>
      <p>
        {t('admin.erasure.values', { values: row.values })}
        {asked?.reason && ` · ${asked.reason}`}
        {answer?.reason && ` · ${answer.reason}`}
      </p>
      {row.unkept && <Message tone="wait">{t('admin.erasure.unkept')}</Message>}
      <p className="qx-soft">
        {asked && (
          <>
            {t('admin.erasure.askedBy', { name: asked.name })} <DateTime at={asked.at} />
          </>
        )}
        {answer && (
          <>
            {' · '}
            {t('admin.erasure.answeredBy', { name: answer.name })} <DateTime at={answer.at} />
          </>
        )}
      </p>
    </section>
  )
}
