import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useT } from '../../page.tsx'
import { RemoveButton } from '../../remove-button.tsx'

/** Moves a thing of a list up or down, or takes it out. Every button names its object. */
export function ItemTools({
  name,
  index,
  count,
  atLeast = 0,
  move,
  remove,
}: {
  name: string
  index: number
  count: number
  atLeast?: number
  /** to this place */
  move: (to: number) => void
  remove: () => void
}) {
  const t = useT()
  return (
    <>
      <button
        type="button"
        className="qx-iconbutton"
        disabled={index === 0}
        aria-label={t('studio.item.upOf', { name })}
        onClick={() => move(index - 1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="qx-iconbutton"
        disabled={index === count - 1}
        aria-label={t('studio.item.downOf', { name })}
        onClick={() => move(index + 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </button>
      <RemoveButton
        label={t('studio.item.removeOf', { name })}
        size={16}
        disabled={count <= atLeast}
        onRemove={remove}
      />
    </>
  )
}

/** The list with one thing at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)]
}
