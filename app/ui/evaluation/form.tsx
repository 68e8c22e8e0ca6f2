import { useState } from 'react'
import type { readEvaluation, TypedEvaluation, TypedEvaluationRow } from '#app/domain/evaluation/form.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { score, targetText } from '#app/i18n/format.ts'
import { useAutosave } from '../autosave.ts'
import { SelectField, TextField } from '../field.tsx'
import { FormPage, KeptDraft } from '../form-page.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useProblemWords } from '../problem-words.ts'
import { useT, useText } from '../page.tsx'
import { SendForm } from '../send-form.tsx'
import { Amount } from '../values.tsx'

export type Read = ReturnType<typeof readEvaluation>

type Props = {
  evaluation: {
    id: string
    year: number
    version: number
    revision: number
    typed: TypedEvaluation
    budgetFen: bigint
  }
  project: { id: string; name: string }
  returned: string | null
  read: (typed: TypedEvaluation) => Read
  refusal: Refusal | null
}

const sections = ['budget', 'rows', 'summary'] as const
type Section = (typeof sections)[number]

/** A self-evaluation while it is typed: every row scored at once, total and grade in sight. */
export function EvaluationForm({ evaluation, project, returned, read, refusal }: Props) {
  const t = useT()
  const [typed, setTyped] = useState(evaluation.typed)
  const save = useAutosave<TypedEvaluation>({
    url: `/evaluations/${evaluation.id}/save`,
    key: `self-evaluation.${evaluation.id}`,
    revision: evaluation.revision,
  })
  const scored = read(typed)
  const inWords = useProblemWords()
  const problem = useProblemAt(refusal ? inWords(scored.problems) : undefined)
  const put = (changes: Partial<TypedEvaluation>) => {
    const next = { ...typed, ...changes }
    setTyped(next)
    save.put(next)
  }
  const of: Record<Section, (path: string) => boolean> = {
    budget: (path) => path === 'executionReason',
    rows: (path) => path.startsWith('rows'),
    summary: (path) => path === 'summary',
  }
  const missing = (section: Section) => scored.problems.filter(({ path }) => of[section](path)).length
  return (
    <FormPage
      title={`${t('evaluation.heading', { year: evaluation.year })} · ${project.name}`}
      note={t('evaluation.note')}
      crumbs={[
        { label: t('evaluation.title'), to: '/evaluations' },
        { label: project.name, to: `/projects/${project.id}?tab=evaluation` },
      ]}
      sections={sections.map((key) => ({
        key,
        label: t(`evaluation.section.${key}`),
        missing: missing(key),
        to: `#${key}-part`,
      }))}
      current=""
      save={save}
    >
      <KeptDraft autosave={save} onRestore={setTyped} />
      {returned && <Message tone="wait">{t('evaluation.returned', { reason: returned })}</Message>}
      <RefusalMessage refusal={refusal} />
      <section className="qx-formpart" id="budget-part">
        <div className="qx-rowhead">
          <h2>{t('evaluation.section.budget')}</h2>
          <RowScore weightCenti={scored.execution.weightCenti} scoreCenti={scored.execution.scoreCenti} />
        </div>
        {evaluation.budgetFen === 0n && <p className="qx-soft">{t('evaluation.noBudget')}</p>}
        <div className="qx-grid2">
          <div className="qx-field">
            <span>{t('evaluation.budget')}</span>
            <b>
              <Amount fen={evaluation.budgetFen} />
            </b>
          </div>
          <div className="qx-field">
            <span>{t('evaluation.spent')}</span>
            <b>
              <Amount fen={scored.spentFen} />
            </b>
            <small>
              {t('evaluation.spentNote')}
              {scored.execution.rateBp !== null &&
                ` ${t('evaluation.rate')} ${scored.execution.rateBp / 100} %`}
            </small>
          </div>
        </div>
        <TextField
          id="executionReason"
          name="executionReason"
          label={t('evaluation.executionReason')}
          lines={2}
          maxLength={2000}
          value={typed.executionReason}
          onChange={(executionReason) => put({ executionReason })}
          error={problem('executionReason')}
        />
      </section>
      <section className="qx-formpart" id="rows-part">
        <h2>{t('evaluation.section.rows')}</h2>
        {typed.rows.map((row, i) => (
          <Row
            key={`${i} ${row.name}`}
            at={`rows[${i}]`}
            row={row}
            result={scored.rows[i]}
            problem={problem}
            change={(changes) =>
              put({ rows: typed.rows.map((one, at) => (at === i ? { ...one, ...changes } : one)) })
            }
          />
        ))}
      </section>
      <section className="qx-formpart" id="summary-part">
        <h2>{t('evaluation.section.summary')}</h2>
        <TextField
          id="summary"
          name="summary"
          label={t('evaluation.summary')}
          hint={t('evaluation.summaryHint')}
          lines={4}
          maxLength={5000}
          required
          value={typed.summary}
          onChange={(summary) => put({ summary })}
          error={problem('summary')}
        />
      </section>
      <Total totalCenti={scored.totalCenti} grade={scored.grade} />
      <SendForm
        save={save}
        act="submit"
        version={evaluation.version}
        label={t('transition.evaluation.submit.label')}
        confirm={t('evaluation.submitConfirm')}
        note={
          scored.problems.length > 0
            ? t('evaluation.problemsLeft', { count: scored.problems.length })
            : t('evaluation.complete')
        }
      />
    </FormPage>
  )
}

/** Total and grade by the undertaker or, `reviewed`, by the province; or that it is not scored yet. */
export function Total({
  totalCenti,
  grade,
  reviewed = false,
}: {
  totalCenti: number | null
  grade: string | null
  reviewed?: boolean
}) {
  const t = useT()
  const text = useText()
  return (
    <div className="qx-total" role="status">
      <span>
        {t(reviewed ? 'evaluation.review.result' : 'evaluation.total')}{' '}
        <b>{totalCenti === null ? '—' : score(totalCenti)}</b>
      </span>
      <span>
        {t(reviewed ? 'evaluation.review.grade' : 'evaluation.grade')}{' '}
        <b>{grade ? text(`evaluation.grades.${grade}`) : t('evaluation.unscored')}</b>
      </span>
      <small className="qx-soft">{t('evaluation.scale')}</small>
    </div>
  )
}

function RowScore({ weightCenti, scoreCenti }: { weightCenti: number; scoreCenti: number | null }) {
  const t = useT()
  return (
    <span className="qx-soft">
      {t('evaluation.weight')} {score(weightCenti)} · {t('evaluation.score')}{' '}
      <b>{scoreCenti === null ? '—' : score(scoreCenti)}</b>
    </span>
  )
}

function Row({
  at,
  row,
  result,
  problem,
  change,
}: {
  at: string
  row: TypedEvaluationRow
  result: Read['rows'][number] | undefined
  problem: (path: string) => string | null
  change: (changes: Partial<TypedEvaluationRow>) => void
}) {
  const t = useT()
  const text = useText()
  const field = (name: 'actual' | 'reason' | 'improvement') => ({
    id: `${at}.${name}`,
    name: `${at}.${name}`,
    value: row[name],
    onChange: (value: string) => change({ [name]: value }),
    error: problem(`${at}.${name}`),
  })
  const qualitative = row.direction === 'qualitative'
  return (
    <div className="qx-formrow" data-row={row.name}>
      <div className="qx-rowhead">
        <span>
          <MarkChinese>
            <b>{row.name}</b>
          </MarkChinese>{' '}
          <small className="qx-soft">
            {t(`evaluation.level1.${row.level1}`)} · {text([`evaluation.level2.${row.level2}`, row.level2])}
          </small>
        </span>
        <RowScore
          weightCenti={result?.weightCenti ?? row.weightCenti}
          scoreCenti={result?.scoreCenti ?? null}
        />
      </div>
      <div className="qx-grid2">
        {qualitative && (
          <SelectField
            id={`${at}.tier`}
            name={`${at}.tier`}
            label={t('evaluation.tierLabel')}
            value={row.tier}
            onChange={(tier) => change({ tier })}
            error={problem(`${at}.tier`)}
            empty=""
            required
            choices={(['achieved', 'partly', 'missed'] as const).map((value) => ({
              value,
              label: t(`evaluation.tier.${value}`),
            }))}
          />
        )}
        <TextField
          {...field('actual')}
          label={qualitative ? t('evaluation.percent') : t('evaluation.actual')}
          hint={t('evaluation.actualHint', { target: targetText(row), unit: row.unit })}
          unit={qualitative ? '%' : row.unit}
          numeric
          required
          maxLength={30}
        />
      </div>
      <div className="qx-grid2">
        <TextField
          {...field('reason')}
          label={t('evaluation.reason')}
          hint={t('evaluation.reasonHint')}
          lines={2}
          maxLength={2000}
        />
        <TextField
          {...field('improvement')}
          label={t('evaluation.improvement')}
          hint={t('evaluation.improvementHint')}
          lines={2}
          maxLength={2000}
        />
      </div>
    </div>
  )
}
