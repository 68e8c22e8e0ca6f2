import { useEffect, useRef } from 'react'
import { useT } from './page.tsx'

type Gate = { open: () => void; waiting: (() => void)[] }

let gate: Gate | null = null

/** Asks to sign in again in a second window; resolves when the reader says it is done. What is typed stays. */
export function signInAgain(): Promise<void> {
  return new Promise((resolve) => {
    if (!gate) return resolve()
    gate.waiting.push(resolve)
    gate.open()
  })
}

/** Whether the session still lives; true when the server cannot be reached, for the act itself will say so. */
export async function isSignedIn(): Promise<boolean> {
  const answer = await fetch('/session/alive', { headers: { Accept: 'application/json' } }).catch(() => null)
  return answer?.status !== 401
}

/** The one dialog of the shell that keeps a page alive over the end of its session. */
export function SignedOutDialog() {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const own: Gate = { open: () => dialog.current?.showModal(), waiting: [] }
    gate = own
    return () => {
      if (gate === own) gate = null
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="qx-dialog"
      aria-labelledby="signed-out-title"
      onClose={() => gate?.waiting.splice(0).forEach((resolve) => resolve())}
    >
      <h2 id="signed-out-title">{t('common.error.signedOutTitle')}</h2>
      <p>{t('common.form.saveSignedOut')}</p>
      <p className="qx-row">
        <a className="qx-button" href="/sign-in?next=/signed-in-again" target="_blank" rel="opener">
          {t('common.form.signInAgain')}
        </a>
        <button type="button" className="qx-button qx-plain" onClick={() => dialog.current?.close()}>
          {t('common.form.continue')}
        </button>
      </p>
    </dialog>
  )
}
