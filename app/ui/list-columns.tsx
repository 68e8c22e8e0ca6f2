import { IconColumns } from '@tabler/icons-react'
import { useLocation } from 'react-router'
import { hiddenColumns, hideColumns } from './hidden-columns.ts'
import { Menu } from './menu.tsx'
import { useT } from './page.tsx'
import { useStored } from './stored.ts'

type Named = { key: string; label: string }

/** Rules that leave out what the reader hid; the head of the page says what, before anything is painted. */
export function hiddenColumnsStyle(path: string, columns: readonly Named[]): string {
  return columns
    .slice(1)
    .map(({ key }) => `:root[data-hidden~='${path}:${key}'] [data-column='${key}']{display:none}`)
    .join('')
}

/** Which columns of this list the reader wants to see; the first always stays. Remembered by this browser. */
export function ColumnChoice({ columns }: { columns: readonly Named[] }) {
  const t = useT()
  const { pathname } = useLocation()
  const [stored] = useStored(hiddenColumns)
  const hidden = (stored ?? '').split(' ').filter(Boolean)
  const nameOf = (key: string) => `${pathname}:${key}`
  const count = columns.filter(({ key }) => hidden.includes(nameOf(key))).length
  return (
    <Menu
      className="qx-columns qx-noprint"
      button="qx-button qx-plain"
      summary={
        <>
          <IconColumns size={16} aria-hidden />
          {count > 0 ? t('common.list.columnsHidden', { count }) : t('common.list.columns')}
        </>
      }
    >
      <fieldset className="qx-menu">
        <legend className="qx-visuallyhidden">{t('common.list.columns')}</legend>
        {columns.slice(1).map(({ key, label }) => (
          <label key={key} className="qx-check">
            <input
              type="checkbox"
              checked={!hidden.includes(nameOf(key))}
              onChange={({ target }) => {
                const others = hidden.filter((name) => name !== nameOf(key))
                hideColumns(target.checked ? others : [...others, nameOf(key)])
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </Menu>
  )
}
