import { supportModes } from './lists.ts'
import { TextField } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../choice-words.ts'
import { AwardsFields } from './awards-fields.tsx'
import { FinanceFields } from './finance-fields.tsx'
import { KeyInput, LinesInput, NumberInput, PickInput, TextInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { useStudio } from './studio.tsx'

/** A.1: the document, its text, the amounts, contacts, questions, corrections. */
export function BasicsPart() {
  const { config, change, published } = useStudio()
  const t = useT()
  const word = useValueWord()
  const fixed = published ? t('studio.basics.fixed') : undefined
  const yuan = t('common.unit.wan')
  return (
    <>
      <h2>{t('studio.basics.identity')}</h2>
      <TextInput
        path="title"
        label={t('configuration.word.title')}
        required
        maxLength={500}
        value={config.title}
        onChange={(title) => change({ title })}
      />
      <div className="qx-both">
        <KeyInput
          path="code"
          label={t('configuration.code')}
          hint={fixed ?? t('configuration.codeHint')}
          readOnly={published}
          shape={/^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/}
          value={config.code}
          onChange={(code) => change({ code })}
        />
        <TextInput
          path="documentNo"
          label={t('configuration.word.documentNo')}
          example={t('studio.basics.documentExample')}
          maxLength={60}
          value={config.documentNo}
          onChange={(documentNo) => change({ documentNo })}
        />
        {published ? (
          <>
            <Fixed label={t('configuration.word.year')} value={config.year} hint={fixed} />
            <Fixed label={t('configuration.word.batch')} value={config.batch} hint={fixed} />
          </>
        ) : (
          <>
            <NumberInput
              path="year"
              label={t('configuration.word.year')}
              min={2000}
              max={2100}
              value={config.year}
              onChange={(year) => change({ year })}
            />
            <NumberInput
              path="batch"
              label={t('configuration.word.batch')}
              min={1}
              max={99}
              value={config.batch}
              onChange={(batch) => change({ batch })}
            />
          </>
        )}
      </div>
      <LinesInput
        path="issuedBy"
        label={t('configuration.word.issuedBy')}
        max={10}
        value={config.issuedBy}
        onChange={(issuedBy) => change({ issuedBy })}
      />
      <FinanceFields />

      <h2>{t('studio.basics.text')}</h2>
      <TextInput
        path="supportDirection"
        label={t('configuration.word.supportDirection')}
        required
        lines={6}
        maxLength={20_000}
        value={config.supportDirection}
        onChange={(supportDirection) => change({ supportDirection })}
      />
      <TextInput
        path="eligibilityText"
        label={t('configuration.word.eligibilityText')}
        required
        lines={8}
        maxLength={20_000}
        value={config.eligibilityText}
        onChange={(eligibilityText) => change({ eligibilityText })}
      />

      <h2>{t('studio.basics.support')}</h2>
      <div className="qx-both">
        {published ? (
          <Fixed
            label={t('configuration.word.supportMode')}
            value={word('supportMode', config.supportMode)}
            hint={fixed}
          />
        ) : (
          <PickInput
            path="supportMode"
            label={t('configuration.word.supportMode')}
            options={supportModes}
            wordOf={(mode) => word('supportMode', mode)}
            value={config.supportMode}
            onChange={(supportMode) => change({ supportMode })}
          />
        )}
        <NumberInput
          path="ratio"
          label={t('configuration.word.ratio')}
          hint={t('studio.basics.ratioHint')}
          unit="%"
          digits={2}
          max={10_000}
          value={config.ratio}
          onChange={(ratio) => change({ ratio })}
        />
        <TextInput
          path="capWan"
          label={t('configuration.word.capWan')}
          hint={t('studio.basics.capHint')}
          unit={yuan}
          maxLength={30}
          value={config.capWan}
          onChange={(capWan) => change({ capWan })}
        />
        <TextInput
          path="floorWan"
          label={t('configuration.word.floorWan')}
          hint={t('studio.basics.floorHint')}
          unit={yuan}
          maxLength={30}
          value={config.floorWan}
          onChange={(floorWan) => change({ floorWan })}
        />
        <TextInput
          path="budgetWan"
          label={t('configuration.word.budgetWan')}
          required
          unit={yuan}
          maxLength={30}
          value={config.budgetWan}
          onChange={(budgetWan) => change({ budgetWan })}
        />
      </div>

      <AwardsFields />

      <h2>{t('studio.basics.corrections')}</h2>
      <div className="qx-both">
        <NumberInput
          path="correctionRounds.locality"
          label={`${t('configuration.word.correctionRounds')} · ${t('configuration.word.locality')}`}
          unit={t('studio.unit.times')}
          max={9}
          value={config.correctionRounds.locality}
          onChange={(locality) => change({ correctionRounds: { ...config.correctionRounds, locality } })}
        />
        <NumberInput
          path="correctionRounds.province"
          label={`${t('configuration.word.correctionRounds')} · ${t('configuration.word.province')}`}
          unit={t('studio.unit.times')}
          max={9}
          value={config.correctionRounds.province}
          onChange={(province) => change({ correctionRounds: { ...config.correctionRounds, province } })}
        />
        <NumberInput
          path="correctionDays"
          label={t('configuration.word.correctionDays')}
          unit={t('studio.unit.workingDays')}
          min={1}
          max={60}
          value={config.correctionDays}
          onChange={(correctionDays) => change({ correctionDays })}
        />
      </div>
      <Contacts />
      <Questions />
    </>
  )
}

function Fixed({ label, value, hint }: { label: string; value: string | number; hint?: string }) {
  return <TextField name="fixed" label={label} hint={hint} value={String(value)} readOnly />
}

function Contacts() {
  const { config, change } = useStudio()
  const t = useT()
  return (
    <>
      <h2>{t('studio.basics.contacts')}</h2>
      <ItemList
        path="contacts"
        items={config.contacts}
        onChange={(contacts) => change({ contacts })}
        pathOf={(_, index) => `contacts[${index}]`}
        nameOf={({ section }) => section}
        fresh={() => ({ section: '', phone: '' })}
        addLabel={t('studio.item.add')}
        atMost={20}
      >
        {(contact, put, index) => (
          <div className="qx-both">
            <TextInput
              path={`contacts[${index}].section`}
              label={t('configuration.word.section')}
              maxLength={500}
              value={contact.section}
              onChange={(section) => put({ ...contact, section })}
            />
            <TextInput
              path={`contacts[${index}].phone`}
              label={t('configuration.word.phone')}
              maxLength={500}
              value={contact.phone}
              onChange={(phone) => put({ ...contact, phone })}
            />
          </div>
        )}
      </ItemList>
    </>
  )
}

function Questions() {
  const { config, change } = useStudio()
  const t = useT()
  return (
    <>
      <h2>{t('studio.basics.faq')}</h2>
      <ItemList
        path="faq"
        items={config.faq}
        onChange={(faq) => change({ faq })}
        pathOf={(_, index) => `faq[${index}]`}
        nameOf={({ question }) => question}
        fresh={() => ({ question: '', answer: '' })}
        addLabel={t('studio.item.add')}
        atMost={100}
      >
        {(item, put, index) => (
          <>
            <TextInput
              path={`faq[${index}].question`}
              label={t('configuration.word.question')}
              maxLength={2000}
              value={item.question}
              onChange={(question) => put({ ...item, question })}
            />
            <TextInput
              path={`faq[${index}].answer`}
              label={t('configuration.word.answer')}
              lines={3}
              maxLength={20_000}
              value={item.answer}
              onChange={(answer) => put({ ...item, answer })}
            />
          </>
        )}
      </ItemList>
    </>
  )
}
