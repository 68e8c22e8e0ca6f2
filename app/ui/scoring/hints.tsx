import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT } from '../page.tsx'
import type { ApplicationView, ExpertView, HintView } from './panel-view.ts'

/** What may tie experts to applicants without barring them, for a person to look into. Nothing where there is none. */
export function Hints({
  hints,
  experts,
  applications,
}: {
  hints: readonly HintView[]
  experts: readonly ExpertView[]
  applications: readonly ApplicationView[]
}) {
  const t = useT()
  if (hints.length === 0) return null
  return (
    <Message tone="wait">
      <p>
        <b>{t('scoring.pool.hints', { count: hints.length })}</b>
      </p>
      <p>{t('scoring.pool.hintsNote')}</p>
      <ul>
        {hints.map(({ expertId, rule, applicationId, evidence }) => (
          <li key={`${expertId} ${applicationId} ${evidence.code}`}>
            <MarkChinese>
              {experts.find(({ id }) => id === expertId)?.name} · {rule} {evidence.words} ·{' '}
              {applications.find(({ id }) => id === applicationId)?.projectName}
            </MarkChinese>
          </li>
        ))}
      </ul>
    </Message>
  )
}
