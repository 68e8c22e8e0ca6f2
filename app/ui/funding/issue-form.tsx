import { useState } from 'react'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { TextField } from '../field.tsx'
import { RefusalMessage } from '../messages.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { Amount } from '../values.tsx'
import { useOffice } from './words.ts'

type Occasion = 'issue' | 'midterm' | 'acceptance'
export type IssuableProject = {
  id: string
  code: string
  name: string
  undertaker: string
  payer: { name: string; nameEn: string }
  next:
    | { ok: true; value: { number: number; of: number; occasion: Occasion; amountFen: bigint } }
    | { ok: false; refusal: Refusal }
}

type Typed = { documentNo: string; issuedOn: string; subjectCode: string; projectIds: readonly string[] }

/** The projects that are ready under one document number; those that are not say why. */
export function IssueForm({
  guidelineId,
  projects,
  today,
  refused,
}: {
  guidelineId: string
  projects: readonly IssuableProject[]
  today: string
  refused: { typed?: Typed; refusal: Refusal } | null
}) {
  const t = useT()
  const ready = projects.flatMap((project) =>
    project.next.ok ? [{ ...project, ...project.next.value }] : [],
  )
  const waiting = projects.flatMap((project) =>
    project.next.ok ? [] : [{ ...project, why: project.next.refusal }],
  )
  const [chosen, choose] = useState(() => new Set(refused?.typed?.projectIds ?? ready.map(({ id }) => id)))
  const columns = useReadyColumns(chosen, (id, on) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    choose(next)
  })
  const waitingColumns = useWaitingColumns()
  const sum = ready.reduce((all, { id, amountFen }) => (chosen.has(id) ? all + amountFen : all), 0n)
  const field = (name: 'documentNo' | 'issuedOn' | 'subjectCode') => {
    const problem = refused?.refusal.fields?.find(({ path }) => path === name)
    return {
      name,
      required: true,
      defaultValue: refused?.typed?.[name] ?? (name === 'issuedOn' ? today : ''),
      error: problem?.words ?? null,
    }
  }
  return (
    <>
      {ready.length === 0 && <div className="qx-empty">{t('funding.issue.none')}</div>}
      {ready.length > 0 && (
        <form method="post" className="qx-stack">
          <input type="hidden" name="guideline" value={guidelineId} />
          <RefusalMessage refusal={refused?.refusal} />
          <section className="qx-card qx-grid2">
            <TextField
              {...field('documentNo')}
              label={t('funding.issue.documentNo')}
              hint={t('funding.issue.documentNoHint')}
              maxLength={60}
            />
            <TextField {...field('issuedOn')} type="date" label={t('funding.issue.issuedOn')} />
            <TextField
              {...field('subjectCode')}
              label={t('funding.issue.subjectCode')}
              hint={t('funding.issue.subjectHint')}
              maxLength={7}
            />
          </section>
          <h2>{t('funding.issue.ready', { count: ready.length })}</h2>
          <PlainTable
            rows={ready}
            keyOf={({ id }) => id}
            columns={columns}
            total={{ project: t('funding.issue.selected'), amount: <Amount fen={sum} bare /> }}
          />
          <p className="qx-soft">{t('funding.issue.proposeEffect')}</p>
          <p>
            <button className="qx-button" disabled={chosen.size === 0}>
              {t('funding.issue.propose')}
            </button>
          </p>
        </form>
      )}
      {waiting.length > 0 && (
        <section className="qx-stack">
          <h2>{t('funding.issue.waiting', { count: waiting.length })}</h2>
          <PlainTable rows={waiting} keyOf={({ id }) => id} columns={waitingColumns} />
        </section>
      )}
    </>
  )
}

type Ready = IssuableProject & { number: number; of: number; occasion: Occasion; amountFen: bigint }

function useReadyColumns(
  chosen: ReadonlySet<string>,
  choose: (id: string, on: boolean) => void,
): PlainColumn<Ready>[] {
  const t = useT()
  const office = useOffice()
  return [
    {
      key: 'select',
      label: t('funding.issue.select'),
      cell: ({ id, name }) => (
        <input
          type="checkbox"
          name="project"
          value={id}
          aria-label={name}
          checked={chosen.has(id)}
          onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
        />
      ),
    },
    { key: 'project', label: t('funding.column.project'), cell: (row) => <ProjectName {...row} /> },
    { key: 'undertaker', label: t('funding.column.undertaker'), cell: (row) => row.undertaker },
    { key: 'payer', label: t('funding.column.payer'), cell: ({ payer }) => office(payer) },
    {
      key: 'instalment',
      label: t('funding.column.instalment'),
      cell: ({ number, of, occasion }) =>
        `${t('funding.instalmentOf', { number, of })} · ${t(`funding.occasion.${occasion}`)}`,
    },
    {
      key: 'amount',
      label: t('funding.column.amount'),
      number: true,
      cell: ({ amountFen }) => <Amount fen={amountFen} bare />,
    },
  ]
}

function useWaitingColumns(): PlainColumn<IssuableProject & { why: Refusal }>[] {
  const t = useT()
  return [
    { key: 'project', label: t('funding.column.project'), cell: (row) => <ProjectName {...row} /> },
    { key: 'undertaker', label: t('funding.column.undertaker'), cell: (row) => row.undertaker },
    {
      key: 'why',
      label: t('funding.issue.reason'),
      cell: ({ why }) => why.words,
    },
  ]
}

function ProjectName({ name, code }: { name: string; code: string }) {
  return (
    <div>
      <MarkChinese>{name}</MarkChinese>
      <br />
      <small className="qx-soft">{code}</small>
    </div>
  )
}
