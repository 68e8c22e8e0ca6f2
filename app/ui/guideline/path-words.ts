import { useLocale, useT, useText } from '../page.tsx'

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
    ['key', 'code', 'value', 'level', 'unitCode', 'direction'].some((key) => field(item, key) === step),
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
