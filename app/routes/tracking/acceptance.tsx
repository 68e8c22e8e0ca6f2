import { data } from 'react-router'
import { documentsOf } from '#app/db/document.server.ts'
import { findProject, projectHistory } from '#app/db/tracking.server.ts'
import { isMet } from '#app/domain/kernel/indicator.ts'
import { acceptanceSlots, findings, readAcceptance } from '#app/domain/tracking/acceptance-form.ts'
import {
  applyAcceptance,
  currentAcceptance,
  returnMaterials,
  startAcceptance,
} from '#app/services/tracking/acceptance.server.ts'
import {
  concludeAcceptance,
  plannedBase,
  suggestFor,
} from '#app/services/tracking/conclude-acceptance.server.ts'
import {
  acceptanceFiles,
  configurationFor,
  contractOf,
  projectInScope,
} from '#app/services/tracking/of-project.server.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { AcceptanceForm } from '#app/ui/tracking/acceptance-form.tsx'
import { AcceptanceList } from '#app/ui/tracking/acceptance-list.tsx'
import { AcceptanceView } from '#app/ui/tracking/acceptance-view.tsx'
import { ConclusionForm, Suggestion, type TypedConclusion } from '#app/ui/tracking/conclusion.tsx'
import { Documents } from '#app/ui/tracking/documents.tsx'
import { toneOf, useHolder } from '#app/ui/tracking/words.ts'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { postedAct } from '../posted-act.server.ts'
import type { Route } from './+types/acceptance.ts'
import '#app/ui/tracking/tracking.css'

const examined = ['acceptance_applied', 'acceptance_review']

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const record = await findProject(ctx, params.id)
  const project = await projectInScope(ctx.db.client, ctx, params.id)
  const { row, round, form, revision } = currentAcceptance(project)
  const [last] = project.acceptances
  const shown = row ?? last ?? null
  const [files, documents, history] = await Promise.all([
    shown ? acceptanceFiles(ctx.db.client, shown.id) : [],
    documentsOf(ctx, 'project', project.id),
    projectHistory(ctx, project.applicationId, project.id),
  ])
  const writes = record.actions.includes('apply_acceptance')
  const inReview = examined.includes(project.status)
  const staff = ctx.actor.enterpriseId === null
  const visible = shown !== null && (staff ? inReview || shown.concludedAt !== null : true)
  return {
    project: {
      id: project.id,
      name: project.name,
      code: project.code,
      undertaker: project.undertaker,
      status: project.status,
      version: project.version,
      amountFen: project.amountFen,
      dueAt: project.dueAt,
      owner: record.owner,
    },
    actions: record.actions,
    writes,
    round: writes ? round : (shown?.round ?? 1),
    form: writes || visible ? form : null,
    revision,
    files: (writes && !row) || !visible ? [] : files,
    paidFen: project.paidFen,
    plannedFen: BigInt(contractOf(project)?.content.totalInvestmentFen ?? 0),
    suggestion:
      staff && inReview
        ? suggestFor(
            project,
            await configurationFor(ctx, project),
            await plannedBase(ctx.db.client, project.applicationId),
          )
        : null,
    past: record.acceptances.filter(({ concludedAt }) => concludedAt !== null),
    documents: documents.filter(({ kind }) => kind === 'acceptance_opinion'),
    returned: writes ? returnedWith(history) : null,
    slots: acceptanceSlots,
    done: url.searchParams.get('done'),
  }
}

/** Why the papers were sent back, when that was the last thing that happened to them. */
function returnedWith(history: readonly { act: string; reason: string | null }[]): string | null {
  const last = history.find(({ act }) => /apply_acceptance|return_materials|rectify/.test(act))
  return last && !last.act.endsWith('apply_acceptance') ? last.reason : null
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const { act, version, reason, field, all } = await postedAct(request)
  const base = { id: params.id, version, reason }
  const [employers, duties] = [all('member_employer'), all('member_duty')]
  const conclusion: TypedConclusion = {
    outcome: field('outcome'),
    opinion: field('opinion').slice(0, 5000),
    recognisedWan: field('recognisedWan'),
    members: all('member_name').map((name, i) => ({
      name,
      employer: employers[i] ?? '',
      duty: duties[i] ?? '',
    })),
    found: findings.filter((finding) => all('found').includes(finding)),
  }
  const runs: Record<string, () => ReturnType<typeof applyAcceptance>> = {
    apply_acceptance: () => applyAcceptance(ctx, base),
    return_materials: () => returnMaterials(ctx, base),
    start_acceptance: () => startAcceptance(ctx, base),
    conclude: () => concludeAcceptance(ctx, { ...base, ...conclusion }),
  }
  const run = Object.hasOwn(runs, act) ? runs[act] : undefined
  if (!run) throw data({ code: 'bad_request' }, { status: 400 })
  const result = await run()
  if (!result.ok)
    return refusalResponse(result, { act, reason, conclusion: act === 'conclude' ? conclusion : null })
  return redirectWithReceipt(ctx, `/projects/${params.id}/acceptance?done=${act}`)
}

export default function Acceptance({ loaderData, actionData }: Route.ComponentProps) {
  const { project, actions, writes, form, files, suggestion, past, documents, done } = loaderData
  const t = useT()
  const text = useText()
  const actOf = useActOf('transition.project', project.version, actionData)
  const holderOf = useHolder()
  if (writes && form)
    return (
      <AcceptanceForm
        key={project.version}
        {...loaderData}
        form={form}
        check={(typed) => readAcceptance(typed).problems}
        refusal={actionData?.refusal ?? null}
      />
    )
  const figures = form && readAcceptance(form).figures
  const concludes = actions.includes('accept')
  const refused = (act: string) => (actionData?.act === act ? actionData.refusal : null)
  const acts = (['start_acceptance', 'return_materials'] as const)
    .filter((name) => actions.includes(name))
    .map((name): Act => ({
      ...actOf(name),
      reason: name === 'return_materials' ? 'required' : undefined,
    }))
  return (
    <RecordPage
      number={project.code}
      title={`${t('tracking.acceptance.round', { round: loaderData.round })} · ${project.name}`}
      status={{ tone: toneOf(project.status), label: text(`state.project.${project.status}`) }}
      holder={holderOf(project.owner, project.undertaker)}
      due={project.dueAt}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: project.name, to: `/projects/${project.id}` },
      ]}
      side={
        <>
          {(acts.length > 0 || !concludes) && <Acts acts={acts} />}
          {suggestion && <Suggestion suggestion={suggestion} />}
          {concludes && (
            <ConclusionForm
              project={project}
              suggestion={suggestion}
              typed={actionData?.conclusion ?? null}
              refusal={refused('conclude')}
            />
          )}
          <Documents documents={documents} />
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text([`tracking.done.${done}`, 'tracking.done.submit'])}</Message>}
        {past.length > 0 && (
          <div className="qx-stack">
            <h2>{t('tracking.acceptance.past')}</h2>
            <AcceptanceList rows={past} projectId={project.id} />
          </div>
        )}
        {form ? (
          <AcceptanceView
            form={form}
            paidFen={loaderData.paidFen}
            files={files}
            met={form.indicators.map((_, i) => {
              const measure = figures?.measures[i]
              return measure ? isMet(measure) : null
            })}
          />
        ) : (
          <div className="qx-empty">{t('tracking.acceptance.notYours')}</div>
        )}
      </div>
    </RecordPage>
  )
}
