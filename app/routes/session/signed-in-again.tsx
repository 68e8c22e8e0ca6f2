import { useT } from '#app/ui/page.tsx'

/** Where a second window ends after signing in again: the work goes on in the first one. */
export default function SignedInAgain() {
  const t = useT()
  return (
    <main className="qx-alone">
      <title>{t('common.system')}</title>
      <p role="status">{t('session.ended')}</p>
    </main>
  )
}
