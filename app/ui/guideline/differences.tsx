import type { ConfigurationChange } from '#app/domain/guideline/amendment.ts'
import type { GuidelineConfiguration } from '#app/domain/guideline/schema.ts'
import { useT, useText } from '../page.tsx'
import { usePathWords } from './path-words.ts'

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
