import type { PlanEdit } from '#app/domain/approval/plan.ts'
import { wan } from '#app/i18n/format.ts'
import { useT, useText } from '../page.tsx'
import { Timeline } from '../timeline.tsx'

export type PlanEntry = {
  id: string
  at: Date
  transition: string
  edit: PlanEdit | null
  reason: string | null
  person: string | null
  inPlaceOf?: readonly string[]
  office: { name: string; nameEn: string } | null
}

/** What was done with a plan, newest first; an edit says whose amount went from what to what. */
export function PlanHistory({ entries }: { entries: readonly PlanEntry[] }) {
  const text = useText()
  const words = useEditWords()
  return (
    <section className="qx-card">
      <Timeline
        entries={entries.map(({ edit, reason, transition, ...entry }) => ({
          ...entry,
          label: text(`transition.plan.${transition}.label`),
          note: edit ? words(edit) : undefined,
          text: reason,
        }))}
      />
    </section>
  )
}

function useEditWords(): (edit: PlanEdit) => string {
  const t = useT()
  const amount = (fen: bigint) =>
    fen > 0n ? `${wan(fen)} ${t('common.unit.wan')}` : t('approval.plan.notGiven')
  return (edit) => {
    if (edit.kind === 'computed') {
      const strategy = t(`approval.strategy.${edit.strategy}`)
      return t('approval.plan.computedAnew', { strategy, count: edit.items, total: wan(edit.totalFen) })
    }
    const { project, beforeFen, amountFen } = edit
    return beforeFen === null
      ? t('approval.plan.setTo', { project, after: amount(amountFen) })
      : t('approval.plan.changedFrom', { project, before: amount(beforeFen), after: amount(amountFen) })
  }
}
