import { type FileItem, FileList } from '../file-list.tsx'
import { FileDrop } from '../files.tsx'
import { useT } from '../page.tsx'
import { RemoveFile } from '../remove-file.tsx'
import { type Flag, Flags, isFlagged } from './form-editor.tsx'

export type Slot = {
  key: string
  name: string
  help: string | null
  required: boolean
  formats: readonly string[]
  maxMB: number
  maxCount: number
  needSeal: boolean
  needSignature: boolean
}
export type SlotFile = FileItem & { slot: string }

/** Every slot with its files. Uploads are done at once and belong to no save. */
export function Attachments({
  action,
  slots,
  files,
  flags = [],
  flaggedOnly = false,
  readOnly = false,
  onFiles,
}: {
  action: string
  slots: readonly Slot[]
  files: readonly SlotFile[]
  flags?: readonly Flag[]
  flaggedOnly?: boolean
  readOnly?: boolean
  onFiles: (change: (files: readonly SlotFile[]) => readonly SlotFile[]) => void
}) {
  const t = useT()
  const remove = (file: FileItem) => (
    <RemoveFile
      file={file}
      action={action}
      onRemoved={() => onFiles((all) => all.filter(({ id }) => id !== file.id))}
    />
  )
  return (
    <div className="qx-editor">
      <h2 id="attachments">{t('application.form.attachments')}</h2>
      {slots.map((slot) => {
        const own = files.filter((file) => file.slot === slot.key)
        const path = `attachments.${slot.key}`
        const locked = readOnly || (flaggedOnly && !isFlagged(flags, path))
        return (
          <section key={slot.key} id={path} className="qx-slot qx-stack" aria-labelledby={`${path}-title`}>
            <h3 id={`${path}-title`}>
              {slot.name}{' '}
              <small className="qx-hint">
                {[
                  t(slot.required ? 'application.form.needed' : 'application.form.optional'),
                  slot.needSeal && t('application.form.seal'),
                  slot.needSignature && t('application.form.signature'),
                  t('application.form.slotHint', { count: slot.maxCount }),
                  locked && !readOnly && t('application.form.locked'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </h3>
            {slot.help && <p className="qx-hint">{slot.help}</p>}
            <Flags flags={flags.filter(({ field }) => field === path)} />
            <FileList files={own} tools={locked ? undefined : remove} />
            {!locked && own.length >= slot.maxCount && (
              <p className="qx-hint">{t('application.form.slotFull')}</p>
            )}
            {!locked && own.length < slot.maxCount && (
              <FileDrop
                action={action}
                fields={{ slot: slot.key }}
                accept={slot.formats.map((format) => `.${format}`).join(',')}
                limit={slot.maxMB * 1024 * 1024}
                onUploaded={(file) => onFiles((all) => [...all, { ...file, slot: slot.key }])}
              />
            )}
          </section>
        )
      })}
    </div>
  )
}
