import type { ConflictKind } from '#app/domain/scoring/conflict.ts'
import { useActOf, type RefusedAct } from '../act-of.ts'
import { ActPanel } from '../act-panel.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { conflictKinds } from '../scoring/conflict-kinds.ts'
import { Status } from '../scoring/status.tsx'
import { Countdown, DateTime, Facts } from '../values.tsx'

type Row = {
  id: string
  name: string
  employer: string
  status: string
  version: number
  reason: string
  dueAt: Date | null
  conflict: string | null
  createdAt: Date
  actions: readonly string[]
}

type Refused = (NonNullable<RefusedAct> & { consultation?: string }) | null

/** Whom the province asked for an opinion on a self-evaluation, and what became of it. */
export function Consultations({ rows, refused }: { rows: readonly Row[]; refused: Refused }) {
  const t = useT()
  if (rows.length === 0) return <p className="qx-empty">{t('evaluation.consultation.none')}</p>
  return rows.map((row) => (
    <One key={row.id} row={row} refused={refused?.consultation === row.id ? refused : null} />
  ))
}

function One({ row, refused }: { row: Row; refused: Refused }) {
  const t = useT()
  const actOf = useActOf('transition.consultation', row.version, refused)
  const [kind, ...words] = row.conflict?.split(': ') ?? []
  return (
    <section className="qx-card qx-stack">
      <h2>
        <MarkChinese>
          <span>{row.name}</span>
        </MarkChinese>{' '}
        <Status of="consultation" status={row.status} />
      </h2>
      <Facts
        items={[
          { label: t('evaluation.consultation.employer'), value: row.employer },
          { label: t('evaluation.consultation.asked'), value: <DateTime at={row.createdAt} /> },
          { label: t('evaluation.consultation.due'), value: <Countdown due={row.dueAt} /> },
          { label: t('evaluation.consultation.why'), value: row.reason, wide: true },
          ...(kind
            ? [
                {
                  label: t('evaluation.consultation.conflict'),
                  value: `${t(`scoring.sheet.conflict.${conflictOf(kind)}`)}${words.length > 0 ? ` · ${words.join(': ')}` : ''}`,
                  wide: true,
                },
              ]
            : []),
        ]}
      />
      {row.actions.includes('withdraw') && (
        <div className="qx-noprint">
          <ActPanel {...actOf('withdraw')} reason="required" folded>
            <input type="hidden" name="consultation" value={row.id} />
          </ActPanel>
        </div>
      )}
    </section>
  )
}

function conflictOf(text: string): ConflictKind {
  return conflictKinds.find((kind) => kind === text) ?? 'other'
}
