import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { fileSize } from '#app/i18n/format.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'
import { RemoveButton } from './remove-button.tsx'
import { removeFile, useFailureWords } from './upload.ts'

export type FileItem = { id: string; name: string; size: number }
/** Where the reader may take files out: the address that takes them, and what is done then. */
type Removal = { action: string; onRemoved: (file: FileItem) => void }

/** Files with size and link. */
export function FileList({ files, removal }: { files: readonly FileItem[]; removal?: Removal }) {
  const t = useT()
  if (files.length === 0) return <p className="qx-soft">{t('common.file.none')}</p>
  return (
    <ul className="qx-files">
      {files.map((file) => (
        <li key={file.id}>
          <IconFile size={18} aria-hidden />
          <MarkChinese>
            <a href={`/files/${file.id}`}>{file.name}</a>
          </MarkChinese>
          <small className="qx-soft">{fileSize(file.size)}</small>
          {removal && <RemoveFile file={file} {...removal} />}
        </li>
      ))}
    </ul>
  )
}

function RemoveFile({ file, action, onRemoved }: Removal & { file: FileItem }) {
  const t = useT()
  const wordsOf = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  async function remove() {
    setBusy(true)
    const failure = await removeFile(action, file.id)
    setBusy(false)
    setProblem(failure && wordsOf(failure))
    if (!failure) onRemoved(file)
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
