import { useState } from 'react'
import { Form, useSubmit } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { ReadSheet, Suggestion, TypedSheet } from '#app/domain/scoring/sheet.ts'
import { score, wan } from '#app/i18n/format.ts'
import { type Autosave, useAutosave } from '../autosave.ts'
import { TextField } from '../field.tsx'
import { KeptDraft, SavedState } from '../form-page.tsx'
import { useLabel } from '../guideline/words.ts'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useProblemWords } from '../problem-words.ts'
import { useT } from '../page.tsx'
import type { SheetProps } from './sheet-view.ts'

type Item = SheetProps['scheme']['items'][number]
/** What the sheet says as it stands, by the rules of its scheme; `letters` counts the opinion, `max` the marks an item gives. */
export type Reading = Pick<ReadSheet, 'problems' | 'totalCenti'> & {
  letters: number
  max: Readonly<Record<string, number>>
}
const suggestions = [
  'support',
  'support_after_change',
  'not_support',
] as const satisfies readonly Suggestion[]
type Change = (changes: Partial<TypedSheet>) => void

/** The sheet at the right: saves what is typed, adds up live, and is submitted as a whole. */
export function SheetForm({
  sheet,
  readingOf,
  refusal,
}: {
  sheet: SheetProps
  readingOf: (typed: TypedSheet) => Reading
  refusal: Refusal | null
}) {
  const t = useT()
  const [typed, setTyped] = useState(sheet.typed)
  const save = useAutosave<TypedSheet>({
    url: `/scoring/sheets/${sheet.id}/save`,
    key: `sheet.${sheet.id}`,
    revision: sheet.revision,
  })
  const locked = sheet.status !== 'scoring' || !sheet.open
  const read = readingOf(typed)
  const inWords = useProblemWords()
  const problem = useProblemAt(refusal ? inWords(read.problems) : undefined)
  const change: Change = (changes) => {
    const next = { ...typed, ...changes }
    setTyped(next)
    save.put(next)
  }
  return (
    <div id="sheet" className="qx-card qx-scoresheet qx-stack">
      <h2>{t('scoring.sheet.title')}</h2>
      {!locked && <KeptDraft autosave={save} onRestore={setTyped} />}
      <RefusalMessage refusal={refusal} />
      <fieldset disabled={locked}>
        <legend>{t('scoring.sheet.item')}</legend>
        {sheet.scheme.items.map((item) => (
          <ScoreItem
            key={item.code}
            item={item}
            sheet={sheet}
            read={read}
            typed={typed}
            change={change}
            problem={problem}
          />
        ))}
      </fieldset>
      <Vetoes sheet={sheet} read={read} typed={typed} change={change} locked={locked} problem={problem} />
      <Overall sheet={sheet} read={read} typed={typed} change={change} locked={locked} problem={problem} />
      <Bar sheet={sheet} save={save} locked={locked} total={read.totalCenti} left={read.problems.length} />
    </div>
  )
}

type Part = {
  sheet: SheetProps
  read: Reading
  typed: TypedSheet
  change: Change
  problem: (path: string) => string | null
}

function ScoreItem({ item, sheet, read, typed, change, problem }: Part & { item: Item }) {
  const t = useT()
  const label = useLabel()
  const own = typed.items[item.code] ?? { score: '', comment: '' }
  const put = (changes: Partial<typeof own>) =>
    change({ items: { ...typed.items, [item.code]: { ...own, ...changes } } })
  const max = score(read.max[item.code] ?? 0).replace(/\.00$/, '')
  return (
    <div className="qx-scoreitem" data-row={label(item.name)}>
      <div className="qx-scoreitem-head">
        <div>
          <strong>{label(item.name)}</strong>
          {item.anchors && <p className="qx-soft">{label(item.anchors)}</p>}
        </div>
        <TextField
          id={`items.${item.code}.score`}
          name={`${item.code}.score`}
          label={
            sheet.scheme.mode === 'weights'
              ? t('scoring.sheet.weight', { max: item.max })
              : t('scoring.sheet.max', { max })
          }
          numeric
          maxLength={20}
          value={own.score}
          onChange={(value) => put({ score: value })}
          error={problem(`items.${item.code}.score`)}
        />
      </div>
      <TextField
        id={`items.${item.code}.comment`}
        name={`${item.code}.comment`}
        label={`${t('scoring.sheet.comment')} · ${label(item.name)}`}
        lines={2}
        maxLength={2000}
        value={own.comment}
        onChange={(value) => put({ comment: value })}
        error={problem(`items.${item.code}.comment`)}
      />
    </div>
  )
}

function Vetoes({ sheet, typed, change, locked, problem }: Part & { locked: boolean }) {
  const t = useT()
  const label = useLabel()
  return (
    <fieldset disabled={locked} className="qx-stack">
      <legend>{t('scoring.sheet.vetoes')}</legend>
      {sheet.scheme.vetoes.map(({ code, name }) => {
        const ticked = typed.vetoes.find((veto) => veto.code === code)
        const others = typed.vetoes.filter((veto) => veto.code !== code)
        return (
          <div key={code} id={`vetoes.${code}`}>
            <label className="qx-check">
              <input
                type="checkbox"
                checked={ticked !== undefined}
                onChange={(event) =>
                  change({ vetoes: event.currentTarget.checked ? [...others, { code, text: '' }] : others })
                }
              />
              <span>
                {code} {label(name)}
              </span>
            </label>
            {ticked && (
              <TextField
                id={`vetoes.${code}.text`}
                name={`veto.${code}`}
                label={t('scoring.sheet.vetoText')}
                lines={2}
                maxLength={2000}
                required
                value={ticked.text}
                onChange={(text) => change({ vetoes: [...others, { code, text }] })}
                error={problem(`vetoes.${code}.text`)}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

function Overall({ sheet, read, typed, change, locked, problem }: Part & { locked: boolean }) {
  const t = useT()
  const length = read.letters
  return (
    <fieldset disabled={locked} className="qx-stack">
      <legend>{t('scoring.sheet.suggestion')}</legend>
      <div id="suggestion" className="qx-row" role="radiogroup" aria-label={t('scoring.sheet.suggestion')}>
        {suggestions.map((word) => (
          <label key={word} className="qx-check">
            <input
              type="radio"
              name="suggestion"
              checked={typed.suggestion === word}
              onChange={() => change({ suggestion: word })}
            />
            <span>{t(`scoring.sheet.suggestions.${word}`)}</span>
          </label>
        ))}
      </div>
      {problem('suggestion') && <p className="qx-fielderror">{problem('suggestion')}</p>}
      <TextField
        id="suggestedWan"
        name="suggestedWan"
        label={t('scoring.sheet.suggestedWan')}
        unit={t('common.unit.wan')}
        hint={t('scoring.sheet.requested', { amount: wan(sheet.project.requestedFen) })}
        numeric
        maxLength={40}
        value={typed.suggestedWan}
        onChange={(suggestedWan) => change({ suggestedWan })}
        error={problem('suggestedWan')}
      />
      <TextField
        id="comment"
        name="comment"
        label={t('scoring.sheet.opinion')}
        hint={t('scoring.sheet.opinionCount', { length, min: sheet.scheme.opinionMin })}
        lines={6}
        maxLength={10_000}
        value={typed.comment}
        onChange={(comment) => change({ comment })}
        error={problem('comment')}
      />
    </fieldset>
  )
}

type BarProps = {
  sheet: SheetProps
  save: Autosave<TypedSheet>
  locked: boolean
  total: number | null
  left: number
}

/** Total, saved state and the one act, always in sight. */
function Bar({ sheet, save, locked, total, left }: BarProps) {
  const t = useT()
  const submit = useSubmit()
  return (
    <div className="qx-scorebar">
      <span>
        {t('scoring.sheet.total')} <strong aria-live="polite">{total === null ? '—' : score(total)}</strong>
      </span>
      {locked ? (
        <span className="qx-soft">
          {sheet.status === 'scoring' ? t('scoring.sheet.ended') : t('scoring.sheet.locked')}
        </span>
      ) : (
        <>
          <SavedState save={save} />
          {left > 0 && <span className="qx-soft">{t('scoring.sheet.problems', { count: left })}</span>}
          <Form
            method="post"
            onSubmit={async (event) => {
              event.preventDefault()
              const form = event.currentTarget
              if (await save.flush()) void submit(form, { method: 'post' })
            }}
          >
            <input type="hidden" name="act" value="submit" />
            <input type="hidden" name="version" value={sheet.version} />
            <button className="qx-button">{t('scoring.sheet.submit')}</button>
          </Form>
          <small className="qx-soft">{t('scoring.sheet.submitWords')}</small>
        </>
      )}
    </div>
  )
}
