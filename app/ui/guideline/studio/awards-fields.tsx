import type { Award } from '#app/domain/guideline/schema.ts'
import { useT } from '../../page.tsx'
import { directionsOf, useLabel } from '../words.ts'
import { LinesInput, PickInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { useStudio } from './studio.tsx'

/** C.1: directions that pay a fixed award, and the amounts an applicant may ask for. */
export function AwardsFields() {
  const { config, change } = useStudio()
  const t = useT()
  const label = useLabel()
  const directions = directionsOf(config)
  const free = directions.filter(({ value }) => config.awards.every(({ direction }) => direction !== value))
  const nameOf = (value: string) => label(directions.find((one) => one.value === value)?.label) || value
  if (directions.length === 0) return null
  return (
    <>
      <h3>{t('configuration.word.awards')}</h3>
      <p className="qx-soft">{t('studio.basics.awardsHint')}</p>
      <ItemList
        path="awards"
        items={config.awards}
        onChange={(awards) => change({ awards })}
        pathOf={(_, index) => `awards[${index}]`}
        nameOf={({ direction }) => nameOf(direction)}
        fresh={(): Award => ({ direction: free[0]?.value ?? '', amountsWan: [''] })}
        addLabel={t('studio.basics.addAward')}
        atMost={directions.length}
      >
        {(award, put, index) => (
          <div className="qx-both">
            <PickInput
              path={`awards[${index}].direction`}
              label={t('configuration.word.direction')}
              options={directions
                .map(({ value }) => value)
                .filter((one) => one === award.direction || free.some(({ value }) => value === one))}
              wordOf={nameOf}
              value={award.direction}
              onChange={(direction) => put({ ...award, direction })}
            />
            <LinesInput
              path={`awards[${index}].amountsWan`}
              label={t('configuration.word.amountsWan')}
              hint={t('studio.basics.awardAmountsHint')}
              value={award.amountsWan}
              onChange={(amountsWan) =>
                put({ ...award, amountsWan: amountsWan.length > 0 ? amountsWan : [''] })
              }
              max={10}
            />
          </div>
        )}
      </ItemList>
    </>
  )
}
