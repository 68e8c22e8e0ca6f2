import { useT } from '../../page.tsx'
import { MinuteInput, NumberInput } from './inputs.tsx'
import { deadlineNames, handlingNames } from './lists.ts'
import { useStudio } from './studio.tsx'

/** Deadlines to the minute, Beijing time, each with its distance to the one before; after formal review, working days. */
export function DeadlinesPart() {
  const { config, change, published } = useStudio()
  const { deadlines, handling } = config
  const t = useT()
  return (
    <>
      <h2>{t('studio.part.deadlines')}</h2>
      <p className="qx-hint">
        {t('studio.deadlines.hint')} {published && t('studio.deadlines.extended')}
      </p>
      <div className="qx-both">
        {deadlineNames.map((name, index) => {
          const before = deadlineNames.slice(0, index).findLast((earlier) => deadlines[earlier] !== '')
          const days = before ? daysFrom(deadlines[before], deadlines[name]) : null
          return (
            <MinuteInput
              key={name}
              path={`deadlines.${name}`}
              label={t(`configuration.word.${name}`)}
              hint={days === null ? undefined : t('studio.deadlines.span', { days })}
              value={deadlines[name]}
              onChange={(at) => change({ deadlines: { ...deadlines, [name]: at } })}
            />
          )
        })}
      </div>
      <h2>{t('configuration.word.handling')}</h2>
      <p className="qx-hint">{t('studio.deadlines.handling')}</p>
      <div className="qx-both">
        {handlingNames.map((name) => (
          <NumberInput
            key={name}
            path={`handling.${name}`}
            label={t(`configuration.word.${name}`)}
            unit={t('studio.unit.workingDays')}
            min={1}
            max={250}
            value={handling[name]}
            onChange={(days) => change({ handling: { ...handling, [name]: days } })}
          />
        ))}
      </div>
    </>
  )
}

function daysFrom(before: string, after: string): number | null {
  const ms = Date.parse(`${after.slice(0, 10)}T00:00:00Z`) - Date.parse(`${before.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(ms) ? null : Math.round(ms / 86_400_000)
}
