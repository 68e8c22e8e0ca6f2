import { useState } from 'react'
import { dateTime, fileSize } from '#app/i18n/format.ts'
import { FormView } from '../form/form-view.tsx'
import { useLabel } from '../guideline/words.ts'
import { useT } from '../page.tsx'
import { useServerNow } from '../server-now.ts'
import type { MaterialView } from './sheet-view.ts'

type Props = { material: MaterialView; reader: string }

/** The application as it was sent in, with its attachments opening in place; marked with reader and time. */
export function Material({ material, reader }: Props) {
  const t = useT()
  const now = useServerNow(60_000)
  const watermark = t('scoring.sheet.watermark', { name: reader, time: dateTime(now) })
  return (
    <div className="qx-material qx-card qx-watermarked">
      <div className="qx-watermark" style={{ backgroundImage: tileOf(watermark) }} aria-hidden />
      <h2>{t('scoring.sheet.files')}</h2>
      {material.files.length === 0 && <p className="qx-soft">{t('scoring.sheet.noFiles')}</p>}
      <Files material={material} />
      <h2>{t('scoring.sheet.form')}</h2>
      <FormView sections={material.sections} />
    </div>
  )
}

function Files({ material }: Omit<Props, 'reader'>) {
  const t = useT()
  const label = useLabel()
  const [shown, show] = useState<string | null>(null)
  return (
    <ul className="qx-files">
      {material.files.map((file) => {
        const href = `/files/${file.id}`
        const slot = material.slots.find(({ key }) => key === file.slot)
        const inPlace = file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/')
        const open = shown === file.id
        return (
          <li key={file.id} className="qx-materialfile">
            <span className="qx-soft">{label(slot?.name)}</span>{' '}
            {inPlace ? (
              <button
                type="button"
                className="qx-linklike"
                aria-expanded={open}
                onClick={() => show(open ? null : file.id)}
              >
                {open ? t('scoring.sheet.closeFile') : t('scoring.sheet.openFile', { name: file.name })}
              </button>
            ) : (
              <span>{file.name}</span>
            )}{' '}
            <a href={href} target="_blank" rel="noreferrer">
              {t('scoring.sheet.newWindow')}
            </a>{' '}
            <small className="qx-soft">{fileSize(file.size)}</small>
            {/* oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF inside a sandbox */}
            {open && file.mediaType === 'application/pdf' && <iframe src={href} title={file.name} />}
            {open && file.mediaType.startsWith('image/') && <img src={href} alt={file.name} />}
          </li>
        )
      })}
    </ul>
  )
}

/** The mark as a tile that repeats over the whole material. */
function tileOf(words: string): string {
  const text = words.replace(/[<>&"']/g, '')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><text x="10" y="120" transform="rotate(-20 160 90)" font-size="16" fill="gray" fill-opacity="0.16">${text}</text></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
