import { Link } from 'react-router'
import { wan } from '#app/i18n/format.ts'
import { BarChart, Tiles } from '../cockpit.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'

type Budget = { id: string; title: string; budgetFen: bigint; committedFen: bigint }

/** Numbers of what this office looks after, each a link to its rows. */
export function HomeCockpit({
  cockpit: { statuses, late, budgets },
  overdue,
}: {
  cockpit: {
    statuses: readonly { status: string; count: number }[]
    late: number
    budgets: readonly Budget[]
  }
  overdue: number
}) {
  const t = useT()
  const text = useText()
  const all = statuses.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-labelledby="numbers" className="qx-stack">
      <h2 id="numbers">{t('office.numbers')}</h2>
      <Tiles
        tiles={[
          { label: t('office.allApplications'), value: String(all), to: '/applications' },
          { label: t('office.overdueAll'), value: String(late), to: '/applications?view=overdue' },
          { label: t('office.overdueMine'), value: String(overdue), to: '/work?view=overdue' },
        ]}
      />
      {all > 0 && (
        <BarChart
          caption={t('office.byStatus')}
          columns={[t('office.columns.state'), t('office.columns.count')]}
          bars={statuses.map(({ status, count }) => ({
            label: text(`state.application.staff.${status}`),
            value: count,
            text: String(count),
            to: `/applications?status=${status}`,
          }))}
        />
      )}
      {budgets.length > 0 && <BudgetBars budgets={budgets} />}
    </section>
  )
}

/** How much of each budget is proposed or approved, as bars of the same length. */
function BudgetBars({ budgets }: { budgets: readonly Budget[] }) {
  const t = useT()
  return (
    <figure className="qx-card qx-stack">
      <figcaption>
        <b>{t('office.budgets')}</b>
      </figcaption>
      {budgets.map(({ id, title, budgetFen, committedFen }) => {
        const percent = budgetFen > 0n ? Number((committedFen * 1000n) / budgetFen) / 10 : 0
        const words = t('office.budgetUsed', {
          used: wan(committedFen),
          budget: wan(budgetFen),
          percent: percent.toFixed(1),
        })
        return (
          <div key={id}>
            <MarkChinese>
              <Link to={`/guidelines/${id}`} prefetch="intent">
                {title}
              </Link>
            </MarkChinese>
            <svg
              className="qx-budget"
              viewBox="0 0 100 4"
              preserveAspectRatio="none"
              role="img"
              aria-label={`${title}: ${words}`}
            >
              <rect width={100} height={4} rx={0.5} className="qx-budgetall" />
              <rect width={Math.min(100, percent)} height={4} rx={0.5} className="qx-budgetused" />
            </svg>
            <small className="qx-soft">{words}</small>
          </div>
        )
      })}
    </figure>
  )
}
