import { useT } from '../page.tsx'

/** Shown once: the server keeps only its hash. */
export function OneTimePassword({ loginName, password }: { loginName: string; password: string }) {
  const t = useT()
  return (
    <div className="qx-message qx-stack qx-once" data-tone="good" role="status">
      <p>{t('admin.oneTimeMade', { loginName })}</p>
      <p className="qx-onetime">{password}</p>
      <p>{t('admin.oneTimeNote')}</p>
    </div>
  )
}
