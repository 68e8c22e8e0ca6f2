import { Link } from 'react-router'
import { counted, wan } from '#app/i18n/format.ts'
import { BarChart, Tiles } from '../cockpit.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'

type Budget = { id: string; title: string; budgetFen: bigint; committedFen: bigint }

type Cockpit = {
  statuses: readonly { status: string; count: number }[]
  /** submitted in the last days, and in as many before them */
  submitted: { days: number; recent: number; before: number }
  late: number
  budgets: readonly Budget[]
}

/** What this office looks after in a few numbers, each a link to its rows. */
export function CockpitTiles({
  cockpit: { statuses, submitted, late },
  overdue,
}: {
  cockpit: Cockpit
  overdue: { count: number; atLeast: boolean }
}) {
  const t = useT()
  const { days, recent, before } = submitted
  return (
    <Tiles
      tiles={[
        { label: t('office.allApplications'), value: counted(sumOf(statuses), false), to: '/applications' },
        {
          label: t('office.submitted', { days }),
          value: counted(recent),
          to: '/applications?sort=-submittedAt',
          change: {
            direction: recent > before ? 'up' : recent < before ? 'down' : 'same',
            change: counted(Math.abs(recent - before), false),
            period: t('office.daysBefore', { days }),
          },
        },
        { label: t('office.overdueAll'), value: counted(late), to: '/applications?view=overdue' },
        {
          label: t('office.overdueMine'),
          value: counted(overdue.count, overdue.atLeast),
          to: '/work?view=overdue',
        },
      ]}
    />
  )
}

function sumOf(statuses: Cockpit['statuses']): number {
  return statuses.reduce((sum, { count }) => sum + count, 0)
}

/** Where the applications stand, and how much of the budgets is used, as bars; each a link to its rows. */
export function CockpitCharts({ cockpit: { statuses, budgets } }: { cockpit: Cockpit }) {
  const t = useT()
  const text = useText()
  const all = sumOf(statuses)
  return (
    <section aria-labelledby="numbers" className="qx-stack">
      <h2 id="numbers">{t('office.numbers')}</h2>
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
