import { data, Link } from 'react-router'
import { findAlert } from '#app/db/alert.server.ts'
import { secondText } from '#app/domain/kernel/shanghai.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import type { Ctx } from '#app/services/context.ts'
import { endAlert, handleAlert, returnAlert } from '#app/services/tracking/alert.server.ts'
import type { AlertAct } from '#app/services/tracking/of-alert.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { AlertMark, alertTone } from '#app/ui/tracking/alert-mark.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { useHolder, usePeriod } from '#app/ui/tracking/words.ts'
import { Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/alert.ts'
import '#app/ui/tracking/tracking.css'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const alert = await findAlert(ctxOf(context), params.id)
  return { alert, raisedAt: secondText(alert.raisedAt), done: url.searchParams.get('done') }
}

const services: Record<string, (ctx: Ctx, act: AlertAct) => Promise<Result<null>>> = {
  handle: handleAlert,
  return: returnAlert,
  close: (ctx, act) => endAlert(ctx, { ...act, act: 'close' }),
  lift: (ctx, act) => endAlert(ctx, { ...act, act: 'lift' }),
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, reason } = await postedAct(request)
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  if (!service) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await service(ctx, { id: params.id, version, reason })
  if (!result.ok) return refusalResponse(result, { act, reason })
  return redirectWithReceipt(ctx, `/alerts/${params.id}?done=${act}`)
}

type Alert = Route.ComponentProps['loaderData']['alert']

export default function AlertPage({ loaderData, actionData }: Route.ComponentProps) {
  const { alert, raisedAt, done } = loaderData
  const { project, status } = alert
  const t = useT()
  const text = useText()
  const holderOf = useHolder()
  const actOf = useActOf('transition.alert', alert.version, actionData)
  const stands = status === 'open' || status === 'handled'
  return (
    <RecordPage
      number={`${project.code}-${alert.number}`}
      title={text(`${alert.owns ? 'alert.toldRisks' : 'alert.risks'}.${alert.risk}`)}
      status={{ tone: alertTone(status), label: text(`state.alert.${status}`) }}
      holder={holderOf(alert.owner, project.undertaker)}
      due={alert.dueAt}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: t('alert.title'), to: '/alerts' },
      ]}
      side={
        <Acts
          acts={alert.actions.map((act) => ({
            ...actOf(act),
            reason: 'required' as const,
            reasonLabel: act === 'handle' ? t('alert.fact.handling') : undefined,
          }))}
          refusal={actionData?.refusal}
        />
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`alert.done.${done}`, 'alert.done.handle'])}</Message>}
        {stands && alert.level === 3 && <Message tone="bad">{t('alert.frozen')}</Message>}
        <AlertFacts alert={alert} raisedAt={raisedAt} />
        <section className="qx-card qx-stack">
          <h2>{t('alert.history')}</h2>
          <ProjectHistory rows={alert.history} />
        </section>
      </div>
    </RecordPage>
  )
}

function AlertFacts({ alert, raisedAt }: { alert: Alert; raisedAt: string }) {
  const t = useT()
  const text = useText()
  const period = usePeriod()
  const { project } = alert
  const words = ['grounds', 'handling', 'conclusion'] as const
  const said = words.filter((key) => alert[key] !== '')
  const evidence = Object.entries(alert.evidence)
  const valueOf = (key: string, value: string) =>
    key === 'periods' || key === 'period' ? value.split(',').map(period).join(' · ') : value
  return (
    <>
      <section className="qx-card">
        <Facts
          items={[
            {
              label: t('alert.fact.project'),
              value: <Link to={`/projects/${project.id}?tab=alerts`}>{project.name}</Link>,
            },
            { label: t('alert.fact.undertaker'), value: project.undertaker },
            { label: t('alert.fact.level'), value: <AlertMark level={alert.level} /> },
            { label: t('alert.fact.raisedAt'), value: raisedAt },
            {
              label: t('alert.fact.source'),
              value: t(evidence.length > 0 ? 'alert.fact.byRule' : 'alert.fact.byPeople'),
            },
            { label: t('alert.fact.closer'), value: text(`tracking.holder.${alert.closer}`) },
          ]}
        />
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('alert.fact.asked')}</h2>
        <MarkChinese>
          <p>{alert.asked || text([`alert.asks.${alert.risk}`, ''])}</p>
        </MarkChinese>
      </section>
      {evidence.length > 0 && (
        <section className="qx-card qx-stack">
          <h2>{t('alert.fact.evidence')}</h2>
          <Facts
            items={evidence.map(([key, value]) => ({
              label: text(`alert.evidence.${key}`),
              value: valueOf(key, value),
            }))}
          />
        </section>
      )}
      {said.length > 0 && (
        <section className="qx-card qx-stack">
          {said.map((key) => (
            <div key={key}>
              <h2>{t(`alert.fact.${key}`)}</h2>
              <MarkChinese>
                <p>{alert[key]}</p>
              </MarkChinese>
            </div>
          ))}
          <p className="qx-soft">{t('alert.fact.inside')}</p>
        </section>
      )}
    </>
  )
}
