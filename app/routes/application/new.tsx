import { useState } from 'react'
import { Form, Link, redirect } from 'react-router'
import { openCalls } from '#app/db/application.server.ts'
import { startApplication } from '#app/services/application/start.server.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new.ts'
import '#app/ui/form/form.css'

export async function loader({ url, context }: Route.LoaderArgs) {
  const calls = await openCalls(ctxOf(context))
  return { calls, chosen: url.searchParams.get('guideline') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const result = await startApplication(ctxOf(context), {
    guidelineId: String(form.get('guideline') ?? ''),
    channel: form.get('channel') === 'direct' ? 'direct' : 'local',
  })
  return result.ok ? redirect(`/applications/${result.value.id}/form`) : refusalResponse(result)
}

export default function NewApplication({ loaderData, actionData }: Route.ComponentProps) {
  const { calls, chosen } = loaderData
  const t = useT()
  const refusal = actionData?.refusal
  const existing = refusal?.code === 'already_applied' ? refusal.params.id : null
  const [call, setCall] = useState(calls.some(({ id }) => id === chosen) ? chosen : (calls[0]?.id ?? null))
  const direct = calls.find(({ id }) => id === call)?.direct ?? false
  const channels = direct ? (['local', 'direct'] as const) : (['local'] as const)
  return (
    <>
      <PageHeader
        title={t('application.newPage.title')}
        note={t('application.newPage.note')}
        crumbs={[{ label: t('application.title'), to: '/applications' }]}
      />
      {calls.length === 0 ? (
        <>
          <RefusalMessage refusal={refusal} />
          <p className="qx-empty">{t('application.newPage.none')}</p>
        </>
      ) : (
        <Form method="post" className="qx-card qx-stack qx-middle">
          <RefusalMessage refusal={refusal} />
          {existing && <Link to={`/applications/${existing}`}>{t('application.newPage.existing')}</Link>}
          <fieldset className="qx-plainset qx-stack qx-calls">
            <legend className="qx-label">{t('application.newPage.call')}</legend>
            {calls.map(({ id, title, documentNo, applyEnd }) => (
              <MarkChinese key={id}>
                <label className="qx-check">
                  <input
                    type="radio"
                    name="guideline"
                    value={id}
                    required
                    checked={id === call}
                    onChange={() => setCall(id)}
                  />
                  <span>
                    {title}
                    <small className="qx-hint qx-block">
                      {documentNo && `${documentNo} · `}
                      {t('application.newPage.until')} <Countdown due={applyEnd} />
                    </small>
                  </span>
                </label>
              </MarkChinese>
            ))}
          </fieldset>
          <fieldset className="qx-plainset qx-stack qx-calls">
            <legend className="qx-label">{t('application.channel.title')}</legend>
            {channels.map((channel) => (
              <label key={channel} className="qx-check">
                <input type="radio" name="channel" value={channel} defaultChecked={channel === 'local'} />
                <span>
                  {t(`application.channel.${channel}`)}
                  <small className="qx-hint qx-block">{t(`application.channel.${channel}Hint`)}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <button className="qx-button">{t('application.start')}</button>
        </Form>
      )}
    </>
  )
}
