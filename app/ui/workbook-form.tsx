import { useT } from './page.tsx'

/** Sends a workbook to `action` as a whole document; the answer is the dry run, or why it was not taken. */
export function WorkbookForm({ action }: { action: string }) {
  const t = useT()
  return (
    <form method="post" action={action} encType="multipart/form-data" className="qx-card qx-stack">
      <div className="qx-field">
        <label htmlFor="file">{t('enterprise.import.choose')}</label>
        <input id="file" name="file" type="file" accept=".xlsx" required aria-describedby="file-limit" />
        <small id="file-limit">{t('enterprise.import.limit')}</small>
      </div>
      <button className="qx-button">{t('enterprise.import.check')}</button>
    </form>
  )
}
