import { Form, useNavigation } from 'react-router'
import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'
import { RowProblems } from './row-problems.tsx'

/** What importing an uploaded workbook would do, with the problems of its rows, and the button that does it. */
export function WorkbookTrial({
  fileId,
  fileName,
  counts,
  rows,
  problems,
  problemCount,
  captions,
}: {
  fileId: string | null
  fileName: string
  /** what would happen, as a sentence */
  counts: string
  /** so many would be imported */
  rows: number
  problems: readonly { sheet: string; row: number; problems: FieldProblem[] }[]
  /** of all, when only the first are here */
  problemCount: number
  captions: readonly string[]
}) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  return (
    <section className="qx-card qx-stack" aria-labelledby="dry">
      <MarkChinese>
        <h2 id="dry">{t('workbook.dryRun', { name: fileName })}</h2>
      </MarkChinese>
      <p>{counts}</p>
      <RowProblems rows={problems} count={problemCount} captions={captions} />
      {rows > 0 && (
        <Form method="post">
          <input type="hidden" name="file" value={fileId ?? ''} />
          <button className="qx-button" disabled={busy}>
            {t('workbook.act', { count: rows })}
          </button>
        </Form>
      )}
    </section>
  )
}
