import { Link } from 'react-router'
import { MarkChinese } from './mark-chinese.tsx'
import { useT } from './page.tsx'

export type Crumb = { label: string; to: string }

/** The way back, below two levels. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useT()
  if (crumbs.length === 0) return null
  return (
    <nav aria-label={t('common.shell.breadcrumb')} className="qx-crumbs qx-noprint">
      <ol>
        {crumbs.map(({ label, to }) => (
          <li key={to}>
            <MarkChinese>
              <Link to={to}>{label}</Link>
            </MarkChinese>
          </li>
        ))}
      </ol>
    </nav>
  )
}
