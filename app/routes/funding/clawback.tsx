import { Link, useRevalidator } from 'react-router'
import { documentsOf } from '#app/db/document.server.ts'
import { findClawback } from '#app/db/funding/clawback.server.ts'
import { rmbUpper } from '#app/domain/kernel/numerals.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import {
  recordRepayment,
  sendClawbackNotice,
  transferClawback,
} from '#app/services/funding/collect-clawback.server.ts'
import {
  decideClawback,
  proposeClawback,
  sendBackClawback,
} from '#app/services/funding/decide-clawback.server.ts'
import {
  askReversal,
  declineReversal,
  reverseRepayment,
} from '#app/services/funding/reverse-repayment.server.ts'
import { wan } from '#app/i18n/format.ts'
import { FileList } from '#app/ui/file-list.tsx'
import { FileDrop } from '#app/ui/files.tsx'
import { ClawbackActs } from '#app/ui/funding/clawback-acts.tsx'
import { ClawbackFacts, Repayments } from '#app/ui/funding/clawback-facts.tsx'
import { toneOf, useOffice } from '#app/ui/funding/words.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { ctxOf } from '../context.server.ts'
import { runFundingAct, type Services } from './acts.server.ts'
import type { Route } from './+types/clawback.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const clawback = await findClawback(ctx, params.id)
  return {
    clawback,
    capitals: rmbUpper(clawback.amountFen),
    documents: await documentsOf(ctx, 'clawback', clawback.id),
    today: shanghaiDay(ctx.now),
    done: url.searchParams.get('done'),
  }
}

const fields = [
  'ground',
  'eligibleWan',
  'documentNo',
  'paidOn',
  'voucherNo',
  'amountYuan',
  'repaymentId',
] as const

const services: Services<(typeof fields)[number]> = {
  propose: proposeClawback,
  send_back: sendBackClawback,
  decide: (ctx, act) => decideClawback(ctx, { ...act, act: 'decide' }),
  waive: (ctx, act) => decideClawback(ctx, { ...act, act: 'waive' }),
  notify: sendClawbackNotice,
  repay: recordRepayment,
  transfer: transferClawback,
  ask_reversal: askReversal,
  reverse: reverseRepayment,
  decline_reversal: declineReversal,
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runFundingAct(ctxOf(context), request, {
    page: '/funding/clawbacks',
    id: params.id,
    services,
    fields,
  })
}

export default function Clawback({ loaderData, actionData }: Route.ComponentProps) {
  const { clawback, capitals, documents, done, today } = loaderData
  const { project } = clawback
  const t = useT()
  const text = useText()
  const office = useOffice()
  const { revalidate } = useRevalidator()
  const collector = office(clawback.collector)
  return (
    <RecordPage
      number={clawback.noticeNo ?? project.code}
      title={project.name}
      status={{ tone: toneOf('clawback', clawback.status), label: text(`state.clawback.${clawback.status}`) }}
      holder={
        clawback.owner === 'finance' ? collector : text([`funding.clawback.holder.${clawback.owner}`, ''])
      }
      due={clawback.dueAt}
      crumbs={[
        { label: t('funding.title'), to: '/funding' },
        { label: t('funding.clawback.title'), to: '/funding/clawbacks' },
      ]}
      side={
        <>
          <ClawbackActs
            clawback={clawback}
            collector={collector}
            today={today}
            refused={actionData ?? null}
          />
          <section className="qx-card qx-stack" aria-labelledby="basis">
            <h2 id="basis">{t('funding.clawback.basis')}</h2>
            <FileList files={clawback.basis} />
            {clawback.actions.includes('attach') && (
              <FileDrop
                action={`/files/clawbacks/${clawback.id}`}
                fields={{ version: String(clawback.version) }}
                accept=".pdf,.jpg,.png,.docx"
                limit={50 * 1024 * 1024}
                onUploaded={() => void revalidate()}
              />
            )}
          </section>
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done && (
          <Message tone="good">
            {text([`funding.clawback.done.${done}`, 'funding.clawback.done.propose'])}
          </Message>
        )}
        {clawback.reversal && (
          <MarkChinese>
            <Message tone="wait">
              {t('funding.clawback.asked', {
                person: clawback.reversal.by ?? '',
                number: clawback.reversal.number,
                amount: wan(clawback.reversal.amountFen),
                reason: clawback.reversal.reason,
              })}
            </Message>
          </MarkChinese>
        )}
        <p>
          <Link to={`/projects/${project.id}?tab=funds`}>{t('funding.payment.toProject')}</Link>
        </p>
        <ClawbackFacts clawback={clawback} capitals={capitals} collector={collector} />
        <Repayments rows={clawback.repayments} />
        <section className="qx-card qx-stack">
          <h2>{t('funding.payment.history')}</h2>
          <ProjectHistory rows={clawback.history} />
        </section>
      </div>
    </RecordPage>
  )
}
