import { documentsOf } from '#app/db/document.server.ts'
import { findProject, namesOf } from '#app/db/tracking.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { parties, signContract } from '#app/services/tracking/sign-contract.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { Acts } from '#app/ui/act-panel.tsx'
import { Message } from '#app/ui/message.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { ContractContent } from '#app/ui/tracking/contract-content.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { Signatures } from '#app/ui/tracking/signatures.tsx'
import { toneOf, useHolder } from '#app/ui/tracking/words.ts'
import { Amount, Facts } from '#app/ui/values.tsx'
import { data } from 'react-router'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/contract.ts'
import '#app/ui/tracking/tracking.css'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const project = await findProject(ctx, params.id)
  const [contract] = project.contracts
  if (!contract) throw new NotFound('contract')
  const [names, documents] = await Promise.all([
    namesOf(ctx, [contract.aSignedById, contract.bSignedById, contract.cSignedById]),
    documentsOf(ctx, 'project', project.id),
  ])
  return {
    project,
    contract,
    names,
    documents: documents.filter(({ kind }) => kind === 'contract'),
    done: url.searchParams.get('done'),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version } = await postedAct(request)
  const party = parties.find((one) => act === `sign_${one}`)
  if (!party) throw data({ code: 'bad_request' }, { status: 400 })
  const { contracts } = await findProject(ctx, params.id)
  const [contract] = contracts
  if (!contract) throw new NotFound('contract')
  const result = await signContract(ctx, { id: contract.id, version, party })
  return result.ok
    ? redirectWithReceipt(ctx, `/projects/${params.id}/contract?done=sign`)
    : refusalResponse(result, { act })
}

const signing = ['sign_a', 'sign_b', 'sign_c']
const holders: Record<string, string> = { draft: 'applicant', b_signed: 'county', c_signed: 'province' }

export default function Contract({ loaderData, actionData }: Route.ComponentProps) {
  const { project, contract, names, documents, done } = loaderData
  const t = useT()
  const nameOf = useName()
  const text = useText()
  const actOf = useActOf('transition.contract', contract.version, actionData)
  const holderOf = useHolder()
  const acts = contract.actions.filter((act) => signing.includes(act))
  return (
    <RecordPage
      number={contract.number}
      title={`${t('tracking.contract.title')} · ${project.name}`}
      status={{ tone: toneOf(contract.status), label: text(`state.contract.${contract.status}`) }}
      holder={holderOf(holders[contract.status], project.undertaker)}
      due={contract.dueAt}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
      ]}
      side={
        <>
          <Acts
            acts={acts.map((act) => ({
              ...actOf(act),
              confirm: t('tracking.contract.confirm', { project: project.name }),
            }))}
            refusal={actionData?.refusal}
          />
          <Signatures
            status={contract.status}
            parties={[
              {
                key: 'b',
                name: project.undertaker,
                at: contract.bSignedAt,
                person: names[contract.bSignedById ?? ''],
              },
              ...(project.county
                ? [
                    {
                      key: 'c' as const,
                      name: project.locality ? nameOf(project.locality) : '',
                      at: contract.cSignedAt,
                      person: names[contract.cSignedById ?? ''],
                    },
                  ]
                : []),
              {
                key: 'a',
                name: project.province?.name ?? '',
                at: contract.aSignedAt,
                person: names[contract.aSignedById ?? ''],
              },
            ]}
          />
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done === 'sign' && <Message tone="good">{t('tracking.done.sign')}</Message>}
        <section className="qx-card">
          <Facts
            items={[
              { label: t('tracking.fact.undertaker'), value: project.undertaker },
              { label: t('tracking.fact.amount'), value: <Amount fen={project.amountFen} /> },
              {
                label: t('tracking.fact.total'),
                value: <Amount fen={contract.content.totalInvestmentFen} />,
              },
              {
                label: t('tracking.fact.period'),
                value: `${contract.content.startOn} — ${contract.content.endOn}`,
              },
              { label: t('tracking.fact.edition'), value: contract.edition },
              {
                label: t('tracking.fact.hash'),
                value: <code>{contract.sha256.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')}</code>,
              },
            ]}
          />
        </section>
        <ContractContent content={contract.content} />
      </div>
    </RecordPage>
  )
}
