import type { TypedEvaluation, TypedEvaluationRow } from '#app/domain/evaluation/form.ts'
import { score, targetText } from '#app/i18n/format.ts'
import { ShareBar } from '../cockpit.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { useT, useText } from '../page.tsx'
import { Amount, Facts } from '../values.tsx'
import { type Read, Total } from './form.tsx'

/** A self-evaluation for reading: the table of scores with reasons, total and grade. */
export function EvaluationView({
  typed,
  budgetFen,
  scored,
}: {
  typed: TypedEvaluation
  budgetFen: bigint
  scored: Read
}) {
  const t = useT()
  const { execution } = scored
  return (
    <div className="qx-stack">
      <Total totalCenti={scored.totalCenti} grade={scored.grade} />
      <section className="qx-card">
        <Facts
          items={[
            { label: t('evaluation.budget'), value: <Amount fen={budgetFen} /> },
            { label: t('evaluation.spent'), value: <Amount fen={scored.spentFen} /> },
            {
              label: t('evaluation.rate'),
              value: execution.rateBp === null ? '—' : `${execution.rateBp / 100} %`,
            },
            {
              label: `${t('evaluation.execution')} · ${t('evaluation.score')}`,
              value:
                execution.scoreCenti === null
                  ? '—'
                  : `${score(execution.scoreCenti)} / ${score(execution.weightCenti)}`,
            },
            ...(typed.executionReason
              ? [{ label: t('evaluation.executionReason'), value: typed.executionReason, wide: true }]
              : []),
            { label: t('evaluation.summary'), value: typed.summary || t('common.none'), wide: true },
          ]}
        />
      </section>
      <PlainTable rows={typed.rows} keyOf={(_, index) => String(index)} columns={useColumns(scored)} />
    </div>
  )
}

function useColumns(scored: Read): PlainColumn<TypedEvaluationRow>[] {
  const t = useT()
  const text = useText()
  return [
    {
      key: 'name',
      label: t('tracking.indicator.name'),
      cell: (row) => (
        <div>
          {row.name}
          <br />
          <small className="qx-soft">
            {t(`evaluation.level1.${row.level1}`)} · {text([`evaluation.level2.${row.level2}`, row.level2])}
          </small>
        </div>
      ),
    },
    {
      key: 'target',
      label: t('evaluation.target'),
      number: true,
      cell: (row) => `${targetText(row)} ${row.unit}`,
    },
    {
      key: 'actual',
      label: t('evaluation.actual'),
      number: true,
      cell: ({ direction, tier, actual, unit }) =>
        direction === 'qualitative' && tier
          ? `${text(`evaluation.tierShort.${tier}`)} ${actual}%`
          : `${actual} ${unit}`,
    },
    {
      key: 'weight',
      label: t('evaluation.weight'),
      number: true,
      cell: (row, i) => score(scored.rows[i]?.weightCenti ?? row.weightCenti),
    },
    {
      key: 'score',
      label: t('evaluation.score'),
      number: true,
      cell: (_, i) => {
        const own = scored.rows[i]?.scoreCenti ?? null
        if (own === null) return '—'
        const most = scored.rows[i]?.weightCenti ?? 0
        return (
          <>
            {score(own)}
            <ShareBar part={own} whole={most} label={`${score(own)} / ${score(most)}`} />
          </>
        )
      },
    },
    {
      key: 'reason',
      label: t('evaluation.reason'),
      cell: ({ reason, improvement }) => [reason, improvement].filter(Boolean).join(' / '),
    },
  ]
}
