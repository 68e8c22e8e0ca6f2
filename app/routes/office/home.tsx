import { Link } from 'react-router'
import { countRoleless } from '#app/db/admin/users.server.ts'
import { countVacancies } from '#app/db/admin/vacancies.server.ts'
import { standInsOf } from '#app/db/office/delegation.server.ts'
import type { Todo } from '#app/db/desk.server.ts'
import { cockpitOf, expertPanels, ownWork } from '#app/db/office/home.server.ts'
import { listNotices } from '#app/db/office/notice.server.ts'
import { todosOf } from '#app/db/office.server.ts'
import { countShell } from '#app/db/shell.server.ts'
import { Message } from '#app/ui/message.tsx'
import { ViewTabs } from '#app/ui/list-parts.tsx'
import { CockpitCharts, CockpitTiles } from '#app/ui/office/home-cockpit.tsx'
import { NoticeList } from '#app/ui/office/notice-list.tsx'
import { ExpertPanels, OpenCalls, OwnApplications } from '#app/ui/office/own-work.tsx'
import { StandIns } from '#app/ui/office/stand-ins.tsx'
import { TodoTable } from '#app/ui/office/todo-table.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import '#app/ui/office/office.css'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/home.ts'

/** Of each kind; counts beyond stand on the stage's own list. */
const most = 50

export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const [todos, { todo, stages }, cockpit, own, panels, notices, standIns, roleless, vacancies] =
    await Promise.all([
      todosOf(ctx, { take: most }),
      countShell(ctx),
      cockpitOf(ctx),
      ownWork(ctx),
      expertPanels(ctx),
      listNotices(ctx, { unread: false, page: 1, size: 5 }),
      standInsOf(ctx),
      countRoleless(ctx),
      countVacancies(ctx),
    ])
  const overdue = todos.filter(({ dueAt }) => dueAt !== null && dueAt < ctx.now)
  const present = [...new Set(todos.map(({ stage }) => stage))]
  const wanted = url.searchParams.get('view') ?? 'all'
  const view = wanted === 'overdue' || present.some((stage) => stage === wanted) ? wanted : 'all'
  const shown =
    view === 'all' ? todos : view === 'overdue' ? overdue : todos.filter(({ stage }) => stage === view)
  const views = [
    { key: 'all', count: todo },
    { key: 'overdue', count: overdue.length, atLeast: lateBeyond(overdue) },
    ...present.map((stage) => ({ key: stage, count: stages[stage] ?? 0 })),
  ]
  const listed = shown.slice(0, most)
  const tab = views.find(({ key }) => key === view)
  return {
    view,
    views,
    todos: listed,
    more: listed.length < (tab?.count ?? 0) || tab?.atLeast === true,
    overdue: { count: overdue.length, atLeast: lateBeyond(overdue) },
    audience: ctx.actor.roles.includes('applicant') ? ('applicant' as const) : ('staff' as const),
    cockpit,
    own,
    panels,
    standIns,
    roleless,
    vacancies,
    notices: notices.rows,
    unread: notices.unread,
  }
}

/** Of some kind all that were read are late, so more of it may be. */
function lateBeyond(overdue: readonly Todo[]): boolean {
  return overdue.some(({ workflow }) => overdue.filter((other) => other.workflow === workflow).length >= most)
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const {
    view,
    views,
    todos,
    more,
    overdue,
    audience,
    cockpit,
    own,
    panels,
    standIns,
    roleless,
    vacancies,
    notices,
    unread,
  } = loaderData
  const t = useT()
  const text = useText()
  return (
    <>
      <PageHeader title={t('office.homeTitle')} />
      <div className="qx-home">
        <div className="qx-homemain">
          {cockpit && <CockpitTiles cockpit={cockpit} overdue={overdue} />}
          <StandIns {...standIns} />
          {roleless > 0 && (
            <Message tone="wait">
              <Link to="/admin/users?view=roleless">{t('office.roleless', { count: roleless })}</Link>
            </Message>
          )}
          {vacancies > 0 && (
            <Message tone="wait">
              <Link to="/admin/vacancies">{t('office.vacancies', { count: vacancies })}</Link>
            </Message>
          )}
          <section aria-labelledby="todo">
            <h2 id="todo">{t('office.todo')}</h2>
            <ViewTabs
              views={views.map((tab) => ({
                ...tab,
                label: text([`office.views.${tab.key}`, `common.stage.${tab.key}`]),
              }))}
              current={view}
            />
            <TodoTable todos={todos} audience={audience} view={view} />
            {more && <p className="qx-soft qx-pages">{t('office.more', { count: todos.length })}</p>}
          </section>
          {own && <OwnApplications applications={own.applications} />}
          {panels && <ExpertPanels panels={panels} />}
          {cockpit && <CockpitCharts cockpit={cockpit} />}
        </div>
        <aside className="qx-homeside">
          {own && <OpenCalls calls={own.calls} />}
          <NoticeList notices={notices} unread={unread} />
        </aside>
      </div>
    </>
  )
}
