import { IconFile } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { fileSize } from '#app/i18n/format.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type FileItem = { id: string; name: string; size: number }

/** Files with size and link, and what may be done with each beside them. */
export function FileList({
  files,
  tools,
}: {
  files: readonly FileItem[]
  tools?: (file: FileItem) => ReactNode
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
          {tools?.(file)}
        </li>
      ))}
    </ul>
  )
}
