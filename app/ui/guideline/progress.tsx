import { wan } from '#app/i18n/format.ts'
import { BarChart } from '../cockpit.tsx'
import { useT, useText } from '../page.tsx'

/** How a call goes: its money against what is asked for, and where its applications stand, each bar a link to its rows. */
export function GuidelineProgress({
  id,
  money,
  states,
}: {
  id: string
  /** in fen; null for those who see only a part of the applications */
  money: { budgetFen: bigint; requestedFen: bigint; committedFen: bigint } | null
  states: readonly { status: string; count: number }[]
}) {
  const t = useT()
  const text = useText()
  const amounts = money
    ? ([
        ['budget', money.budgetFen],
        ['requested', money.requestedFen],
        ['committed', money.committedFen],
      ] as const)
    : []
  return (
    <section className="qx-stack" aria-labelledby="progress-title">
      <h2 id="progress-title">{t('guideline.progress.title')}</h2>
      {money && (
        <BarChart
          caption={t('guideline.progress.amounts')}
          columns={[t('guideline.progress.money'), t('guideline.progress.amount')]}
          bars={amounts.map(([key, fen]) => ({
            label: t(`guideline.progress.${key}`),
            value: Number(fen),
            text: wan(fen),
          }))}
        />
      )}
      <BarChart
        caption={t('guideline.progress.states')}
        columns={[t('guideline.progress.state'), t('guideline.progress.count')]}
        bars={states.map(({ status, count }) => ({
          label: text(`state.application.staff.${status}`),
          value: count,
          text: String(count),
          to: `/applications?guideline=${id}&status=${status}`,
        }))}
      />
    </section>
  )
}
