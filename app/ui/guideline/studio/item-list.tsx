import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { FieldError } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { ItemTools, moved } from './item-tools.tsx'
import { useMessageAt, useStudio } from './studio.tsx'

/** A list of things that are added, edited, moved and taken out. Every button names its object. */
export function ItemList<Item>({
  path,
  items,
  onChange,
  pathOf,
  nameOf,
  fresh,
  addLabel,
  children,
  atLeast = 0,
  atMost = 200,
  folded = false,
}: {
  path: string
  items: readonly Item[]
  onChange: (items: NoInfer<Item>[]) => void
  /** where the check points, and under which unread numbers are noted */
  pathOf: (item: NoInfer<Item>, index: number) => string
  nameOf: (item: NoInfer<Item>, index: number) => string
  fresh: () => NoInfer<Item>
  addLabel: string
  children: (item: NoInfer<Item>, put: (item: NoInfer<Item>) => void, index: number) => ReactNode
  atLeast?: number
  atMost?: number
  /** each opens on its name */
  folded?: boolean
}) {
  const t = useT()
  const { forget } = useStudio()
  const message = useMessageAt()
  return (
    <div className="qx-items" id={path} tabIndex={-1}>
      <FieldError message={message(path)} />
      {items.length === 0 && <p className="qx-soft">{t('configuration.empty')}</p>}
      {items.map((item, index) => {
        const name = nameOf(item, index) || t('configuration.nth', { number: index + 1 })
        const own = pathOf(item, index)
        const body = children(
          item,
          (changed) => onChange(items.map((one, at) => (at === index ? changed : one))),
          index,
        )
        return (
          <div className="qx-item" key={index} id={own} tabIndex={-1}>
            <div className="qx-itemtools">
              <ItemTools
                name={name}
                index={index}
                count={items.length}
                atLeast={atLeast}
                move={(to) => onChange(moved(items, index, to))}
                remove={() => {
                  forget(own)
                  onChange(items.filter((_, at) => at !== index))
                }}
              />
            </div>
            {folded ? (
              <details className="qx-itembody">
                <summary>{name}</summary>
                <div className="qx-stack">{body}</div>
              </details>
            ) : (
              <div className="qx-itembody qx-stack">{body}</div>
            )}
            {message(own) && <FieldError message={message(own)} />}
          </div>
        )
      })}
      {items.length < atMost && (
        <button type="button" className="qx-button qx-plain" onClick={() => onChange([...items, fresh()])}>
          <IconPlus size={16} aria-hidden />
          {addLabel}
        </button>
      )}
    </div>
  )
}

/** First free key `field_1`, `field_2` … beside those taken. */
export function freeKey(prefix: string, taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`${prefix}${number}`)) number++
  return `${prefix}${number}`
}
