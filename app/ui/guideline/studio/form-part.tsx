import { IconPlus } from '@tabler/icons-react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { Section } from '#app/domain/application/form.ts'
import { FieldError } from '../../field.tsx'
import { hrefWith } from '../../list-parts.tsx'
import { useT } from '../../page.tsx'
import { useLabel } from '../words.ts'
import { freeKey } from './item-list.tsx'
import { ItemTools, moved } from './item-tools.tsx'
import { SectionEditor } from './section-editor.tsx'
import { useMessageAt, useStudio } from './studio.tsx'

/** The section that the address names, else the first. */
export function useSection(): Section | null {
  const { config } = useStudio()
  const [search] = useSearchParams()
  const { sections } = config.form
  return sections.find(({ key }) => key === search.get('section')) ?? sections[0] ?? null
}

/** The form builder: sections in their order, and the editor of the one that is chosen. */
export function FormPart() {
  const { config, change, problems, forget } = useStudio()
  const { sections } = config.form
  const t = useT()
  const label = useLabel()
  const message = useMessageAt()
  const { search } = useLocation()
  const current = useSection()
  const put = (next: Section[]) => change({ form: { sections: next } })
  return (
    <>
      <h2>{t('studio.form.sections')}</h2>
      <FieldError message={message('form')} />
      <ol className="qx-sectionlist">
        {sections.map((section, index) => {
          const name = label(section.title) || t('studio.form.newSection')
          const wrong = problems.filter(
            ({ path }) => path === `form.${section.key}` || path.startsWith(`form.${section.key}.`),
          ).length
          return (
            <li key={section.key}>
              <Link
                to={hrefWith(search, { section: section.key })}
                preventScrollReset
                aria-current={section === current ? 'true' : undefined}
              >
                {section.number} {name}
                {wrong > 0 && <span className="qx-bad"> {t('studio.problemCount', { count: wrong })}</span>}
              </Link>
              <ItemTools
                name={name}
                index={index}
                count={sections.length}
                move={(to) => put(moved(sections, index, to))}
                remove={() => {
                  forget(`form.${section.key}`)
                  put(sections.filter((one) => one !== section))
                }}
              />
            </li>
          )
        })}
      </ol>
      <div className="qx-row">
        {(['addFields', 'addTable'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className="qx-button qx-plain"
            disabled={sections.length >= 40}
            onClick={() => put([...sections, freshSection(sections, kind === 'addTable')])}
          >
            <IconPlus size={16} aria-hidden />
            {t(`studio.form.${kind}`)}
          </button>
        ))}
      </div>
      {current && (
        <SectionEditor
          key={current.key}
          section={current}
          onChange={(changed) => put(sections.map((one) => (one === current ? changed : one)))}
        />
      )}
    </>
  )
}

function freshSection(sections: readonly Section[], table: boolean): Section {
  const key = freeKey(
    'section_',
    sections.map((section) => section.key),
  )
  const shape = { key, number: String(sections.length + 1), title: { zh: '', en: '' } }
  const cell = { key: 'item_1', kind: 'text' as const, label: { zh: '', en: '' } }
  return table ? { ...shape, table: { columns: [cell] } } : { ...shape, fields: [cell] }
}
