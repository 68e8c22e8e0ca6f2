import { Timeline } from '../timeline.tsx'
import { usePeriod } from './words.ts'

export type HistoryLine = {
  id: string
  at: Date
  act: string
  person: string | null
  inPlaceOf?: readonly string[]
  office: { name: string; nameEn: string } | null
  reason: string | null
  detail: string | null
}

const quiet = ['payment.list', 'project.start_contract', 'project.sign', 'contract.fulfil']
const turning = ['return', 'reject', 'fail', 'terminate', 'revoke', 'suspend', 'return_materials', 'rectify']

/** What was done, newest first; `labelOf` names the acts that the page knows, so that it loads the words of no others. */
export function ActHistory({
  rows,
  labelOf,
}: {
  rows: readonly HistoryLine[]
  labelOf: (act: string) => string
}) {
  const period = usePeriod()
  return (
    <Timeline
      entries={rows
        .filter(({ act }) => !quiet.includes(act))
        .map(({ id, at, act, person, inPlaceOf, office, reason, detail }) => ({
          id,
          at,
          label: [labelOf(act), detail && period(detail)].filter(Boolean).join(' · '),
          person,
          inPlaceOf,
          office,
          text: reason,
          tone: turning.includes(act.split('.')[1] ?? '') ? ('wait' as const) : ('good' as const),
        }))}
    />
  )
}
