import { supportModes } from './lists.ts'
import { TextField } from '../../field.tsx'
import { useT } from '../../page.tsx'
import { useValueWord } from '../words.ts'
import { KeyInput, LinesInput, NumberInput, PickInput, TextInput } from './inputs.tsx'
import { ItemList } from './item-list.tsx'
import { useStudio } from './studio.tsx'

/** A.1: the document, its text, the amounts, contacts, questions, corrections. */
export function BasicsPart() {
  const { config, change, published } = useStudio()
  const t = useT()
  const word = useValueWord()
  const fixed = published ? t('guideline.basics.fixed') : undefined
  const yuan = t('common.unit.wan')
  return (
    <>
      <h2>{t('guideline.basics.identity')}</h2>
      <TextInput
        path="title"
        label={t('guideline.word.title')}
        required
        maxLength={500}
        value={config.title}
        onChange={(title) => change({ title })}
      />
      <div className="qx-both">
        <KeyInput
          path="code"
          label={t('guideline.code')}
          hint={fixed ?? t('guideline.codeHint')}
          readOnly={published}
          shape={/^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/}
          value={config.code}
          onChange={(code) => change({ code })}
        />
        <TextInput
          path="documentNo"
          label={t('guideline.word.documentNo')}
          example={t('guideline.basics.documentExample')}
          maxLength={60}
          value={config.documentNo}
          onChange={(documentNo) => change({ documentNo })}
        />
        {published ? (
          <>
            <Fixed label={t('guideline.word.year')} value={config.year} hint={fixed} />
            <Fixed label={t('guideline.word.batch')} value={config.batch} hint={fixed} />
          </>
        ) : (
          <>
            <NumberInput
              path="year"
              label={t('guideline.word.year')}
              min={2000}
              max={2100}
              value={config.year}
              onChange={(year) => change({ year })}
            />
            <NumberInput
              path="batch"
              label={t('guideline.word.batch')}
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
        label={t('guideline.word.issuedBy')}
        max={10}
        value={config.issuedBy}
        onChange={(issuedBy) => change({ issuedBy })}
      />

      <h2>{t('guideline.basics.text')}</h2>
      <TextInput
        path="supportDirection"
        label={t('guideline.word.supportDirection')}
        required
        lines={6}
        maxLength={20_000}
        value={config.supportDirection}
        onChange={(supportDirection) => change({ supportDirection })}
      />
      <TextInput
        path="eligibilityText"
        label={t('guideline.word.eligibilityText')}
        required
        lines={8}
        maxLength={20_000}
        value={config.eligibilityText}
        onChange={(eligibilityText) => change({ eligibilityText })}
      />

      <h2>{t('guideline.basics.support')}</h2>
      <div className="qx-both">
        {published ? (
          <Fixed
            label={t('guideline.word.supportMode')}
            value={word('supportMode', config.supportMode)}
            hint={fixed}
          />
        ) : (
          <PickInput
            path="supportMode"
            label={t('guideline.word.supportMode')}
            options={supportModes}
            wordOf={(mode) => word('supportMode', mode)}
            value={config.supportMode}
            onChange={(supportMode) => change({ supportMode })}
          />
        )}
        <NumberInput
          path="ratio"
          label={t('guideline.word.ratio')}
          hint={t('guideline.basics.ratioHint')}
          unit="%"
          digits={2}
          max={10_000}
          value={config.ratio}
          onChange={(ratio) => change({ ratio })}
        />
        <TextInput
          path="capWan"
          label={t('guideline.word.capWan')}
          hint={t('guideline.basics.capHint')}
          unit={yuan}
          maxLength={30}
          value={config.capWan}
          onChange={(capWan) => change({ capWan })}
        />
        <TextInput
          path="floorWan"
          label={t('guideline.word.floorWan')}
          hint={t('guideline.basics.floorHint')}
          unit={yuan}
          maxLength={30}
          value={config.floorWan}
          onChange={(floorWan) => change({ floorWan })}
        />
        <TextInput
          path="budgetWan"
          label={t('guideline.word.budgetWan')}
          required
          unit={yuan}
          maxLength={30}
          value={config.budgetWan}
          onChange={(budgetWan) => change({ budgetWan })}
        />
      </div>

      <h2>{t('guideline.basics.corrections')}</h2>
      <div className="qx-both">
        <NumberInput
          path="correctionRounds.locality"
          label={`${t('guideline.word.correctionRounds')} · ${t('guideline.word.locality')}`}
          unit={t('guideline.unit.times')}
          max={9}
          value={config.correctionRounds.locality}
          onChange={(locality) => change({ correctionRounds: { ...config.correctionRounds, locality } })}
        />
        <NumberInput
          path="correctionRounds.province"
          label={`${t('guideline.word.correctionRounds')} · ${t('guideline.word.province')}`}
          unit={t('guideline.unit.times')}
          max={9}
          value={config.correctionRounds.province}
          onChange={(province) => change({ correctionRounds: { ...config.correctionRounds, province } })}
        />
        <NumberInput
          path="correctionDays"
          label={t('guideline.word.correctionDays')}
          unit={t('guideline.unit.workingDays')}
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
      <h2>{t('guideline.basics.contacts')}</h2>
      <ItemList
        path="contacts"
        items={config.contacts}
        onChange={(contacts) => change({ contacts })}
        pathOf={(_, index) => `contacts[${index}]`}
        nameOf={({ section }) => section}
        fresh={() => ({ section: '', phone: '' })}
        addLabel={t('guideline.item.add')}
        atMost={20}
      >
        {(contact, put, index) => (
          <div className="qx-both">
            <TextInput
              path={`contacts[${index}].section`}
              label={t('guideline.word.section')}
              maxLength={500}
              value={contact.section}
              onChange={(section) => put({ ...contact, section })}
            />
            <TextInput
              path={`contacts[${index}].phone`}
              label={t('guideline.word.phone')}
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
      <h2>{t('guideline.basics.faq')}</h2>
      <ItemList
        path="faq"
        items={config.faq}
        onChange={(faq) => change({ faq })}
        pathOf={(_, index) => `faq[${index}]`}
        nameOf={({ question }) => question}
        fresh={() => ({ question: '', answer: '' })}
        addLabel={t('guideline.item.add')}
        atMost={100}
      >
        {(item, put, index) => (
          <>
            <TextInput
              path={`faq[${index}].question`}
              label={t('guideline.word.question')}
              maxLength={2000}
              value={item.question}
              onChange={(question) => put({ ...item, question })}
            />
            <TextInput
              path={`faq[${index}].answer`}
              label={t('guideline.word.answer')}
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
