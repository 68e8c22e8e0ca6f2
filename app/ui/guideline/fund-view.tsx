import type { CategoryBudget, FundBudget } from '#app/domain/guideline/fund.ts'
import { useActed } from '../acted.ts'
import { useName, useT, useText } from '../page.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { Amount, DateTime, Facts } from '../values.tsx'
import { AddCategory, ChangeBudget, type RefusedAct } from './fund-forms.tsx'

/** A fund: where its budget went, its categories, and the acts of whoever manages it. */
export function FundView({
  fund,
  history,
  mayManage,
  worked,
  refused,
}: {
  fund: FundBudget
  history: readonly FundChange[]
  mayManage: boolean
  /** the act just done on this fund */
  worked: string | null
  refused: RefusedAct | null
}) {
  const t = useT()
  const name = useName()
  const { categories } = fund
  const leftFen = fund.budgetFen - fund.toCategoriesFen
  const state = [fund.budgetFen, ...categories.map(({ id, budgetFen }) => `${id} ${budgetFen}`)].join()
  const first = history.findLast(({ objectId, beforeFen }) => objectId === fund.id && beforeFen !== null)
  const initialFen = BigInt(first?.beforeFen ?? fund.budgetFen)
  const facts = [
    ['initial', initialFen],
    ['adjusted', fund.budgetFen - initialFen],
    ['budget', fund.budgetFen],
    ['toCategories', fund.toCategoriesFen],
    ['left', leftFen],
    ['committed', fund.committedFen],
    ['available', fund.budgetFen - fund.committedFen],
    ['issued', fund.issuedFen],
    ['paid', fund.paidFen],
  ] as const
  return (
    <section className="qx-card qx-stack" aria-labelledby={`fund-${fund.id}`}>
      <h2 id={`fund-${fund.id}`}>
        {name(fund)} <small className="qx-hint">{fund.code}</small>
      </h2>
      <Facts
        items={[
          ...facts.map(([key, fen]) => ({
            label: t(`guideline.fund.facts.${key}`),
            value: <Amount fen={fen} />,
          })),
          {
            label: t('guideline.fund.facts.rate'),
            value: fund.rateBp === null ? '—' : `${(fund.rateBp / 100).toFixed(2)} %`,
          },
        ]}
      />
      <Categories fund={fund} />
      <History fund={fund} rows={history} />
      {mayManage && (
        <div className="qx-noprint qx-stack">
          <AddCategory
            key={`category ${state}`}
            fundId={fund.id}
            leftFen={leftFen}
            open={categories.length === 0 || worked === 'category'}
            refused={refused?.act === 'category' ? refused : null}
          />
          <ChangeBudget
            key={`budget ${state}`}
            fund={fund}
            refused={refused?.act === 'budget' ? refused : null}
          />
        </div>
      )}
    </section>
  )
}

export type FundChange = {
  id: string
  at: Date
  act: string
  objectId: string
  beforeFen: string | null
  afterFen: string | null
  reason: string
  person: string
  inPlaceOf: readonly string[]
}

/** Every change of the fund's budgets: when, who, from what to what, and why. */
function History({ fund, rows }: { fund: FundBudget; rows: readonly FundChange[] }) {
  const t = useT()
  return (
    <details>
      <summary>{t('guideline.fund.history.title', { count: rows.length })}</summary>
      <PlainTable
        rows={rows}
        keyOf={({ id }) => id}
        empty={t('guideline.fund.history.none')}
        columns={useHistoryColumns(fund)}
      />
    </details>
  )
}

function useHistoryColumns(fund: FundBudget): PlainColumn<FundChange>[] {
  const t = useT()
  const text = useText()
  const name = useName()
  const acted = useActed()
  const nameOf = (id: string) => name(fund.categories.find((one) => one.id === id) ?? fund)
  return [
    {
      key: 'at',
      label: t('guideline.fund.history.at'),
      nowrap: true,
      cell: ({ at }) => <DateTime at={at} />,
    },
    {
      key: 'person',
      label: t('guideline.fund.history.person'),
      cell: ({ person, inPlaceOf }) => acted(person, inPlaceOf) || '—',
    },
    {
      key: 'what',
      label: t('guideline.fund.history.what'),
      cell: ({ act, objectId }) => (
        <span>
          {text(`events.acts.${act}`)} <small className="qx-hint">{nameOf(objectId)}</small>
        </span>
      ),
    },
    {
      key: 'before',
      label: t('guideline.fund.history.before'),
      number: true,
      cell: ({ beforeFen }) => <Amount fen={beforeFen} bare />,
    },
    {
      key: 'after',
      label: t('guideline.fund.history.after'),
      number: true,
      cell: ({ afterFen }) => <Amount fen={afterFen} bare />,
    },
    { key: 'reason', label: t('guideline.fund.history.reason'), cell: ({ reason }) => reason || '—' },
  ]
}

function useColumns(): PlainColumn<CategoryBudget>[] {
  const t = useT()
  const name = useName()
  return [
    {
      key: 'category',
      label: t('guideline.fund.columns.category'),
      cell: (row) => (
        <span>
          {name(row)} <small className="qx-hint">{row.code}</small>
        </span>
      ),
    },
    {
      key: 'budget',
      label: t('guideline.fund.columns.budget'),
      number: true,
      cell: ({ budgetFen }) => <Amount fen={budgetFen} bare />,
    },
    {
      key: 'guidelines',
      label: t('guideline.fund.columns.guidelines'),
      number: true,
      cell: ({ guidelines }) => guidelines,
    },
    {
      key: 'toGuidelines',
      label: t('guideline.fund.columns.toGuidelines'),
      number: true,
      cell: ({ toGuidelinesFen }) => <Amount fen={toGuidelinesFen} bare />,
    },
    {
      key: 'left',
      label: t('guideline.fund.columns.left'),
      number: true,
      cell: ({ budgetFen, toGuidelinesFen }) => <Amount fen={budgetFen - toGuidelinesFen} bare />,
    },
    {
      key: 'committed',
      label: t('guideline.fund.columns.committed'),
      number: true,
      cell: ({ committedFen }) => <Amount fen={committedFen} bare />,
    },
    {
      key: 'issued',
      label: t('guideline.fund.columns.issued'),
      number: true,
      cell: ({ issuedFen }) => <Amount fen={issuedFen} bare />,
    },
    {
      key: 'paid',
      label: t('guideline.fund.columns.paid'),
      number: true,
      cell: ({ paidFen }) => <Amount fen={paidFen} bare />,
    },
  ]
}

function Categories({ fund }: { fund: FundBudget }) {
  const t = useT()
  return (
    <PlainTable
      rows={fund.categories}
      keyOf={({ id }) => id}
      empty={t('guideline.fund.noCategories')}
      columns={useColumns()}
      total={{
        category: t('guideline.fund.sum'),
        budget: <Amount fen={fund.toCategoriesFen} bare />,
        toGuidelines: <Amount fen={fund.toGuidelinesFen} bare />,
        left: <Amount fen={fund.toCategoriesFen - fund.toGuidelinesFen} bare />,
        committed: <Amount fen={fund.committedFen} bare />,
        issued: <Amount fen={fund.issuedFen} bare />,
        paid: <Amount fen={fund.paidFen} bare />,
      }}
    />
  )
}
