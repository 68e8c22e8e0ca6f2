import { data, Form, redirect } from 'react-router'
import { type DisclosureRow, listDisclosures, placeToDisclose } from '#app/db/admin/disclosure.server.ts'
import { agreeDisclosure, askDisclosure, refuseDisclosure } from '#app/services/admin/disclose.server.ts'
import { useActed } from '#app/ui/acted.ts'
import { ActPanel } from '#app/ui/act-panel.tsx'
import { TextField } from '#app/ui/field.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { Countdown, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/disclosures.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const requests = await listDisclosures(ctx)
  const entryId = (url.searchParams.get('entry') ?? '').slice(0, 60)
  const index = entryId ? await placeToDisclose(ctx, entryId) : null
  return { requests, asking: index === null ? null : { entryId, index } }
}

export async function action({ request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const [act, id, version, reason] = [text('act'), text('id'), Number(text('version')), text('reason')]
  if (!['ask', 'agree', 'refuse'].includes(act) || !Number.isSafeInteger(version))
    throw data({ code: 'bad_request' }, { status: 400 })
  const result =
    act === 'ask'
      ? await askDisclosure(ctx, { entryId: text('entry'), reason })
      : act === 'agree'
        ? await agreeDisclosure(ctx, { id, version })
        : await refuseDisclosure(ctx, { id, version, reason })
  return result.ok ? redirect('/audit/disclosures') : refusalResponse(result, { act, id, reason })
}

export default function Disclosures({ loaderData, actionData }: Route.ComponentProps) {
  const { requests, asking } = loaderData
  const t = useT()
  const text = useText()
  const waiting = requests.filter(({ actions }) => actions.length > 0)
  return (
    <>
      <PageHeader
        title={t('admin.places.disclosure')}
        note={t('admin.disclosure.note')}
        crumbs={[
          { label: t('admin.title'), to: '/admin' },
          { label: t('admin.places.audit'), to: '/audit' },
        ]}
      />
      <div className="qx-record">
        <div className="qx-recordmain qx-stack">
          {requests.map((row) => (
            <Request key={row.id} row={row} />
          ))}
          {requests.length === 0 && <p className="qx-soft">{t('admin.disclosure.none')}</p>}
        </div>
        <aside className="qx-recordside">
          {asking && (
            <Form method="post" className="qx-card qx-stack">
              <h2>{t('admin.disclosure.askFor', { index: asking.index })}</h2>
              <p className="qx-soft">{t('transition.disclosure.ask.effect')}</p>
              <RefusalMessage refusal={actionData?.act === 'ask' ? actionData.refusal : null} />
              <input type="hidden" name="act" value="ask" />
              <input type="hidden" name="version" value="0" />
              <input type="hidden" name="entry" value={asking.entryId} />
              <TextField
                name="reason"
                label={t('common.record.reason')}
                hint={t('admin.disclosure.reasonHint')}
                lines={4}
                maxLength={2000}
                required
                defaultValue={actionData?.reason}
              />
              <button className="qx-button">{t('transition.disclosure.ask.label')}</button>
            </Form>
          )}
          {waiting.map((row) => (
            <section key={row.id} className="qx-card qx-stack">
              <h2>{t('admin.disclosure.entry', { index: row.index ?? '' })}</h2>
              {row.actions.map((name) => {
                const own = actionData?.id === row.id && actionData?.act === name ? actionData : null
                return (
                  <ActPanel
                    key={name}
                    name={name}
                    version={row.version}
                    label={text(`transition.disclosure.${name}.label`)}
                    consequence={text(`transition.disclosure.${name}.effect`)}
                    reason={name === 'refuse' ? 'required' : undefined}
                    folded={name === 'refuse'}
                    refusal={own?.refusal}
                    typedReason={own?.reason}
                  >
                    <input type="hidden" name="id" value={row.id} />
                  </ActPanel>
                )
              })}
            </section>
          ))}
        </aside>
      </div>
    </>
  )
}

function Request({ row }: { row: DisclosureRow }) {
  const t = useT()
  const text = useText()
  const { asked, answer } = row
  const acted = useActed()
  return (
    <section className="qx-card qx-stack">
      <h2>
        <a href={`/v/${row.index ?? ''}`}>{t('admin.disclosure.entry', { index: row.index ?? '' })}</a>{' '}
        <small>{text(`state.disclosure.${row.status}`)}</small>
      </h2>
      <MarkChinese>
        <p>{asked.reason}</p>
      </MarkChinese>
      {answer?.reason && (
        <MarkChinese>
          <p>{answer.reason}</p>
        </MarkChinese>
      )}
      <p className="qx-soft">
        {t('admin.disclosure.askedBy', { name: acted(asked.name, asked.inPlaceOf) ?? '' })}{' '}
        <DateTime at={asked.at} />
        {answer && (
          <>
            {' · '}
            {t('admin.disclosure.answeredBy', { name: acted(answer.name, answer.inPlaceOf) ?? '' })}{' '}
            <DateTime at={answer.at} />
          </>
        )}
      </p>
      {row.takeUntil && (
        <p className="qx-soft">
          {t('admin.disclosure.takeUntil')} <Countdown due={row.takeUntil} />
        </p>
      )}
      {row.mayTake && (
        <form method="post" action={`/audit/disclosures/${row.id}/proof`}>
          <button className="qx-button">{t('admin.disclosure.take')}</button>{' '}
          <small className="qx-hint">{t('admin.disclosure.takeHint')}</small>
        </form>
      )}
    </section>
  )
}
