import { useLocale, useName, useT, useText } from '../page.tsx'
import { ProofLink } from '../proof-link.tsx'
import { Timeline } from '../timeline.tsx'
import { useStateName } from './words.ts'

type Named = { name: string; nameEn: string }

export type HistoryRow = {
  id: string
  at: Date
  act: string
  to: string | null
  reason: string | null
  person: string | null
  inPlaceOf?: readonly string[]
  office: Named | null
  /** its number in the signed log, null for the moment until it is published */
  place: number | null
  leaf: string
}

/** What the audit log keeps but nobody reads a history for. */
const quiet = ['attach', 'detach', 'commit']

/** Who holds it now, until when and what it waits for, what was done until now, and what is still to come. */
export function History({
  rows,
  holder,
  status,
  due,
  final,
  coming,
  own,
}: {
  rows: readonly HistoryRow[]
  holder: Named | null
  status: string
  due: Date | null
  final: boolean
  coming: readonly { node: string; office: Named | null }[]
  own: boolean
}) {
  const t = useT()
  const text = useText()
  const locale = useLocale()
  const name = useName()
  const stateName = useStateName(own)
  const done = rows
    .filter(({ act }) => !quiet.includes(act))
    .map((row, at, all) => ({
      id: row.id,
      at: row.at,
      label: text([`transition.application.${row.act}.label`, `application.record.${row.act}`]),
      person: row.person,
      inPlaceOf: row.inPlaceOf,
      office: row.office,
      text: row.reason,
      proof: row.place === null ? null : <ProofLink entry={row.place} leaf={row.leaf} />,
      took: at === 0 ? null : row.at.getTime() - (all[at - 1]?.at.getTime() ?? row.at.getTime()),
      tone: row.act === 'reject' || row.act === 'return' ? ('wait' as const) : ('good' as const),
    }))
    .toReversed()
  // an applicant is told several states in one word
  const ahead = coming
    .map(({ node, office }) => `${stateName(node)}${office ? ` (${name(office)})` : ''}`)
    .filter((label, at, all) => label !== (all[at - 1] ?? stateName(status)))
  return (
    <div lang={locale}>
      {ahead.length > 0 && (
        <p className="qx-hint">
          {t('common.labelled', { label: t('application.record.coming') })}
          {ahead.join(' → ')}
        </p>
      )}
      <Timeline
        entries={
          final
            ? done
            : [
                {
                  id: 'now',
                  at: null,
                  label: stateName(status),
                  due,
                  note: text(`application.record.waits.${status}`),
                  office: holder,
                  tone: 'accent' as const,
                },
                ...done,
              ]
        }
      />
    </div>
  )
}
