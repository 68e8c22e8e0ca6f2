import { useText } from '../page.tsx'
import { ActHistory, type HistoryLine } from './act-history.tsx'

/** What was done after approval, newest first. */
export function ProjectHistory({ rows }: { rows: readonly HistoryLine[] }) {
  const text = useText()
  return (
    <ActHistory rows={rows} labelOf={(act) => text([`transition.${act}.label`, `tracking.act.${act}`])} />
  )
}
