import type { AttachmentSlot } from '#app/domain/guideline/attachment-slot.ts'
import { useT } from '../../page.tsx'
import { useLabel } from '../words.ts'
import { assign } from './assign.ts'
import { AskedInput } from './directions-input.tsx'
import { KeyInput, LabelInput, NumberInput, TickInput, TicksInput } from './inputs.tsx'
import { freeKey, ItemList } from './item-list.tsx'
import { formats } from './lists.ts'
import { useStudio } from './studio.tsx'

/** The documents that are handed in beside the form. */
export function AttachmentsPart() {
  const { config, change } = useStudio()
  const t = useT()
  const label = useLabel()
  return (
    <>
      <h2>{t('studio.part.attachments')}</h2>
      <ItemList
        path="attachments"
        items={config.attachments}
        onChange={(attachments) => change({ attachments })}
        pathOf={({ key }) => `attachments.${key}`}
        nameOf={(slot) => label(slot.name)}
        fresh={() => freshSlot(config.attachments)}
        addLabel={t('studio.attachments.add')}
        atMost={60}
        folded
      >
        {(slot, put) => {
          const path = `attachments.${slot.key}`
          return (
            <>
              <LabelInput
                path={`${path}.name`}
                label={t('configuration.word.name')}
                value={slot.name}
                onChange={(name) => put({ ...slot, name })}
              />
              <LabelInput
                path={`${path}.help`}
                label={t('configuration.word.help')}
                value={slot.help}
                onChange={(help) => {
                  const { help: _, ...plain } = slot
                  put(help.zh || help.en ? { ...plain, help } : plain)
                }}
              />
              <div className="qx-row">
                {(['required', 'needSeal', 'needSignature'] as const).map((name) => (
                  <TickInput
                    key={name}
                    label={t(`configuration.word.${name}`)}
                    checked={slot[name]}
                    onChange={(on) => put({ ...slot, [name]: on })}
                  />
                ))}
                <TickInput
                  label={t('configuration.word.hiddenInBlind')}
                  checked={slot.hiddenInBlind ?? false}
                  onChange={(hiddenInBlind) => put({ ...slot, hiddenInBlind })}
                />
              </div>
              <TicksInput
                path={`${path}.formats`}
                label={t('configuration.word.formats')}
                value={slot.formats}
                options={formats}
                wordOf={(format) => format.toUpperCase()}
                atLeast={1}
                onChange={(chosen) => put({ ...slot, formats: chosen })}
              />
              <AskedInput
                path={path}
                directions={slot.directions}
                onChange={(directions) => put(assign(slot, 'directions', directions))}
              />
              <div className="qx-both">
                <NumberInput
                  path={`${path}.maxMB`}
                  label={t('configuration.word.maxMB')}
                  unit={t('studio.unit.mb')}
                  min={1}
                  max={200}
                  value={slot.maxMB}
                  onChange={(maxMB) => put({ ...slot, maxMB })}
                />
                <NumberInput
                  path={`${path}.maxCount`}
                  label={t('configuration.word.maxCount')}
                  unit={t('studio.unit.copies')}
                  min={1}
                  max={50}
                  value={slot.maxCount}
                  onChange={(maxCount) => put({ ...slot, maxCount })}
                />
                <KeyInput
                  path={`${path}.key`}
                  label={t('configuration.word.key')}
                  shape={/^[a-z][a-z0-9_]{0,39}$/}
                  value={slot.key}
                  onChange={(key) => put({ ...slot, key })}
                />
              </div>
            </>
          )
        }}
      </ItemList>
    </>
  )
}

function freshSlot(slots: readonly AttachmentSlot[]): AttachmentSlot {
  return {
    key: freeKey(
      'document_',
      slots.map(({ key }) => key),
    ),
    name: { zh: '', en: '' },
    required: true,
    formats: ['pdf'],
    maxMB: 20,
    maxCount: 1,
    needSeal: false,
    needSignature: false,
  }
}
