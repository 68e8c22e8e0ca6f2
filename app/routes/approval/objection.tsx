import { data, Link, useSearchParams } from 'react-router'
import { findObjection } from '#app/db/approval/objection.server.ts'
import { objectionResults } from '#app/domain/approval/objection.ts'
import type { Result } from '#app/domain/kernel/refusal.ts'
import {
  acceptObjection,
  investigateObjection,
  refuseObjection,
  revealObjector,
  resolveObjection,
} from '#app/services/approval/handle-objection.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { ObjectionActs } from '#app/ui/approval/objection-acts.tsx'
import { toneOf } from '#app/ui/approval/tones.ts'
import { ActPanel } from '#app/ui/act-panel.tsx'
import { FileList } from '#app/ui/file-list.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Amount, DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/objection.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { objection: await findObjection(ctxOf(context), params.id), results: objectionResults }
}

type Posted = { objectionId: string; version: number; reason: string; result: string; newAmountWan: string }

const services: Record<string, (ctx: Ctx, posted: Posted) => Promise<Result<unknown>>> = {
  accept: acceptObjection,
  refuse: refuseObjection,
  investigate: investigateObjection,
  resolve: resolveObjection,
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 5000)
  const act = word('act')
  const ctx = ctxOf(context)
  if (act === 'reveal') {
    const shown = await revealObjector(ctx, params.id)
    return shown.ok ? { act, contact: shown.value.contact, refusal: null } : refusalResponse(shown, { act })
  }
  const service = Object.hasOwn(services, act) ? services[act] : undefined
  const version = Number(form.get('version'))
  if (!service || !Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const typed = { reason: word('reason'), result: word('result'), newAmountWan: word('newAmountWan') }
  const result = await service(ctx, { objectionId: params.id, version, ...typed })
  return result.ok
    ? redirectWithReceipt(ctx, `/approval/objections/${params.id}?done=${act}`)
    : refusalResponse(result, { act, typed })
}

export default function Objection({ loaderData, actionData }: Route.ComponentProps) {
  const { objection, results } = loaderData
  const t = useT()
  const text = useText()
  const [query] = useSearchParams()
  const done = query.get('done')
  const contact = actionData && 'contact' in actionData ? actionData.contact : null
  const refused = actionData && actionData.refusal ? actionData : null
  const { project, objector } = objection
  return (
    <RecordPage
      number={objection.number}
      title={project.projectName}
      status={{
        tone: toneOf('objection', objection.status),
        label: text(`state.objection.${objection.status}`),
      }}
      holder={text([`approval.objection.holder.${objection.status}`, ''])}
      due={objection.dueAt}
      crumbs={[
        ...(objection.own ? [] : [{ label: t('approval.title'), to: '/approval' }]),
        { label: t('approval.objection.title'), to: '/approval/objections' },
      ]}
      side={
        <>
          {!objection.own && <ObjectionActs objection={objection} results={results} refused={refused} />}
          <section className="qx-card">
            <Facts
              items={[
                { label: t('approval.publicity.undertaker'), value: project.applicantName, wide: true },
                {
                  label: t('approval.plan.status'),
                  value: text(`state.application.staff.${project.status}`),
                },
                {
                  label: t('approval.objection.currentAmount'),
                  value: <Amount fen={project.proposedFen} />,
                },
                ...(objection.plan
                  ? [
                      {
                        label: t('approval.objection.plan'),
                        value: (
                          <Link to={`/approval/plans/${objection.plan.id}`}>{objection.plan.title}</Link>
                        ),
                        wide: true,
                      },
                    ]
                  : []),
                { label: t('approval.objection.endsOn'), value: objection.endsOn ?? '—' },
              ]}
            />
          </section>
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text(`approval.objection.done.${done}`)}</Message>}
        <section className="qx-card qx-stack">
          <h2>{t('approval.objection.objector')}</h2>
          {objector ? (
            <Facts
              items={[
                {
                  label: t('approval.objection.type'),
                  value: text(`approval.objection.types.${objection.objectorType}`),
                },
                { label: t('approval.objection.name'), value: objector.name },
                { label: t('approval.objection.contact'), value: contact ?? objector.contact },
                {
                  label: t('approval.objection.receivedAt'),
                  value: <DateTime at={objection.receivedAt} />,
                },
              ]}
            />
          ) : (
            <p className="qx-soft">{t('approval.objection.hidden')}</p>
          )}
          {objector && !objection.own && contact === null && (
            <ActPanel
              name="reveal"
              label={t('approval.objection.reveal')}
              consequence={t('approval.objection.revealEffect')}
              version={objection.version}
              folded
            />
          )}
        </section>
        <section className="qx-card qx-stack">
          <h2>{t('approval.objection.evidence')}</h2>
          {objection.evidence.length === 0 ? (
            <p className="qx-soft">{t('approval.objection.noEvidence')}</p>
          ) : (
            <FileList files={objection.evidence} />
          )}
        </section>
        <section className="qx-card">
          <Facts
            items={[
              { label: t('approval.objection.facts'), value: objection.facts, wide: true },
              ...(objection.acceptReason
                ? [{ label: t('approval.objection.acceptReason'), value: objection.acceptReason, wide: true }]
                : []),
              ...(objection.finding
                ? [
                    { label: t('approval.objection.finding'), value: objection.finding, wide: true },
                    { label: t('approval.objection.handledBy'), value: objection.handledBy ?? '—' },
                  ]
                : []),
              ...(objection.result
                ? [
                    {
                      label: t('approval.objection.result'),
                      value: text(`approval.objectionResult.${objection.result}`),
                    },
                  ]
                : []),
              ...(objection.newAmountFen !== null
                ? [
                    {
                      label: t('approval.objection.newAmount'),
                      value: <Amount fen={objection.newAmountFen} />,
                    },
                  ]
                : []),
            ]}
          />
        </section>
      </div>
    </RecordPage>
  )
}
