import { useState } from 'react'
import type { FileItem } from './file-list.tsx'
import { useT } from './page.tsx'
import { RemoveButton } from './remove-button.tsx'
import { removeFile, useFailureWords } from './upload.ts'

/** Takes a file out at once, or says why it is still there. */
export function RemoveFile({
  file,
  action,
  onRemoved,
}: {
  file: FileItem
  /** the address that takes it */
  action: string
  onRemoved: () => void
}) {
  const t = useT()
  const wordsOf = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function remove() {
    setBusy(true)
    const failure = await removeFile(action, file.id)
    setBusy(false)
    setProblem(failure && wordsOf(failure))
    if (!failure) onRemoved()
  }
  return (
    <>
      <RemoveButton
        label={t('common.file.remove', { name: file.name })}
        disabled={busy}
        onRemove={() => void remove()}
      />
      <span role="status" className="qx-bad">
        {problem && t('common.file.notRemoved', { reason: problem })}
      </span>
    </>
  )
}
