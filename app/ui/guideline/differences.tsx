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
  if (changes.length === 0) return <p className="qx-soft">{t('guideline.noDifferences')}</p>
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-changes">
        <thead>
          <tr>
            <th scope="col">{t('guideline.changed')}</th>
            <th scope="col">{t('guideline.before')}</th>
            <th scope="col">{t('guideline.after')}</th>
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

/** A path such as `form.sections[cover].fields[title].required` in words: names of things from the texts, words of keys. */
export function usePathWords(texts: readonly unknown[]): (path: string) => string {
  const text = useText()
  const t = useT()
  const locale = useLocale()
  return (path) => {
    const words: string[] = []
    let nodes: unknown[] = [...texts]
    for (const [, key, name] of path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
      const step = key ?? name ?? ''
      nodes = nodes.map((node) => childOf(node, step)).filter((node) => node !== undefined)
      if (key !== undefined) words.push(text([`guideline.word.${key}`, key]))
      else words.push(nodes.map((node) => nameOf(node, locale)).find(Boolean) ?? itemWord(step))
    }
    return words.filter(Boolean).join(' · ')
  }
  function itemWord(step: string): string {
    const level = text([`common.level.${step}`, ''])
    if (level) return level
    return /^\d+$/.test(step) ? t('guideline.item.item', { number: Number(step) + 1 }) : step
  }
}

function childOf(node: unknown, step: string): unknown {
  if (Array.isArray(node)) {
    const list: unknown[] = node
    const named = list.find((item) =>
      ['key', 'code', 'value', 'level', 'unitCode'].some((key) => field(item, key) === step),
    )
    return named ?? (/^\d+$/.test(step) ? list[Number(step)] : undefined)
  }
  return field(node, step)
}

function field(node: unknown, key: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined
}

function nameOf(node: unknown, locale: string): string {
  const label = field(node, 'label') ?? field(node, 'title') ?? field(node, 'name')
  const said = locale === 'en' ? field(label, 'en') || field(label, 'zh') : field(label, 'zh')
  return typeof said === 'string' ? said : ''
}

/** Leaves that are kept in hundredths: shares in basis points, scores in centi-points. */
const hundredths = /^ratio$|^scheme\.(step|passLine|deviation)$|\.(minRndShare|maxDebtRatio|tolerance)$/
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
    return text([`guideline.value.${key}.${value}`, `guideline.tag.${value}`, value])
  }
}
