import { Link, useLocation } from 'react-router'
import { wan } from '#app/i18n/format.ts'
import { useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { Amount } from '../values.tsx'
import { toneOf } from './tones.ts'

/** The parts of the stage; objections only for those who handle them. */
export function ApprovalTabs({ objections }: { objections: boolean }) {
  const t = useT()
  const { pathname } = useLocation()
  if (!objections) return null
  const there = pathname.startsWith('/approval/objections')
  return (
    <nav className="qx-tabs" aria-label={t('approval.places.label')}>
      <Link to="/approval" aria-current={there ? undefined : 'page'}>
        {t('approval.places.plans')}
      </Link>
      <Link to="/approval/objections" aria-current={there ? 'page' : undefined}>
        {t('approval.places.objections')}
      </Link>
    </nav>
  )
}

/** State of a plan or an objection by colour, icon and word. */
export function Status({ of, status }: { of: 'plan' | 'objection'; status: string }) {
  const text = useText()
  return <StatusBadge tone={toneOf(of, status)} label={text(`state.${of}.${status}`)} />
}

type Budget = {
  budgetFen: bigint
  committedFen: bigint
  /** what a plan asks for, on top of what is committed; 0n where it is committed already */
  planFen?: bigint
}

const whole = 1000n

/** The money of a guideline: committed, asked for by this plan, left. Says so when a plan asks for more than is left. */
export function BudgetBar({ budgetFen, committedFen, planFen = 0n }: Budget) {
  const t = useT()
  const available = budgetFen - committedFen
  const over = planFen > available ? planFen - available : 0n
  const share = (fen: bigint) => (budgetFen > 0n ? Number((fen * whole) / budgetFen) : 0)
  const committed = Math.min(Number(whole), share(committedFen))
  const asked = Math.min(Number(whole) - committed, share(planFen))
  return (
    <div className="qx-budget">
      <svg
        viewBox={`0 0 ${whole} 12`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('approval.budget.bar', {
          total: wan(budgetFen),
          committed: wan(committedFen),
          available: wan(available),
        })}
      >
        <rect className="qx-budgetall" width={Number(whole)} height={12} />
        <rect className="qx-budgetcommitted" width={committed} height={12} />
        <rect
          className="qx-budgetplan"
          x={committed}
          width={asked}
          height={12}
          data-over={over > 0n || undefined}
        />
      </svg>
      <dl>
        <Figure label={t('approval.budget.total')} fen={budgetFen} />
        <Figure label={t('approval.budget.committed')} fen={committedFen} mark="committed" />
        {planFen > 0n && <Figure label={t('approval.budget.plan')} fen={planFen} mark="plan" />}
        <Figure
          label={t(planFen > 0n ? 'approval.budget.left' : 'approval.budget.available')}
          fen={over > 0n ? 0n : available - planFen}
        />
      </dl>
      {over > 0n && <p className="qx-bad">{t('approval.budget.over', { amount: wan(over) })}</p>}
    </div>
  )
}

function Figure({ label, fen, mark }: { label: string; fen: bigint; mark?: 'committed' | 'plan' }) {
  return (
    <div>
      <dt data-mark={mark}>{label}</dt>
      <dd>
        <Amount fen={fen} />
      </dd>
    </div>
  )
}
