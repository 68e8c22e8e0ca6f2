import { useState } from 'react'
import { Form, useNavigation } from 'react-router'
import type { FieldProblem, Refusal } from '#app/domain/kernel/refusal.ts'
import type { Share } from '#app/domain/review/split.ts'
import { FieldError } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useName, useT } from '../page.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'

export type CountyRow = {
  code: string
  name: string
  nameEn: string
  given: number | null
  share: number | null
  used: number
}

/** What each county and zone may recommend; with `proposed` beside what holds now. */
export function SplitTable({
  counties,
  proposed,
}: {
  counties: readonly CountyRow[]
  proposed?: readonly Share[]
}) {
  const t = useT()
  return (
    <PlainTable
      rows={counties}
      keyOf={({ code }) => code}
      columns={useShownColumns(proposed)}
      total={{
        unit: t('review.split.sum'),
        share: sumOf(counties.map(({ share }) => share)),
        proposed: sumOf((proposed ?? []).map(({ places }) => places)),
        used: sumOf(counties.map(({ used }) => used)),
      }}
    />
  )
}

function useShownColumns(proposed: readonly Share[] | undefined): PlainColumn<CountyRow>[] {
  const t = useT()
  const name = useName()
  const shown = (places: number | null | undefined) => places ?? t('review.split.noShare')
  const next = (row: CountyRow) => shown(proposed?.find(({ unit }) => unit === row.code)?.places)
  const columns: PlainColumn<CountyRow>[] = [
    { key: 'unit', label: t('review.split.county'), cell: (row) => name(row) },
    { key: 'given', label: t('review.split.given'), number: true, cell: ({ given }) => given ?? '—' },
    { key: 'share', label: t('review.split.share'), number: true, cell: ({ share }) => shown(share) },
    { key: 'proposed', label: t('review.split.proposed'), number: true, cell: (row) => <b>{next(row)}</b> },
    { key: 'used', label: t('review.quota.used'), number: true, cell: ({ used }) => used },
    {
      key: 'left',
      label: t('review.quota.left'),
      number: true,
      cell: ({ share, used }) => (share === null ? '—' : share - used),
    },
  ]
  return proposed ? columns : columns.filter(({ key }) => key !== 'proposed')
}

function sumOf(places: readonly (number | null)[]): number {
  return places.reduce((sum: number, one) => sum + (one ?? 0), 0)
}

/** The proposal of a division: one field a county, with the sum as it is typed. */
export function SplitForm({
  counties,
  limit,
  typed,
  refusal,
}: {
  counties: readonly CountyRow[]
  /** places of the city */
  limit: number
  typed: Readonly<Record<string, string>> | null
  refusal: Refusal | null
}) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>(
    () => typed ?? Object.fromEntries(counties.map(({ code, share }) => [code, share?.toString() ?? ''])),
  )
  const sum = sumOf(
    Object.values(places).map((text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null)),
  )
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="act" value="propose" />
      <RefusalMessage refusal={refusal} />
      <PlainTable
        rows={counties}
        keyOf={({ code }) => code}
        columns={useTypedColumns({
          places,
          put: (code, value) => setPlaces((kept) => ({ ...kept, [code]: value })),
          problems: refusal?.fields,
        })}
        total={{
          unit: t('review.split.sum'),
          share: <output aria-live="polite">{t('review.split.sumOf', { sum, limit })}</output>,
        }}
      />
      <p className="qx-soft">{t('transition.split.propose.effect')}</p>
      <p>
        <button className="qx-button" disabled={busy} aria-busy={busy}>
          {t('transition.split.propose.label')}
        </button>
      </p>
    </Form>
  )
}

function useTypedColumns({
  places,
  put,
  problems,
}: {
  places: Readonly<Record<string, string>>
  put: (code: string, value: string) => void
  problems: readonly FieldProblem[] | undefined
}): PlainColumn<CountyRow>[] {
  const t = useT()
  const name = useName()
  const problem = useProblemAt(problems)
  return [
    {
      key: 'unit',
      label: t('review.split.county'),
      cell: (row) => <label htmlFor={`share.${row.code}`}>{name(row)}</label>,
    },
    { key: 'given', label: t('review.split.given'), number: true, cell: ({ given }) => given ?? '—' },
    { key: 'used', label: t('review.quota.used'), number: true, cell: ({ used }) => used },
    {
      key: 'share',
      label: t('review.split.share'),
      number: true,
      cell: ({ code }) => {
        const id = `share.${code}`
        const wrong = problem(id)
        return (
          <>
            <input
              id={id}
              name={id}
              className="qx-input qx-number qx-shareinput"
              inputMode="numeric"
              maxLength={6}
              placeholder={t('review.split.noShare')}
              value={places[code] ?? ''}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={wrong ? `${id}-error` : undefined}
              onChange={({ currentTarget: { value } }) => put(code, value)}
            />
            <FieldError id={`${id}-error`} message={wrong} />
          </>
        )
      },
    },
  ]
}
