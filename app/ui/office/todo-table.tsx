import { Link } from 'react-router'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'
import { useServerNow } from '../server-now.ts'
import { StatusBadge } from '../status-badge.tsx'
import { Countdown } from '../values.tsx'

export type TodoItem = {
  workflow: string
  id: string
  title: string
  from: string
  status: string
  dueAt: Date | null
  link: string
  decision?: true | 'coSign' | 'coCheck' | 'advise' | 'reverse'
}

/** What waits for this person, most urgent first. */
export function TodoTable({
  todos,
  audience,
  view,
}: {
  todos: readonly TodoItem[]
  audience: 'staff' | 'applicant'
  view: string
}) {
  const t = useT()
  const text = useText()
  const now = useServerNow()
  if (todos.length === 0)
    return (
      <p className="qx-empty">{view === 'overdue' ? t('office.nothingOverdue') : t('office.nothingToDo')}</p>
    )
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('office.columns.what')}</th>
            <th scope="col">{t('office.columns.from')}</th>
            <th scope="col">{t('office.columns.state')}</th>
            <th scope="col">{t('office.columns.due')}</th>
          </tr>
        </thead>
        <tbody>
          {todos.map(({ workflow, id, title, from, status, dueAt, link, decision }) => (
            <tr key={`${workflow} ${id} ${decision ?? ''}`}>
              <MarkChinese>
                <td data-label={t('office.columns.what')}>
                  <Link to={link} prefetch="intent">
                    {title || t('office.untitled')}
                  </Link>
                  <small className="qx-hint qx-block">{text(`help.workflow.${workflow}`)}</small>
                </td>
              </MarkChinese>
              <MarkChinese>
                <td data-label={t('office.columns.from')}>{from || '—'}</td>
              </MarkChinese>
              <td data-label={t('office.columns.state')}>
                <StatusBadge
                  tone={dueAt !== null && new Date(dueAt).getTime() < now ? 'bad' : 'wait'}
                  label={
                    decision
                      ? t(decisionLabel(workflow, audience, decision))
                      : text([`state.${workflow}.${audience}.${status}`, `state.${workflow}.${status}`])
                  }
                />
              </td>
              <td data-label={t('office.columns.due')}>
                <Countdown due={dueAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function decisionLabel(
  workflow: string,
  audience: 'staff' | 'applicant',
  decision: NonNullable<TodoItem['decision']>,
) {
  if (decision !== true) return `office.${decision}` as const
  if (workflow === 'guideline') return 'office.amendment'
  return audience === 'applicant' ? 'office.withdrawalAgreed' : 'office.decision'
}
