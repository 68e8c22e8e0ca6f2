import type { ImportList } from '#app/domain/import-lists.ts'
import { useT } from './page.tsx'

/** Sends a workbook of a list as a whole document; the answer is the dry run, or why it was not taken. */
export function WorkbookForm({ list }: { list: ImportList }) {
  const t = useT()
  return (
    <form
      method="post"
      action={`/files/imports/${list}`}
      encType="multipart/form-data"
      className="qx-card qx-stack"
    >
      <div className="qx-field">
        <label htmlFor="file">{t('workbook.choose')}</label>
        <input id="file" name="file" type="file" accept=".xlsx" required aria-describedby="file-limit" />
        <small id="file-limit">{t('workbook.limit')}</small>
      </div>
      <p className="qx-row">
        <button className="qx-button">{t('workbook.check')}</button>
        <a className="qx-button qx-plain" href={`/files/imports/${list}/template`} download>
          {t('workbook.template')}
        </a>
      </p>
    </form>
  )
}
