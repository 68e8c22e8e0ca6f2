import { IconFile, IconTrash } from '@tabler/icons-react'
import { fileSize } from '#app/i18n/format.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type FileItem = { id: string; name: string; size: number }

/** Files with size and link; `onRemove` where the reader may take one out. */
export function FileList({
  files,
  onRemove,
}: {
  files: readonly FileItem[]
  onRemove?: (file: FileItem) => void
}) {
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
          {onRemove && (
            <button
              type="button"
              className="qx-iconbutton"
              aria-label={t('common.file.remove', { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <IconTrash size={18} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
