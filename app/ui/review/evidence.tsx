import { dateTime } from '#app/i18n/format.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT, useText } from '../page.tsx'

type Value = string | number

/** In basis points: 300 is 3 %. */
const shares = ['minRndShare', 'maxDebtRatio', 'tolerance']
const answers: Record<string, 'common.yes' | 'common.no'> = {
  yes: 'common.yes',
  true: 'common.yes',
  no: 'common.no',
  false: 'common.no',
}
/** Where the words of a value's codes stand. */
const codes: Record<string, string> = {
  status: 'enterprise.profile.statusOf',
  size: 'enterprise.import.sizeOf',
  tags: 'configuration.tag',
  hits: 'enterprise.credit.kinds',
  accidents: 'enterprise.credit.kinds',
}

/** What a rule compared, one thing in a line; what has no value or no name for people is left out. */
export function RuleEvidence({ evidence }: { evidence: Record<string, Value> }) {
  const t = useT()
  const text = useText()
  function worded(name: string, value: Value): string {
    const place = codes[name]
    const said = String(value)
    if (shares.includes(name)) return `${Number(value) / 100}%`
    if (name === 'committed') return dateTime(said)
    if (place) return said.replace(/[A-Za-z_]+/g, (code) => text([`${place}.${code}`, code]))
    return answers[said] ? t(answers[said]) : said
  }
  const lines = Object.entries(evidence).filter(([name, value]) => value !== '' && name !== 'direction')
  return lines.map(([name, value]) => (
    <p key={name} className="qx-soft qx-typed">
      {text(`rules.evidence.${name}`)}{' '}
      <MarkChinese>
        <span>{worded(name, value)}</span>
      </MarkChinese>
    </p>
  ))
}
