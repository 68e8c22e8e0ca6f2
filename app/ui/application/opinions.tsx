import { type FormDefinition } from '#app/domain/application/form.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useLocale, useName, useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'
import { useStateName } from './words.ts'

export type OpinionRow = {
  id: string
  node: string
  kind: string
  conclusion: string
  text: string
  authorName: string
  office: { name: string; nameEn: string }
  createdAt: Date
}
export type AppealRow = {
  id: string
  reason: string
  status: string
  finding: string | null
  createdAt: Date
}

/** What asks somebody else to conclude. */
const requests: readonly string[] = ['withdrawal_request', 'reopening_request']

/** Opinions in order of time, with the office that gave them; appeals after them. */
export function Opinions({
  rows,
  appeals,
  own,
}: {
  rows: readonly OpinionRow[]
  appeals: readonly AppealRow[]
  own: boolean
}) {
  const t = useT()
  const text = useText()
  const name = useName()
  const stateName = useStateName(own)
  if (rows.length === 0 && appeals.length === 0)
    return <p className="qx-soft">{t('application.record.noOpinions')}</p>
  return (
    <MarkChinese>
      <ol className="qx-stack">
        {rows.map((row) => (
          <li key={row.id} className="qx-slot">
            <p className="qx-row">
              <b>{text(`application.record.kind.${row.kind}`)}</b>
              {!requests.includes(row.kind) && (
                <StatusBadge
                  tone={row.conclusion === 'pass' ? 'good' : 'wait'}
                  label={text(`application.record.conclusion.${row.conclusion}`)}
                />
              )}
              <span className="qx-soft">
                {name(row.office) || stateName(row.node)} {row.authorName} · <DateTime at={row.createdAt} />
              </span>
            </p>
            <p className="qx-typed">{row.text}</p>
          </li>
        ))}
        {appeals.map((appeal) => (
          <li key={appeal.id} className="qx-slot">
            <p className="qx-row">
              <b>{t('application.appeal.file')}</b>
              <StatusBadge
                tone={appeal.status === 'open' ? 'wait' : 'good'}
                label={text(`application.appeal.${appeal.status}`)}
              />
              <span className="qx-soft">
                <DateTime at={appeal.createdAt} />
              </span>
            </p>
            <p className="qx-typed">{appeal.reason}</p>
            {appeal.finding && <blockquote>{appeal.finding}</blockquote>}
          </li>
        ))}
      </ol>
    </MarkChinese>
  )
}

export type CorrectionRow = {
  id: string
  round: number
  field: string
  problem: string
  resolvedAt: Date | null
}

/** What offices asked to be corrected, round by round. */
export function Corrections({
  rows,
  definition,
  attachments,
}: {
  rows: readonly CorrectionRow[]
  definition: FormDefinition
  attachments: readonly { key: string; name: { zh: string; en: string } }[]
}) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  if (rows.length === 0) return null
  const nameOf = (field: string) => {
    const [section, key] = field.split(/[.[]/)
    const slot = attachments.find((one) => section === 'attachments' && one.key === key)
    if (slot) return slot.name[language]
    const found = definition.sections.find((one) => one.key === section)
    const cells = found ? ('table' in found ? found.table.columns : found.fields) : []
    const cell = cells.find((one) => one.key === key)
    return (cell?.label ?? found?.title)?.[language] ?? field
  }
  return (
    <section className="qx-stack">
      <h2>{t('application.record.corrections')}</h2>
      <ul className="qx-stack">
        {rows.map((row) => (
          <li key={row.id} className="qx-row">
            <StatusBadge
              tone={row.resolvedAt ? 'good' : 'wait'}
              label={t(row.resolvedAt ? 'application.record.resolved' : 'application.record.open')}
            />
            <b>{nameOf(row.field)}</b>
            <MarkChinese>
              <span>{row.problem}</span>
            </MarkChinese>
          </li>
        ))}
      </ul>
    </section>
  )
}
