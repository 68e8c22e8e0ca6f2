import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import { fileSize } from '#app/i18n/format.ts'
import type { FileItem } from './file-list.tsx'
import { useT } from './page.tsx'
import { uploadFile, useFailureWords } from './upload.ts'

type Upload = { key: number; name: string; percent: number; problem: string | null }

/** Takes files by drop or choice and sends each to `action` with its progress in sight. */
export function FileDrop({
  action,
  fields = {},
  accept,
  limit,
  onUploaded,
}: {
  action: string
  /** posted beside the file: slot, owner */
  fields?: Record<string, string>
  /** endings: .pdf,.jpg */
  accept: string
  /** bytes */
  limit: number
  onUploaded: (file: FileItem) => void
}) {
  const t = useT()
  const wordsOf = useFailureWords()
  const id = useId()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [over, setOver] = useState(false)
  const next = useRef(0)

  function change(key: number, what: Partial<Upload> | null) {
    setUploads((list) =>
      what === null
        ? list.filter((upload) => upload.key !== key)
        : list.map((upload) => (upload.key === key ? { ...upload, ...what } : upload)),
    )
  }
  async function send(file: File) {
    const key = next.current++
    const tooLarge = file.size > limit ? t('common.file.tooLarge', { size: fileSize(limit) }) : null
    setUploads((list) => [...list, { key, name: file.name, percent: 0, problem: tooLarge }])
    if (tooLarge) return
    const result = await uploadFile<FileItem>(action, file, fields, (percent) => change(key, { percent }))
    if (!result.ok) return change(key, { problem: wordsOf(result) })
    change(key, null)
    onUploaded(result.file)
  }
  /** What failed before stays to be read until something is chosen anew. */
  function take(files: FileList | null) {
    setUploads((list) => list.filter(({ problem }) => !problem))
    for (const file of files ?? []) void send(file)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }

  return (
    <div
      className="qx-drop"
      data-over={over || undefined}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>
        <IconUpload size={20} aria-hidden /> {t('common.file.drop')}
      </label>
      <input
        id={id}
        type="file"
        multiple
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <small className="qx-soft">
        {t('common.file.limit', { types: accept.replaceAll(',', ' '), size: fileSize(limit) })}
      </small>
      <ul role="status">
        {uploads.map(({ key, name, percent, problem }) => (
          <li key={key} className={problem ? 'qx-bad' : undefined}>
            {problem
              ? t('common.file.failed', { name, reason: problem })
              : t('common.file.uploading', { name, percent })}
            {!problem && <progress value={percent} max={100} aria-label={name} />}
          </li>
        ))}
      </ul>
    </div>
  )
}
