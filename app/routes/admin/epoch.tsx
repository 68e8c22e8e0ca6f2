import { Form } from 'react-router'
import { has } from '#app/authorization/actor.ts'
import { epochPage, type EpochRow } from '#app/db/admin/epoch.server.ts'
import { askEpoch, declareEpoch, declineEpoch, lossNow } from '#app/services/admin/epoch.server.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/epoch.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const page = await epochPage(ctx)
  const loss = await lossNow(ctx)
  const asked = page.requests.some(({ status }) => status === 'asked')
  return {
    ...page,
    loss: loss && { epoch: loss.epoch, kept: loss.kept, lost: loss.lost },
    mayAsk: has(ctx.actor, 'sec_admin') && loss !== null && !asked,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const act = text('act')
  const reason = text('reason')
  const answer = { id: text('id'), version: Number(text('version')), reason }
  const result =
    act === 'ask'
      ? await askEpoch(ctx, { reason })
      : act === 'declare'
        ? await declareEpoch(ctx, answer)
        : await declineEpoch(ctx, answer)
  return result.ok ? { done: true } : refusalResponse(result, { act, reason })
}

export default function EpochPage({ loaderData, actionData }: Route.ComponentProps) {
  const { halt, loss, requests, mayAsk } = loaderData
  const t = useT()
  const text = useText()
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const acts = requests.flatMap(({ id, version, epoch, actions }) =>
    actions.map((name): Act => {
      const own = refused?.act === name ? refused : null
      return {
        name,
        version,
        label: text(`transition.epoch.${name}.label`),
        consequence: text(`transition.epoch.${name}.effect`),
        reason: name === 'decline' ? 'required' : undefined,
        confirm: name === 'declare' ? t('admin.epoch.confirm', { epoch }) : undefined,
        danger: name === 'declare' ? t('admin.epoch.number', { epoch }) : undefined,
        refusal: own?.refusal,
        typedReason: own?.reason,
        children: <input type="hidden" name="id" value={id} />,
      }
    }),
  )
  return (
    <>
      <PageHeader
        title={t('admin.places.epoch')}
        note={t('admin.epoch.note')}
        crumbs={[{ label: t('admin.title'), to: '/admin' }]}
      />
      <div className="qx-record">
        <div className="qx-recordmain qx-stack">
          {!halt && <Message tone="good">{t('admin.epoch.whole')}</Message>}
          {loss && (
            <p className="qx-card">
              {t(`admin.epoch.${kindOf(loss, halt?.code)}`, {
                epoch: loss.epoch,
                kept: loss.kept,
                lost: loss.lost.size,
                lostEpoch: loss.lost.epoch,
              })}
            </p>
          )}
          {requests.map((row) => (
            <Request key={row.id} row={row} />
          ))}
          {requests.length === 0 && <p className="qx-soft">{t('admin.epoch.none')}</p>}
        </div>
        <aside className="qx-recordside">
          {actionData && 'done' in actionData && <Message tone="good">{t('admin.epoch.done')}</Message>}
          {mayAsk && (
            <Form method="post" className="qx-card qx-stack">
              <h2>{t('transition.epoch.ask.label')}</h2>
              <p className="qx-soft">{t('transition.epoch.ask.effect')}</p>
              <RefusalMessage refusal={refused?.act === 'ask' ? refused.refusal : null} />
              <input type="hidden" name="act" value="ask" />
              <TextField
                name="reason"
                label={t('common.record.reason')}
                hint={t('admin.epoch.reasonHint')}
                lines={4}
                maxLength={2000}
                required
                defaultValue={refused?.reason}
              />
              <button className="qx-button">{t('transition.epoch.ask.label')}</button>
            </Form>
          )}
          {acts.length > 0 && <Acts acts={acts} />}
        </aside>
      </div>
    </>
  )
}

function kindOf({ kept, lost }: { kept: number; lost: { size: number } }, halt: string | undefined) {
  if (halt === 'checkpoint_missing') return 'missing'
  return lost.size <= kept ? 'other' : 'loss'
}

function Request({ row }: { row: EpochRow }) {
  const t = useT()
  const text = useText()
  return (
    <section className="qx-card qx-stack">
      <h2>
        {t('admin.epoch.number', { epoch: row.epoch })} <small>{text(`state.epoch.${row.status}`)}</small>
      </h2>
      <p>{row.reason}</p>
      <p className="qx-soft">
        {t('admin.epoch.askedBy', { name: row.askedBy ?? '' })} <DateTime at={row.askedAt} />
        {row.answeredAt && (
          <>
            {' · '}
            {t('admin.epoch.answeredBy', { name: row.answeredBy ?? '' })} <DateTime at={row.answeredAt} />
          </>
        )}
      </p>
    </section>
  )
}
