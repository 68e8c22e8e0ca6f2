import { FieldError } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { useLabel } from '../words.ts'
import { KeyInput, LabelInput, NumberInput, PickInput, TickInput, TicksInput } from './inputs.tsx'
import { freeKey, ItemList } from './item-list.tsx'
import { aggregations, blindModes, markModes, tieBreaks, vetoPolicies } from './lists.ts'
import { useMessageAt, useStudio } from './studio.tsx'
import { TagsInput } from './tags-input.tsx'

const codeShape = /^\S{1,20}$/

/** B.6, B.8: the score sheet and how sheets become one score. */
export function SchemePart() {
  const { config, change } = useStudio()
  const t = useT()
  const word = useValueWord()
  return (
    <>
      <TickInput
        label={t('studio.scheme.skipped')}
        checked={config.reviewSkipped}
        onChange={(reviewSkipped) => change({ reviewSkipped })}
      />
      {!config.reviewSkipped && (
        <>
          <PickInput
            path="blindMode"
            label={t('configuration.word.blindMode')}
            options={blindModes}
            wordOf={(mode) => word('blindMode', mode)}
            value={config.blindMode}
            onChange={(blindMode) => change({ blindMode })}
          />
          <Items />
          <Vetoes />
          <Calculation />
        </>
      )}
    </>
  )
}

function useScheme() {
  const { config, change } = useStudio()
  const { scheme } = config
  return { scheme, put: (parts: Partial<typeof scheme>) => change({ scheme: { ...scheme, ...parts } }) }
}

function Items() {
  const { scheme, put } = useScheme()
  const t = useT()
  const label = useLabel()
  const message = useMessageAt()
  const sum = scheme.items.reduce((total, { max }) => total + max, 0)
  return (
    <>
      <h2>{t('studio.scheme.items')}</h2>
      <p className={sum === 100 ? 'qx-soft' : 'qx-bad'}>{t('studio.scheme.sum', { sum })}</p>
      <FieldError message={message('scheme.items')} />
      <ItemList
        path="scheme.itemlist"
        items={scheme.items}
        onChange={(items) => put({ items })}
        pathOf={(_, index) => `scheme.items[${index}]`}
        nameOf={({ code, name, max }) => `${code} ${label(name)} · ${max}`}
        fresh={() => ({
          code: freeKey(
            'S',
            scheme.items.map(({ code }) => code),
          ),
          name: { zh: '', en: '' },
          max: 10,
        })}
        addLabel={t('studio.scheme.addItem')}
        atMost={30}
        folded
      >
        {(item, set, index) => (
          <>
            <LabelInput
              path={`scheme.items[${index}].name`}
              label={t('configuration.word.name')}
              value={item.name}
              onChange={(name) => set({ ...item, name })}
            />
            <LabelInput
              path={`scheme.items[${index}].anchors`}
              label={t('configuration.word.anchors')}
              lines={2}
              value={item.anchors}
              onChange={(anchors) => {
                const { anchors: _, ...plain } = item
                set(anchors.zh || anchors.en ? { ...plain, anchors } : plain)
              }}
            />
            <div className="qx-both">
              <NumberInput
                path={`scheme.items[${index}].max`}
                label={t('portal.points')}
                unit={t(scheme.mode === 'points' ? 'studio.unit.points' : 'studio.unit.percent')}
                min={1}
                max={100}
                value={item.max}
                onChange={(max) => set({ ...item, max })}
              />
              <KeyInput
                path={`scheme.items[${index}].code`}
                label={t('configuration.word.code')}
                shape={codeShape}
                value={item.code}
                onChange={(code) => set({ ...item, code })}
              />
            </div>
          </>
        )}
      </ItemList>
    </>
  )
}

function Vetoes() {
  const { scheme, put } = useScheme()
  const t = useT()
  const word = useValueWord()
  const label = useLabel()
  return (
    <>
      <h2>{t('studio.scheme.vetoes')}</h2>
      <PickInput
        path="scheme.vetoPolicy"
        label={t('configuration.word.vetoPolicy')}
        options={vetoPolicies}
        wordOf={(policy) => word('vetoPolicy', policy)}
        value={scheme.vetoPolicy}
        onChange={(vetoPolicy) => put({ vetoPolicy })}
      />
      <ItemList
        path="scheme.vetoes"
        items={scheme.vetoes}
        onChange={(vetoes) => put({ vetoes })}
        pathOf={(_, index) => `scheme.vetoes[${index}]`}
        nameOf={({ code, name }) => `${code} ${label(name)}`}
        fresh={() => ({
          code: freeKey(
            'V',
            scheme.vetoes.map(({ code }) => code),
          ),
          name: { zh: '', en: '' },
        })}
        addLabel={t('studio.scheme.addVeto')}
        atMost={20}
        folded
      >
        {(veto, set, index) => (
          <>
            <LabelInput
              path={`scheme.vetoes[${index}].name`}
              label={t('configuration.word.name')}
              value={veto.name}
              onChange={(name) => set({ ...veto, name })}
            />
            <KeyInput
              path={`scheme.vetoes[${index}].code`}
              label={t('configuration.word.code')}
              shape={codeShape}
              value={veto.code}
              onChange={(code) => set({ ...veto, code })}
            />
          </>
        )}
      </ItemList>
    </>
  )
}

function Calculation() {
  const { scheme, put } = useScheme()
  const t = useT()
  const word = useValueWord()
  const points = t('studio.unit.points')
  const percent = t('studio.unit.percent')
  const copies = t('studio.unit.copies')
  const number = (
    name:
      | 'step'
      | 'commentBelow'
      | 'commentFrom'
      | 'opinionMin'
      | 'minValid'
      | 'trimFrom'
      | 'passLine'
      | 'deviation',
    unit: string,
    [min, max]: [number, number],
    digits = 0,
  ) => (
    <NumberInput
      path={`scheme.${name}`}
      label={t(`configuration.word.${name}`)}
      unit={unit}
      min={min}
      max={max}
      digits={digits}
      value={scheme[name]}
      onChange={(value) => put({ [name]: value })}
    />
  )
  return (
    <>
      <h2>{t('studio.scheme.calculation')}</h2>
      <div className="qx-both">
        <PickInput
          path="scheme.mode"
          label={t('configuration.word.mode')}
          options={markModes}
          wordOf={(mode) => word('mode', mode)}
          value={scheme.mode}
          onChange={(mode) => put({ mode })}
        />
        {number('step', points, [1, 1000], 2)}
        <PickInput
          path="scheme.aggregation"
          label={t('configuration.word.aggregation')}
          options={aggregations}
          wordOf={(aggregation) => word('aggregation', aggregation)}
          value={scheme.aggregation}
          onChange={(aggregation) => put({ aggregation })}
        />
        {number('minValid', copies, [1, 15])}
        {scheme.aggregation === 'trimmed' && number('trimFrom', copies, [3, 15])}
        {number('passLine', points, [0, 10_000], 2)}
        {number('deviation', points, [0, 10_000], 2)}
      </div>
      <TicksInput
        path="scheme.tieBreak"
        label={t('configuration.word.tieBreak')}
        options={tieBreaks}
        wordOf={(one) => word('tieBreak', one)}
        value={scheme.tieBreak}
        onChange={(tieBreak) => put({ tieBreak })}
      />
      <TagsInput
        path="scheme.priorityTags"
        label={t('configuration.word.priorityTags')}
        value={scheme.priorityTags}
        onChange={(priorityTags) => put({ priorityTags })}
      />
      <h2>{t('studio.scheme.comments')}</h2>
      <div className="qx-both">
        {number('commentBelow', percent, [0, 100])}
        {number('commentFrom', percent, [0, 101])}
        {number('opinionMin', t('studio.unit.chars'), [0, 2000])}
      </div>
    </>
  )
}
