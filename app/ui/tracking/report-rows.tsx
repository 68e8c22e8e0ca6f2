import type { TypedReport } from '#app/domain/tracking/report-form.ts'
import { TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'

type Rows<R> = {
  rows: readonly R[]
  /** message of the field at a path */
  problem: (path: string) => string | null
  onChange: (rows: R[]) => void
}

/** When each milestone of the contract was reached, and why later than planned. */
export function MilestoneRows({ rows, problem, onChange }: Rows<TypedReport['milestones'][number]>) {
  const t = useT()
  return rows.map((row, i) => {
    const change = (changes: Partial<typeof row>) => onChange(rows.with(i, { ...row, ...changes }))
    const at = (key: string) => `milestones[${i}].${key}`
    return (
      <div key={`${i} ${row.name}`} className="qx-formrow">
        <MarkChinese>
          <b>{row.name}</b>
        </MarkChinese>
        <div className="qx-grid2">
          <TextField
            id={at('actualOn')}
            name={at('actualOn')}
            type="date"
            label={t('tracking.report.actualOn', { planned: row.plannedOn })}
            value={row.actualOn}
            onChange={(actualOn) => change({ actualOn })}
            error={problem(at('actualOn'))}
          />
          <TextField
            id={at('reason')}
            name={at('reason')}
            label={t('tracking.report.reason')}
            value={row.reason}
            onChange={(reason) => change({ reason })}
            maxLength={500}
            error={problem(at('reason'))}
          />
        </div>
      </div>
    )
  })
}

/** What was reached of each target: a number, or words where the target is in words. */
export function IndicatorRows({ rows, problem, onChange }: Rows<TypedReport['indicators'][number]>) {
  const t = useT()
  return (
    <div className="qx-grid2">
      {rows.map((row, i) => {
        const path = `indicators[${i}].actual`
        const inWords = row.direction === 'qualitative'
        return (
          <TextField
            key={`${i} ${row.name}`}
            id={path}
            name={path}
            label={row.name}
            hint={t('tracking.report.actual', { target: row.target, unit: row.unit })}
            unit={row.unit}
            numeric={!inWords}
            required
            maxLength={inWords ? 500 : 30}
            value={row.actual}
            onChange={(actual) => onChange(rows.with(i, { ...row, actual }))}
            error={problem(path)}
          />
        )
      })}
    </div>
  )
}
