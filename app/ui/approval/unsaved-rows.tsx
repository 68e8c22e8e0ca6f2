import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Message } from '../message.tsx'
import { useT } from '../page.tsx'

/** Around acts on a whole plan: none is sent while a row holds an amount or a reason that was typed and not saved. */
export function UnsavedRows({ children }: { children: ReactNode }) {
  const t = useT()
  const [rows, setRows] = useState<readonly string[]>([])
  function hold(event: SubmitEvent<HTMLElement>) {
    const typed = [...document.querySelectorAll<HTMLInputElement>('[data-row] input')].filter(
      ({ value, defaultValue }) => value !== defaultValue,
    )
    setRows([...new Set(typed.map((input) => input.closest<HTMLElement>('[data-row]')?.dataset.row ?? ''))])
    const [first] = typed
    if (!first) return
    event.preventDefault()
    event.stopPropagation()
    first.closest('details')?.setAttribute('open', '')
    first.focus()
  }
  return (
    <div onSubmitCapture={hold}>
      {rows.length > 0 && (
        <Message tone="bad">{t('approval.plan.unsaved', { projects: rows.join('、') })}</Message>
      )}
      {children}
    </div>
  )
}
