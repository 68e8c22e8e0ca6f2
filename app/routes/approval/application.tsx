import { data, Link, useSearchParams } from 'react-router'
import { findForApproval } from '#app/db/approval/application.server.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import { score } from '#app/i18n/format.ts'
import { approveApplication } from '#app/services/approval/approve.server.ts'
import { notApprove, reserveApplication } from '#app/services/approval/reserve.server.ts'
import { endSiteCheck, sendToSite } from '#app/services/approval/site-check.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { ApprovalActs } from '#app/ui/approval/application-acts.tsx'
import { toneOf } from '#app/ui/application/words.ts'
import { Message } from '#app/ui/message.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Amount, DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/application.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { application: await findForApproval(ctxOf(context), params.id) }
}

type Posted = {
  applicationId: string
  version: number
  reason: string
  years: string
  result: string
  team: string
}

const services: Record<string, (ctx: Ctx, posted: Posted) => Promise<Result<unknown>>> = {
  reserve: reserveApplication,
  not_approve: notApprove,
  send_to_site: sendToSite,
  end_site: endSiteCheck,
  approve: approveApplication,
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 2000)
  const act = word('act')
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  const version = Number(form.get('version'))
  if (!service || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const typed = { reason: word('reason'), years: word('years'), result: word('result'), team: word('team') }
  const ctx = ctxOf(context)
  const result = await service(ctx, { applicationId: params.id, version, ...typed })
  return result.ok
    ? redirectWithReceipt(ctx, `/approval/applications/${params.id}?done=${act}`)
    : refusalResponse(result, { act, typed })
}

export default function ApprovalOfApplication({ loaderData, actionData }: Route.ComponentProps) {
  const { application } = loaderData
  const t = useT()
  const text = useText()
  const [query] = useSearchParams()
  const done = query.get('done')
  const plans = application.allocationItems
  return (
    <RecordPage
      number={application.receiptNo}
      title={application.projectName}
      status={{
        tone: toneOf(application.status),
        label: text(`state.application.staff.${application.status}`),
      }}
      due={application.dueAt}
      crumbs={[{ label: t('approval.title'), to: '/approval' }]}
      actions={
        <Link className="qx-button qx-plain" to={`/applications/${application.id}`}>
          {t('approval.application.record')}
        </Link>
      }
      side={<ApprovalActs application={application} refused={actionData ?? null} />}
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text(`approval.application.done.${done}`)}</Message>}
        <section className="qx-card">
          <Facts
            items={[
              { label: t('approval.publicity.undertaker'), value: application.applicantName },
              { label: t('approval.plans.guideline'), value: application.guideline.title },
              { label: t('approval.application.rank'), value: application.rank ?? '—' },
              {
                label: t('approval.application.score'),
                value: application.scoreCenti === null ? '—' : score(application.scoreCenti),
              },
              { label: t('approval.plan.requested'), value: <Amount fen={application.requestedFen} bare /> },
              { label: t('approval.application.proposed'), value: <Amount fen={application.proposedFen} /> },
              { label: t('approval.application.approved'), value: <Amount fen={application.approvedFen} /> },
              ...(application.status === 'reserved' && application.reservedUntil
                ? [
                    {
                      label: t('approval.application.reservedUntil'),
                      value: t('approval.application.year', { year: application.reservedUntil }),
                    },
                  ]
                : []),
              ...(application.project
                ? [
                    {
                      label: t('approval.application.project'),
                      value: (
                        <Link to={`/projects/${application.project.id}`}>{application.project.code}</Link>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </section>
        <section className="qx-card qx-stack">
          <h2>{t('approval.application.plans')}</h2>
          {plans.length === 0 && <p className="qx-soft">{t('approval.application.noPlan')}</p>}
          {plans.map(({ plan, amountFen, endsOn }) => (
            <p key={plan.id} className="qx-row">
              <MarkChinese>
                <Link to={`/approval/plans/${plan.id}`}>{plan.title}</Link>
              </MarkChinese>
              <span>{text(`state.plan.${plan.status}`)}</span>
              <Amount fen={amountFen} />
              {endsOn && (
                <span>
                  {t('approval.publicity.until')} {endsOn}
                </span>
              )}
            </p>
          ))}
        </section>
        <section className="qx-card qx-stack">
          <h2>{t('approval.application.site')}</h2>
          {application.opinions.length === 0 && <p className="qx-soft">{t('approval.application.noSite')}</p>}
          {application.opinions.map((opinion) => (
            <div key={opinion.id}>
              <p>
                <b>{text(`approval.application.siteResults.${opinion.conclusion}`)}</b>{' '}
                <span className="qx-soft">
                  <DateTime at={opinion.createdAt} /> {opinion.team.join(' ')}
                </span>
              </p>
              <p>{opinion.text}</p>
            </div>
          ))}
        </section>
      </div>
    </RecordPage>
  )
}
