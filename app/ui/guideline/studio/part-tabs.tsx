import { Link, useLocation } from 'react-router'
import { hrefWith } from '../../list-parts.tsx'
import { useT } from '../../page.tsx'
import { type Part, parts } from './parts.ts'

/** The parts of the Studio, each with what is still wrong in it. */
export function PartTabs({ part, counts }: { part: Part; counts: Partial<Record<Part, number>> }) {
  const t = useT()
  const { search } = useLocation()
  return (
    <nav className="qx-parttabs" aria-label={t('common.form.sections')}>
      {parts.map((one) => (
        <Link
          key={one}
          to={hrefWith(search, { part: one })}
          preventScrollReset
          aria-current={one === part ? 'page' : undefined}
        >
          {t(`studio.part.${one}`)}
          {(counts[one] ?? 0) > 0 && (
            <b className="qx-count" data-tone="wait">
              {counts[one]}
              <span className="qx-visuallyhidden">{t('common.studio.problems')}</span>
            </b>
          )}
        </Link>
      ))}
    </nav>
  )
}
