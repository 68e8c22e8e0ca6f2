import { IconTrash } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { MarkChinese } from './mark-chinese.tsx'

/** Takes a thing out, after asking once by its name. */
export function RemoveButton({
  label,
  size = 18,
  disabled,
  onRemove,
}: {
  /** the verb with the name of the thing */
  label: string
  size?: number
  disabled?: boolean
  onRemove: () => void
}) {
  function remove({ currentTarget }: MouseEvent<HTMLButtonElement>) {
    const asked = currentTarget.closest('details')
    if (asked) asked.open = false
    onRemove()
  }
  if (disabled)
    return (
      <button type="button" className="qx-iconbutton" disabled aria-label={label}>
        <IconTrash size={size} aria-hidden />
      </button>
    )
  return (
    <details className="qx-asked" name="remove">
      <summary className="qx-iconbutton" aria-label={label}>
        <IconTrash size={size} aria-hidden />
      </summary>
      <MarkChinese>
        <button type="button" className="qx-button qx-danger" onClick={remove}>
          {label}
        </button>
      </MarkChinese>
    </details>
  )
}
