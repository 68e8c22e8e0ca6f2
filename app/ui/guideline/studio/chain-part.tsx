import type { ChainStep } from '#app/domain/guideline/chain.ts'
import { FieldError } from '../../field.tsx'
import { useName, useT } from '../../page.tsx'
import { ChainLine } from '../chain-line.tsx'
import { useValueWord } from '../choice-words.ts'
import { PickInput, TickInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { chainLevels, coReviews } from './lists.ts'
import { useMessageAt, useStudio } from './studio.tsx'
import { TagsInput } from './tags-input.tsx'

const provinceOnly: ChainStep[] = [{ level: 'province', required: true }]

/** A.4: the ways an application may take, as data. */
export function ChainPart() {
  const { config, change, units } = useStudio()
  const { chain } = config
  const t = useT()
  const name = useName()
  const counties = units.filter(({ level }) => level === 'county')
  const put = (parts: Partial<typeof chain>) => change({ chain: { ...chain, ...parts } })
  return (
    <>
      <h2>{t('studio.chain.local')}</h2>
      <p className="qx-hint">{t('studio.chain.localHint')}</p>
      <Steps path="chain.local" steps={chain.local} onChange={(local) => put({ local })} />

      <h2>{t('studio.chain.direct')}</h2>
      <p className="qx-hint">{t('studio.chain.directHint')}</p>
      <TickInput
        label={t('studio.chain.directOn')}
        checked={chain.direct !== null}
        onChange={(on) => put({ direct: on ? provinceOnly : null })}
      />
      {chain.direct && (
        <>
          <Steps path="chain.direct" steps={chain.direct} onChange={(direct) => put({ direct })} />
          <TagsInput
            path="chain.directTags"
            label={t('studio.chain.directTags')}
            hint={t('studio.chain.directTagsHint')}
            value={chain.directTags}
            onChange={(directTags) => put({ directTags })}
          />
        </>
      )}

      <h2>{t('studio.chain.exceptions')}</h2>
      <p className="qx-hint">{t('studio.chain.exceptionsHint')}</p>
      <ItemList
        path="chain.exceptions"
        items={chain.exceptions}
        onChange={(exceptions) => put({ exceptions })}
        pathOf={(_, index) => `chain.exceptions[${index}]`}
        nameOf={({ unitCode }) => nameOfUnit(unitCode)}
        fresh={() => ({ unitCode: freeUnit(), local: chain.local.filter(({ level }) => level !== 'city') })}
        addLabel={t('studio.item.add')}
        folded
      >
        {(exception, set, index) => (
          <>
            <PickInput
              path={`chain.exceptions[${index}].unitCode`}
              label={t('studio.chain.unit')}
              value={exception.unitCode}
              options={counties.map(({ code }) => code)}
              wordOf={nameOfUnit}
              onChange={(unitCode) => set({ ...exception, unitCode })}
            />
            <Steps
              path={`chain.exceptions[${index}].local`}
              steps={exception.local}
              onChange={(local) => set({ ...exception, local })}
            />
          </>
        )}
      </ItemList>
    </>
  )

  function nameOfUnit(code: string): string {
    return name(units.find((unit) => unit.code === code) ?? { name: code, nameEn: '' })
  }
  function freeUnit(): string {
    const used = chain.exceptions.map(({ unitCode }) => unitCode)
    return counties.find(({ code }) => !used.includes(code))?.code ?? '320583'
  }
}

/** Which levels act, in their fixed order, whether always, and who is asked beside them. */
function Steps({
  path,
  steps,
  onChange,
}: {
  path: string
  steps: readonly ChainStep[]
  onChange: (steps: ChainStep[]) => void
}) {
  const t = useT()
  const word = useValueWord()
  const message = useMessageAt()
  const put = (level: ChainStep['level'], step: ChainStep | null) =>
    onChange(
      chainLevels.flatMap((one) => {
        const kept = one === level ? step : steps.find((candidate) => candidate.level === one)
        return kept ? [kept] : []
      }),
    )
  return (
    <div id={path} tabIndex={-1} className="qx-stack">
      <ul className="qx-steps">
        {chainLevels.map((level) => {
          const step = steps.find((one) => one.level === level)
          return (
            <li key={level}>
              <TickInput
                label={t(`common.level.${level}`)}
                checked={step !== undefined}
                onChange={(on) => put(level, on ? { level, required: level !== 'town' } : null)}
              />
              {step && (
                <>
                  <TickInput
                    label={t('studio.chain.required')}
                    checked={step.required}
                    onChange={(required) => put(level, { ...step, required })}
                  />
                  {level !== 'province' &&
                    coReviews.map((office) => (
                      <TickInput
                        key={office}
                        label={t('portal.coReview', { offices: word('coReview', office) })}
                        checked={step.coReview?.includes(office) ?? false}
                        onChange={(on) => {
                          const offices = coReviews.filter((one) =>
                            one === office ? on : step.coReview?.includes(one),
                          )
                          const { coReview: _, ...plain } = step
                          put(level, offices.length > 0 ? { ...plain, coReview: offices } : plain)
                        }}
                      />
                    ))}
                </>
              )}
            </li>
          )
        })}
      </ul>
      <ChainLine steps={steps} />
      <FieldError message={message(path)} />
    </div>
  )
}
