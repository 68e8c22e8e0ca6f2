import { documentsOf } from '#app/db/document.server.ts'
import { dueByState } from '#app/db/entered.server.ts'
import { findPanel, officeNames } from '#app/db/scoring/panel-record.server.ts'
import { rankingOf, tiesOf } from '#app/db/scoring/ranking.server.ts'
import { divisions } from '#app/domain/kernel/industries.ts'
import type { StateRow } from '#app/domain/kernel/workflow.ts'
import { panelWorkflow } from '#app/domain/scoring/workflow.ts'
import type { Ctx } from '#app/services/context.ts'
import { designable } from '#app/services/scoring/designate-expert.server.ts'
import { panelHints, panelPool, poolIds, repeats } from '#app/services/scoring/panel-pool.server.ts'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { DrawsView } from '#app/ui/scoring/draw-view.tsx'
import { PanelActs } from '#app/ui/scoring/panel-acts.tsx'
import { Hints } from '#app/ui/scoring/hints.tsx'
import { nameOf, PoolView } from '#app/ui/scoring/pool-view.tsx'
import { ProgressView } from '#app/ui/scoring/progress-view.tsx'
import { Ranking } from '#app/ui/scoring/ranking-view.tsx'
import { type TieRefused, Ties } from '#app/ui/scoring/ties.tsx'
import { DesignateAct, SeatsView } from '#app/ui/scoring/seats-view.tsx'
import { toneOf } from '#app/ui/scoring/tones.ts'
import { Amount } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { runPanelAct } from './panel-acts.server.ts'
import type { Route } from './+types/panel.ts'
import '#app/ui/scoring/scoring.css'

const tabs = ['applications', 'pool', 'draw', 'seats', 'progress', 'ranking', 'documents'] as const

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const panel = await findPanel(ctx, params.id)
  const wanted = url.searchParams.get('tab')
  const shown = panel.seesPeople ? tabs : tabs.filter((name) => !staffTabs.includes(name))
  const tab = shown.find((name) => name === wanted) ?? 'applications'
  const draws = panel.draws.map(({ pool, result, ...draw }) => ({
    ...draw,
    candidates: panel.seesPeople ? poolIds(pool) : [],
    seed: result?.seed ?? null,
    members: panel.seesPeople ? (result?.members ?? []) : [],
    substitutes: panel.seesPeople ? (result?.substitutes ?? []) : [],
    warnings: result?.warnings ?? [],
    repeats: panel.seesPeople ? repeats({ ...draw, pool }, result?.members, panel.conditions) : null,
  }))
  const preview =
    tab === 'pool' && panel.seesPeople && draws.length === 0 ? await panelPool(ctx, panel.id) : null
  const present = draws[0]
  const people = {
    pool: present?.candidates ?? preview?.candidates ?? [],
    seats: panel.seats.filter(({ draw }) => draw === present?.number).map(({ expert }) => expert.id),
  }
  const hinted = tab === 'pool' || tab === 'seats' ? people[tab] : []
  return {
    owner: ownerOf(panel.status),
    due:
      panel.status === 'scoring'
        ? panel.scoringEnd
        : ((await dueByState(ctx.db, 'panel', [panel])).get(panel.id) ?? null),
    panel: { ...panel, draws },
    hints: panel.seesPeople && hinted.length > 0 ? await panelHints(ctx, panel.id, hinted) : [],
    tab,
    shown,
    preview,
    ranking: tab === 'ranking' ? await rankingOf(ctx, panel.id) : null,
    ties: tab === 'ranking' ? await tiesOf(ctx, panel.guideline.id) : null,
    designable:
      tab === 'seats' && ctx.actor.roles.includes('organiser') ? await designable(ctx, panel.id) : null,
    documents: tab === 'documents' ? await documentsOfPanel(ctx, panel) : [],
    places: await officeNames(ctx, [
      ...panel.applications.map(({ cityCode }) => cityCode),
      ...panel.experts.map(({ cityCode }) => cityCode),
    ]),
  }
}

function ownerOf(status: string) {
  return Object.entries<StateRow>(panelWorkflow.states).find(([name]) => name === status)?.[1].owner
}

/** Those of the panel, then one sheet after another: each in the reader's own scope. */
async function documentsOfPanel(ctx: Ctx, panel: { id: string; sheets: readonly { id: string }[] }) {
  const owners = [{ type: 'panel', id: panel.id }, ...panel.sheets.map(({ id }) => ({ type: 'sheet', id }))]
  const lists = await Promise.all(owners.map(({ type, id }) => documentsOf(ctx, type, id)))
  return lists.flat()
}

const staffTabs: readonly string[] = ['pool', 'draw', 'seats', 'progress']

export async function action({ params, request, context }: Route.ActionArgs) {
  return runPanelAct(ctxOf(context), params.id, request)
}

export default function Panel({ loaderData, actionData }: Route.ComponentProps) {
  const { panel, tab, shown } = loaderData
  const t = useT()
  const text = useText()
  const counts: Record<string, number | undefined> = { applications: panel.applications.length }
  return (
    <RecordPage
      title={panel.name}
      status={{ tone: toneOf('panel', panel.status), label: text(`state.panel.${panel.status}`) }}
      holder={text([`scoring.panel.holder.${loaderData.owner}`, ''])}
      due={loaderData.due}
      crumbs={[{ label: t('scoring.title'), to: '/scoring' }]}
      tabs={shown.map((key) => ({ key, label: t(`scoring.panel.tab.${key}`), count: counts[key] }))}
      tab={tab}
      side={<PanelActs panel={panel} refused={actionData ?? null} />}
    >
      <TabContent {...loaderData} refused={actionData ?? null} />
    </RecordPage>
  )
}

function TabContent({
  panel,
  tab,
  preview,
  ranking,
  ties,
  designable,
  documents,
  places,
  hints,
  refused,
}: Route.ComponentProps['loaderData'] & {
  refused: TieRefused & Parameters<typeof DesignateAct>[0]['refused']
}) {
  const text = useText()
  const [draw] = panel.draws
  switch (tab) {
    case 'applications':
      return <Applications panel={panel} places={places} />
    case 'pool':
      return (
        <PoolView
          experts={panel.experts}
          applications={panel.applications}
          places={places}
          divisions={divisions}
          fixed={draw ?? null}
          candidates={draw?.candidates ?? preview?.candidates ?? []}
          excluded={draw?.excluded ?? preview?.excluded ?? []}
          hints={hints}
        />
      )
    case 'draw':
      return (
        <DrawsView
          draws={panel.draws}
          experts={panel.experts}
          seats={panel.seats}
          href={panel.seesPeople ? `/scoring/panels/${panel.id}/draws` : null}
        />
      )
    case 'seats':
      return (
        <>
          <SeatsView seats={panel.seats} places={places} />
          <Hints hints={hints} experts={panel.experts} applications={panel.applications} />
          {designable && <DesignateAct experts={designable} refused={refused} />}
        </>
      )
    case 'progress':
      return <ProgressView applications={panel.applications} seats={panel.seats} sheets={panel.sheets} />
    case 'ranking':
      return (
        <>
          <Ranking
            ranking={ranking}
            sha256={panel.rankingSha256}
            href={`/scoring/panels/${panel.id}/ranking`}
          />
          {ranking && ties && <Ties ties={ties} refused={refused} />}
        </>
      )
    case 'documents':
      return (
        <section className="qx-card qx-stack">
          {documents.map(({ id, title, format, createdAt, kind, ...initial }) => (
            <JobProgress
              key={id}
              documentId={id}
              title={`${title} · ${text(`reports.kind.${kind}`)} · ${format.toUpperCase()}`}
              at={createdAt}
              initial={initial}
            />
          ))}
        </section>
      )
  }
}

function Applications({ panel, places }: Pick<Route.ComponentProps['loaderData'], 'panel' | 'places'>) {
  const t = useT()
  const name = useName()
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('scoring.panel.receipt')}</th>
            <th scope="col">{t('scoring.panel.project')}</th>
            <th scope="col">{t('scoring.panel.applicant')}</th>
            <th scope="col">{t('scoring.panel.region')}</th>
            <th scope="col" className="qx-number">
              {t('scoring.panel.requested')}
            </th>
          </tr>
        </thead>
        <tbody>
          {panel.applications.map((application) => (
            <MarkChinese key={application.id}>
              <tr>
                <td data-label={t('scoring.panel.receipt')} className="qx-nowrap">
                  {application.receiptNo}
                </td>
                <td data-label={t('scoring.panel.project')}>
                  <div>{application.projectName}</div>
                </td>
                <td data-label={t('scoring.panel.applicant')}>
                  <div>{application.applicantName}</div>
                </td>
                <td data-label={t('scoring.panel.region')} className="qx-nowrap">
                  {nameOf(places, application.cityCode, name)}
                </td>
                <td data-label={t('scoring.panel.requested')} className="qx-number">
                  <Amount fen={application.requestedFen} bare />
                </td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}
