import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { Message } from './message.tsx'
import { useT, useText } from './page.tsx'

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
  const text = useText()
  if (rows.length === 0) return null
  return (
    <>
      <Message tone="bad">{t('workbook.problems', { count })}</Message>
      <MarkChinese>
        <ul className="qx-problems">
          {rows.map(({ sheet, row, problems }) => (
            <li key={`${sheet} ${row}`}>
              {t('workbook.row', { sheet, row })}{' '}
              {problems
                .map(
                  ({ path, words }) => `${text(captions.map((caption) => `${caption}.${path}`))}: ${words}`,
                )
                .join('; ')}
            </li>
          ))}
        </ul>
      </MarkChinese>
    </>
  )
}
