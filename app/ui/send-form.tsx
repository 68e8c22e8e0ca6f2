import type { SubmitEvent } from 'react'
import { useNavigation, useSubmit } from 'react-router'
import type { Autosave } from './autosave.ts'
import { CheckField } from './field.tsx'

/** Sends an autosaved form in: what is still unsaved is saved first. `confirm` names what the sender stands for. */
export function SendForm<V>({
  save,
  act,
  version,
  label,
  note,
  confirm,
}: {
  save: Autosave<V>
  act: string
  version: number
  label: string
  note?: string
  confirm?: string
}) {
  const submit = useSubmit()
  const { state } = useNavigation()
  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    if (await save.flush()) await submit(form)
  }
  return (
    <form method="post" className="qx-stack" onSubmit={(event) => void send(event)}>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="version" value={version} />
      {note && <p className="qx-soft">{note}</p>}
      {confirm && <CheckField name="confirmed" label={confirm} required />}
      <button className="qx-button" disabled={state !== 'idle'} aria-busy={state !== 'idle'}>
        {label}
      </button>
    </form>
  )
}
