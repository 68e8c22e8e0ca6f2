import type { TypedEvaluation } from '#app/domain/evaluation/form.ts'
import type { ReviewedPlace, ReviewedRow, ReviewLine } from '#app/domain/evaluation/reviewed.ts'
import type { Grade } from '#app/domain/evaluation/score.ts'
import { score } from '#app/i18n/format.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useProblemAt } from '../messages.tsx'
import { PlainTable } from '../plain-table.tsx'
import { useT } from '../page.tsx'
import { Facts } from '../values.tsx'
import { type Read, Total } from './form.tsx'

/** Total in centi-points and grade of the rows as reviewed. */
type Outcome = { totalCenti: number | null; grade: Grade | null }

function useNameAt(typed: TypedEvaluation) {
  const t = useT()
  return (place: ReviewedPlace) =>
    place === 'execution' ? t('evaluation.execution') : (typed.rows[place]?.name ?? '')
}

/** A row each, closed until it differs; the total and the grade that would be confirmed follow at once. */
export function ReviewFields({
  typed,
  lines,
  outcome,
  review,
  change,
  refusal,
}: {
  typed: TypedEvaluation
  lines: readonly ReviewLine[]
  outcome: Outcome
  /** scores and reasons by the paths of their fields, as they stand on the page */
  review: Readonly<Record<string, string>>
  change: (path: string, value: string) => void
  refusal: Refusal | null | undefined
}) {
  const t = useT()
  const nameAt = useNameAt(typed)
  const problem = useProblemAt(refusal?.fields)
  return (
    <>
      <p className="qx-hint">{t('evaluation.review.note')}</p>
      {lines.map(({ place, weightCenti, ownCenti, scorePath, reasonPath }) => {
        const most = score(weightCenti)
        const field = (path: string) => ({
          id: path,
          name: path,
          value: review[path] ?? '',
          onChange: (value: string) => change(path, value),
          error: problem(path),
        })
        const [points, reason] = [field(scorePath), field(reasonPath)]
        const open = [points, reason].some(({ value, error }) => value !== '' || error !== null)
        return (
          <details key={place} open={open || undefined}>
            <MarkChinese>
              <summary>
                {t('evaluation.review.row', {
                  name: nameAt(place),
                  own: score(ownCenti),
                  most,
                })}
              </summary>
            </MarkChinese>
            <TextField
              {...points}
              label={t('evaluation.review.score')}
              hint={t('evaluation.review.scoreHint', { most })}
              numeric
              maxLength={10}
            />
            <TextField {...reason} label={t('evaluation.review.reason')} lines={2} maxLength={500} />
          </details>
        )
      })}
      <Total {...outcome} reviewed />
    </>
  )
}

/** What the province made of the self-evaluation: both totals, each row that differs with its reason. */
export function Reviewed({
  typed,
  scored,
  lines,
  outcome: { totalCenti, grade },
  review: { rows, answer, confirmed },
}: {
  typed: TypedEvaluation
  scored: Read
  lines: readonly ReviewLine[]
  outcome: Outcome
  review: { rows: ReviewedRow[]; answer: string; confirmed: boolean }
}) {
  const t = useT()
  const nameAt = useNameAt(typed)
  const lineAt = (place: ReviewedPlace) => lines.find((line) => line.place === place)
  return (
    <section className="qx-card qx-stack" aria-labelledby="review-title">
      <h2 id="review-title">{t(confirmed ? 'evaluation.review.title' : 'evaluation.review.proposed')}</h2>
      <Facts
        items={[
          { label: t('evaluation.review.result'), value: totalCenti === null ? '—' : score(totalCenti) },
          { label: t('evaluation.review.grade'), value: grade ? t(`evaluation.grades.${grade}`) : '—' },
          ...(scored.totalCenti !== null && scored.grade
            ? [
                {
                  label: t('evaluation.review.own'),
                  value: t('evaluation.review.self', {
                    score: score(scored.totalCenti),
                    grade: t(`evaluation.grades.${scored.grade}`),
                  }),
                },
              ]
            : []),
          ...(answer ? [{ label: t('evaluation.review.answer'), value: answer, wide: true }] : []),
        ]}
      />
      <PlainTable
        rows={rows}
        keyOf={({ place }) => `${place}`}
        empty={t('evaluation.review.unchanged')}
        columns={[
          { key: 'name', label: t('tracking.indicator.name'), cell: ({ place }) => nameAt(place) },
          {
            key: 'weight',
            label: t('evaluation.weight'),
            number: true,
            cell: ({ place }) => score(lineAt(place)?.weightCenti ?? 0),
          },
          {
            key: 'own',
            label: t('evaluation.review.own'),
            number: true,
            cell: ({ place }) => score(lineAt(place)?.ownCenti ?? 0),
          },
          {
            key: 'score',
            label: t('evaluation.review.score'),
            number: true,
            cell: ({ scoreCenti }) => score(scoreCenti),
          },
          { key: 'reason', label: t('evaluation.review.reason'), cell: ({ reason }) => reason },
        ]}
      />
    </section>
  )
}
