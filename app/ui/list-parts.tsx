import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { counted } from '#app/i18n/format.ts'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type View = {
  key: string
  label: string
  count?: number
  /** there may be more than were counted */
  atLeast?: boolean
}
export type FilterChip = { name: string; label: string }

/** Views of a list as tabs with counts; choosing one drops the filters. */
export function ViewTabs({ views, current }: { views: readonly View[]; current?: string }) {
  const t = useT()
  return (
    <nav className="qx-tabs" aria-label={t('common.list.views')}>
      {views.map(({ key, label, count, atLeast }) => (
        <Link key={key} to={`?view=${key}`} aria-current={key === current ? 'page' : undefined}>
          {label}
          {count !== undefined && <b className="qx-count">{counted(count, atLeast)}</b>}
        </Link>
      ))}
    </nav>
  )
}

/** Filter form, and the filters in force as chips. */
export function Filters({ filters, chips }: { filters?: ReactNode; chips: readonly FilterChip[] }) {
  const t = useT()
  const { search } = useLocation()
  const address = new URLSearchParams(search)
  const [view, sort] = [address.get('view'), address.get('sort')]
  return (
    <div className="qx-filters" role="group" aria-label={t('common.list.filters')}>
      {filters && (
        <form className="qx-row" role="search">
          {view && <input type="hidden" name="view" value={view} />}
          {sort && <input type="hidden" name="sort" value={sort} />}
          {filters}
          <button className="qx-button qx-plain">{t('common.list.search')}</button>
        </form>
      )}
      {chips.length > 0 && (
        <p className="qx-row">
          {chips.map(({ name, label }) => (
            <Link
              key={name}
              className="qx-chip"
              to={hrefWith(search, { [name]: null, page: null })}
              aria-label={t('common.list.remove', { name: label })}
            >
              <MarkChinese>{label}</MarkChinese>
              <IconX size={14} aria-hidden />
            </Link>
          ))}
          <Link to={view ? `?view=${view}` : '?'}>{t('common.list.clear')}</Link>
        </p>
      )}
    </div>
  )
}

/** Where the reader is in the list; nothing when all fits on one page. */
export function Pages({ number, size, count }: { number: number; size: number; count: number }) {
  const t = useT()
  const { search } = useLocation()
  const last = Math.max(1, Math.ceil(count / size))
  if (last === 1)
    return count > 0 ? (
      <p className="qx-soft qx-pages">{t('common.list.count', { count: counted(count) })}</p>
    ) : null
  const from = (number - 1) * size + 1
  const to = Math.min(count, number * size)
  return (
    <nav className="qx-pages qx-row" aria-label={t('common.list.pages')}>
      <span className="qx-soft">{t('common.list.range', { from, to, count: counted(count) })}</span>
      {number > 1 && (
        <Link to={hrefWith(search, { page: String(number - 1) })} rel="prev">
          {t('common.list.previous')}
        </Link>
      )}
      {around(number, last).map((page) => (
        <Link
          key={page}
          to={hrefWith(search, { page: String(page) })}
          aria-label={t('common.list.page', { page })}
          aria-current={page === number ? 'page' : undefined}
        >
          {page}
        </Link>
      ))}
      {number < last && (
        <Link to={hrefWith(search, { page: String(number + 1) })} rel="next">
          {t('common.list.next')}
        </Link>
      )}
    </nav>
  )
}

function around(number: number, last: number): number[] {
  const near = [1, number - 2, number - 1, number, number + 1, number + 2, last]
  return [...new Set(near)].filter((page) => page >= 1 && page <= last).toSorted((a, b) => a - b)
}

/** The address's query with some parameters changed; null takes one out. */
export function hrefWith(search: string, changes: Record<string, string | null>): string {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  return `?${query}`
}

/** The box of a list's filters that looks for words; it follows the address when a filter is taken away. */
export function SearchFilter({ value, label }: { value: string | undefined; label: string }) {
  return (
    <input
      key={value}
      className="qx-input"
      type="search"
      name="q"
      defaultValue={value}
      aria-label={label}
      placeholder={label}
    />
  )
}

/** One filter of a list as a closed choice. */
export function FilterSelect({
  name,
  empty,
  value,
  options,
}: {
  name: string
  empty: string
  value: string | undefined
  options: { value: string; label: string }[]
}) {
  return (
    <select
      key={`${name} ${value}`}
      className="qx-input"
      name={name}
      defaultValue={value ?? ''}
      aria-label={empty}
    >
      <option value="">{empty}</option>
      {options.map((option) => (
        <MarkChinese key={option.value}>
          <option value={option.value}>{option.label}</option>
        </MarkChinese>
      ))}
    </select>
  )
}
