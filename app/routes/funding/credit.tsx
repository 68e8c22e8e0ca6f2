import { Link, useRevalidator } from 'react-router'
import { findCredit } from '#app/db/funding/credit.server.ts'
import {
  dropCredit,
  proposeCredit,
  recordCredit,
  sendBackCredit,
} from '#app/services/funding/decide-credit.server.ts'
import {
  askCreditRepair,
  decideCreditRepair,
  passCreditRepair,
} from '#app/services/funding/repair-credit.server.ts'
import { FileList } from '#app/ui/file-list.tsx'
import { FileDrop } from '#app/ui/files.tsx'
import { CreditActs } from '#app/ui/funding/credit-acts.tsx'
import { CreditFacts } from '#app/ui/funding/credit-facts.tsx'
import { toneOf } from '#app/ui/funding/words.ts'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { ProjectHistory } from '#app/ui/tracking/history.tsx'
import { ctxOf } from '../context.server.ts'
import { runFundingAct, type Services } from './acts.server.ts'
import type { Route } from './+types/credit.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  return { credit: await findCredit(ctxOf(context), params.id), done: url.searchParams.get('done') }
}

const fields = ['level', 'basisNo', 'basis'] as const

const services: Services<(typeof fields)[number]> = {
  propose: proposeCredit,
  send_back: sendBackCredit,
  record: recordCredit,
  drop: dropCredit,
  ask_repair: askCreditRepair,
  pass_repair: passCreditRepair,
  repair: (ctx, act) => decideCreditRepair(ctx, { ...act, act: 'repair' }),
  refuse_repair: (ctx, act) => decideCreditRepair(ctx, { ...act, act: 'refuse_repair' }),
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runFundingAct(ctxOf(context), request, {
    page: '/funding/credits',
    id: params.id,
    services,
    fields,
  })
}

export default function Credit({ loaderData, actionData }: Route.ComponentProps) {
  const { credit, done } = loaderData
  const { project } = credit
  const t = useT()
  const text = useText()
  return (
    <RecordPage
      number={credit.basisNo || project.code}
      title={project.name}
      status={{ tone: toneOf('credit', credit.status), label: text(`state.credit.${credit.status}`) }}
      holder={text([`funding.credit.holder.${credit.owner}`, ''])}
      due={credit.dueAt}
      crumbs={[
        { label: t('funding.title'), to: '/funding' },
        { label: t('funding.credit.title'), to: '/funding/credits' },
      ]}
      side={
        <>
          <CreditActs credit={credit} refused={actionData ?? null} />
          <Papers
            heading="basis"
            title={t('funding.credit.basisFile')}
            files={credit.basisFiles}
            credit={credit}
            open={credit.actions.includes('attach')}
          />
          <Papers
            heading="evidence"
            title={t('funding.credit.evidence')}
            files={credit.evidence}
            credit={credit}
            open={credit.actions.includes('add_evidence')}
          />
        </>
      }
    >
      <div className="qx-stack">
        {done && (
          <Message tone="good">
            {text([`funding.credit.done.${done}`, 'funding.credit.done.propose'])}
          </Message>
        )}
        <p>
          <Link to={`/projects/${project.id}`}>{t('funding.payment.toProject')}</Link>
        </p>
        <CreditFacts credit={credit} />
        <section className="qx-card qx-stack">
          <h2>{t('funding.payment.history')}</h2>
          <ProjectHistory rows={credit.history} />
        </section>
      </div>
    </RecordPage>
  )
}

type File = Route.ComponentProps['loaderData']['credit']['evidence'][number]

/** Files of one kind, and where the next one goes; nothing while there is neither. */
function Papers({
  heading,
  title,
  files,
  credit,
  open,
}: {
  heading: 'basis' | 'evidence'
  title: string
  files: readonly File[]
  credit: { id: string; version: number }
  open: boolean
}) {
  const { revalidate } = useRevalidator()
  if (files.length === 0 && !open) return null
  return (
    <section className="qx-card qx-stack" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <FileList files={files} />
      {open && (
        <FileDrop
          action={`/files/credits/${credit.id}/${heading}`}
          fields={{ version: String(credit.version) }}
          accept=".pdf,.jpg,.png,.docx"
          limit={50 * 1024 * 1024}
          onUploaded={() => void revalidate()}
        />
      )}
    </section>
  )
}
