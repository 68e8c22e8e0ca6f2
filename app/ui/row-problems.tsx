import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { Message } from './message.tsx'
import { useT, useText } from './page.tsx'

/**
 * What a column of a workbook is called, by the path of a problem; of one of several entries in a cell, as in
 * `history[0].uscc`, its number and part, too. `captions`: where the names are.
 */
export function useCaption(captions: readonly string[]): (path: string) => string {
  const t = useT()
  const text = useText()
  const captionOf = (key: string) => text(captions.map((caption) => `${caption}.${key}`))
  return (path) => {
    const [, column, row, part] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path) ?? []
    if (!column || !part) return captionOf(path)
    return t('workbook.entry', { column: captionOf(column), row: Number(row) + 1, part: captionOf(part) })
  }
}

/** Rows of a workbook that would not be imported, with what is wrong; `captions`: where the columns' names are. */
export function RowProblems({
  rows,
  count,
  captions,
}: {
  rows: readonly { sheet: string; row: number; problems: FieldProblem[] }[]
  /** of all, when only the first are here */
  count: number
  captions: readonly string[]
}) {
  const t = useT()
  const captionOf = useCaption(captions)
  if (rows.length === 0) return null
  return (
    <>
      <Message tone="bad">{t('workbook.problems', { count })}</Message>
      <MarkChinese>
        <ul className="qx-problems">
          {rows.map(({ sheet, row, problems }) => (
            <li key={`${sheet} ${row}`}>
              {t('workbook.row', { sheet, row })}{' '}
              {problems.map(({ path, words }) => `${captionOf(path)}: ${words}`).join('; ')}
            </li>
          ))}
        </ul>
      </MarkChinese>
    </>
  )
}
