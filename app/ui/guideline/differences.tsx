import type { ConfigurationChange } from '#app/domain/guideline/amendment.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { useLocale, useT, useText } from '../page.tsx'

/** What changed between two texts, grouped by the thing it belongs to; names come from the texts themselves. */
export function Differences({
  changes,
  before,
  after,
}: {
  changes: readonly ConfigurationChange[]
  before: GuidelineConfiguration
  after: GuidelineConfiguration
}) {
  const t = useT()
  const words = usePathWords([after, before])
  const value = useLeafWord()
  if (changes.length === 0) return <p className="qx-soft">{t('configuration.differences.none')}</p>
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-changes">
        <thead>
          <tr>
            <th scope="col">{t('configuration.differences.changed')}</th>
            <th scope="col">{t('configuration.differences.before')}</th>
            <th scope="col">{t('configuration.differences.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.path}>
              <td>{words(change.path)}</td>
              <td>{change.before === '' ? <Nothing /> : <del>{value(change.path, change.before)}</del>}</td>
              <td>{change.after === '' ? <Nothing /> : <ins>{value(change.path, change.after)}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Nothing() {
  const t = useT()
  return <span className="qx-soft">{t('portal.none')}</span>
}

/**
 * A path in words: `form.sections[cover].fields[title].required` as differences write it, or `form.cover.title` and
 * `rules.R22` as checks do. Names of things come from the texts, keys have their words.
 */
export function usePathWords(texts: readonly unknown[]): (path: string) => string {
  const text = useText()
  const t = useT()
  const locale = useLocale()
  return (path) => {
    const words: string[] = []
    let nodes: unknown[] = [...texts]
    for (const [, key, name] of path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
      const step = key ?? name ?? ''
      const inside = nodes.map((node) => field(node, step)).filter((node) => node !== undefined)
      const items = nodes.map((node) => itemOf(node, step)).filter((node) => node !== undefined)
      const isKey = key !== undefined && (inside.length > 0 || items.length === 0)
      nodes = inside.length > 0 ? inside : items
      const named = nodes.map((node) => nameOf(node, locale)).find(Boolean)
      words.push(
        isKey
          ? text([`configuration.word.${key}`, `configuration.param.${key}`, key])
          : (named ?? itemWord(step)),
      )
    }
    return words.filter(Boolean).join(' · ')
  }
  function itemWord(step: string): string {
    const level = text([`common.level.${step}`, ''])
    if (level) return level
    if (/^\d+$/.test(step)) return t('configuration.nth', { number: Number(step) + 1 })
    // what was added and has no name yet: its key was made by the Studio
    const fresh = /^(?:item|section)_(\d+)$/.exec(step)
    return fresh ? t('configuration.nth', { number: Number(fresh[1]) }) : step
  }
}

/** The entry of a list by its own name or its place; in a form the section, in a section the field or column. */
function itemOf(node: unknown, step: string): unknown {
  const list = [
    node,
    field(node, 'sections'),
    field(node, 'fields'),
    field(field(node, 'table'), 'columns'),
  ].find(Array.isArray)
  if (!list) return undefined
  const entries: unknown[] = list
  const named = entries.find((item) =>
    ['key', 'code', 'value', 'level', 'unitCode'].some((key) => field(item, key) === step),
  )
  return named ?? (/^\d+$/.test(step) ? entries[Number(step)] : undefined)
}

function field(node: unknown, key: string): unknown {
  const plain = typeof node === 'object' && node !== null && !Array.isArray(node)
  return plain ? Reflect.get(node, key) : undefined
}

function nameOf(node: unknown, locale: string): string {
  const label = field(node, 'label') ?? field(node, 'title') ?? field(node, 'name')
  const said = locale === 'en' ? field(label, 'en') || field(label, 'zh') : field(label, 'zh')
  return typeof said === 'string' ? said : ''
}

/** Leaves that are kept in hundredths: shares in basis points, scores in centi-points. */
const hundredths =
  /^ratio$|^scheme\.(step|passLine|deviation)$|\.fromScore$|\.(minRndShare|maxDebtRatio|tolerance)$/
const percents = /^ratio$|\.(minRndShare|maxDebtRatio|tolerance)$/

/** A leaf as people read it: closed lists and ticks in words, everything else as typed. */
function useLeafWord(): (path: string, value: string) => string {
  const t = useT()
  const text = useText()
  return (path, value) => {
    if (value === 'true' || value === 'false') return t(value === 'true' ? 'common.yes' : 'common.no')
    if (/^\d+$/.test(value) && hundredths.test(path))
      return `${Number(value) / 100}${percents.test(path) ? '%' : ''}`
    const key = /([^.[\]]+)(?:\[[^\]]*\])?$/.exec(path)?.[1] ?? ''
    return text([`configuration.value.${key}.${value}`, `configuration.tag.${value}`, value])
  }
}
