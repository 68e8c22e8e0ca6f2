import { useState } from 'react'
import { useRevalidator } from 'react-router'
import type { FieldProblem, Refusal } from '#app/domain/kernel/refusal.ts'
import type { AcceptanceSlot, TypedAcceptance } from '#app/domain/tracking/acceptance-form.ts'
import { targetText, wan } from '#app/i18n/format.ts'
import { useAutosave } from '../autosave.ts'
import { SelectField, TextField } from '../field.tsx'
import { type FileItem, FileList } from '../file-list.tsx'
import { FileDrop } from '../files.tsx'
import { FormPage, KeptDraft } from '../form-page.tsx'
import { Message } from '../message.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useProblemWords } from '../problem-words.ts'
import { useT } from '../page.tsx'
import { RemoveFile } from '../remove-file.tsx'
import { SendForm } from '../send-form.tsx'
import { KnownAmount } from './known-amount.tsx'

export type SlotRules = Record<
  AcceptanceSlot,
  { formats: readonly string[]; maxMB: number; required: boolean }
>

type Props = {
  project: { id: string; name: string; version: number }
  round: number
  revision: number
  form: TypedAcceptance
  files: readonly (FileItem & { slot: string })[]
  slots: SlotRules
  plannedFen: bigint
  /** what finance has paid of the grant */
  paidFen: bigint
  /** why the city sent it back, if it did */
  returned: string | null
  check: (typed: TypedAcceptance) => readonly FieldProblem[]
  refusal: Refusal | null
}

const sections = ['papers', 'figures', 'indicators', 'files'] as const
type Section = (typeof sections)[number]
const slotNames = ['audit_report', 'evidence'] as const
const papers = ['summary', 'technicalSummary', 'fundsReport', 'benefits', 'problems'] as const
const figures = ['actualWan', 'auditedBaseWan', 'contentFinished']

/** The application for acceptance while it is written. */
export function AcceptanceForm(props: Props) {
  const { project, form, files, slots, check, refusal, plannedFen } = props
  const t = useT()
  const [typed, setTyped] = useState(form)
  const { revalidate } = useRevalidator()
  const save = useAutosave<TypedAcceptance>({
    url: `/projects/${project.id}/acceptance/save`,
    key: `acceptance.${project.id}.${props.round}`,
    revision: props.revision,
  })
  const problems = check(typed)
  const inWords = useProblemWords()
  const problem = useProblemAt(refusal ? inWords(problems) : undefined)
  const put = (changes: Partial<TypedAcceptance>) => {
    const next = { ...typed, ...changes }
    setTyped(next)
    save.put(next)
  }
  const audited = files.some(({ slot }) => slot === 'audit_report')
  const missing: Record<Section, number> = {
    papers: problems.filter(({ path }) => papers.some((name) => name === path)).length,
    figures: problems.filter(({ path }) => figures.includes(path)).length,
    indicators: problems.filter(({ path }) => path.startsWith('indicators')).length,
    files: audited ? 0 : 1,
  }
  const left = problems.length + missing.files
  const amount = (name: 'actualWan' | 'auditedBaseWan') => ({
    id: name,
    name,
    value: typed[name],
    onChange: (value: string) => put({ [name]: value }),
    error: problem(name),
    numeric: true,
    unit: t('common.unit.wan'),
    maxLength: 30,
    required: true,
  })
  const remove = (file: FileItem) => (
    <RemoveFile file={file} action={`/files/acceptance/${project.id}`} onRemoved={() => void revalidate()} />
  )
  return (
    <FormPage
      title={`${t('tracking.acceptance.round', { round: props.round })} · ${project.name}`}
      note={t('tracking.report.saved')}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: project.name, to: `/projects/${project.id}?tab=acceptance` },
      ]}
      sections={sections.map((key) => ({
        key,
        label: t(`tracking.acceptance.section.${key}`),
        missing: missing[key],
        to: `#${key}-part`,
      }))}
      current=""
      save={save}
    >
      <KeptDraft autosave={save} onRestore={setTyped} />
      {props.returned && (
        <Message tone="wait">{t('tracking.report.returned', { reason: props.returned })}</Message>
      )}
      <RefusalMessage refusal={refusal} />
      <Part section="papers">
        {papers.map((name) => (
          <TextField
            key={name}
            id={name}
            name={name}
            label={t(`tracking.acceptance.${name}`)}
            value={typed[name]}
            onChange={(value) => put({ [name]: value })}
            error={problem(name)}
            lines={4}
            maxLength={10_000}
            required={name === 'summary' || name === 'fundsReport'}
          />
        ))}
      </Part>
      <Part section="figures">
        <div className="qx-grid2">
          <TextField
            {...amount('actualWan')}
            label={t('tracking.acceptance.actual')}
            hint={t('tracking.acceptance.actualHint', { total: wan(plannedFen) })}
          />
          <TextField
            {...amount('auditedBaseWan')}
            label={t('tracking.acceptance.auditedBase')}
            hint={t('tracking.acceptance.auditedBaseHint')}
          />
          <KnownAmount label={t('tracking.acceptance.arrived')} fen={props.paidFen} />
          <SelectField
            id="contentFinished"
            name="contentFinished"
            label={t('tracking.acceptance.contentFinished')}
            value={typed.contentFinished}
            onChange={(value) => put({ contentFinished: value === 'yes' || value === 'no' ? value : '' })}
            error={problem('contentFinished')}
            empty=""
            required
            choices={[
              { value: 'yes', label: t('common.yes') },
              { value: 'no', label: t('common.no') },
            ]}
          />
        </div>
      </Part>
      <Part section="indicators">
        {typed.indicators.map((row, i) => {
          const change = (changes: Partial<typeof row>) =>
            put({ indicators: typed.indicators.map((one, at) => (at === i ? { ...one, ...changes } : one)) })
          return (
            <div key={`${i} ${row.name}`} className="qx-formrow">
              <b>{row.name}</b>
              <div className="qx-grid2">
                <TextField
                  id={`indicators[${i}].actual`}
                  name={`indicators[${i}].actual`}
                  label={t('tracking.report.actual', { target: targetText(row), unit: row.unit })}
                  unit={row.unit}
                  numeric={row.direction !== 'qualitative'}
                  required
                  maxLength={row.direction === 'qualitative' ? 500 : 30}
                  value={row.actual}
                  onChange={(actual) => change({ actual })}
                  error={problem(`indicators[${i}].actual`)}
                />
                <TextField
                  name={`indicators[${i}].evidence`}
                  label={t('tracking.acceptance.evidence')}
                  maxLength={300}
                  value={row.evidence}
                  onChange={(evidence) => change({ evidence })}
                />
              </div>
            </div>
          )
        })}
      </Part>
      <Part section="files">
        {slotNames.map((slot) => (
          <div key={slot} className="qx-stack" id={slot}>
            <h3>{t(`tracking.acceptance.slot.${slot}`)}</h3>
            {slots[slot].required && <p className="qx-soft">{t('tracking.acceptance.auditHint')}</p>}
            <FileList files={files.filter((file) => file.slot === slot)} tools={remove} />
            <FileDrop
              action={`/files/acceptance/${project.id}`}
              fields={{ slot }}
              accept={slots[slot].formats.map((format) => `.${format}`).join(',')}
              limit={slots[slot].maxMB * 1024 * 1024}
              onUploaded={() => void revalidate()}
            />
          </div>
        ))}
      </Part>
      <SendForm
        save={save}
        act="apply_acceptance"
        version={project.version}
        label={t('transition.project.apply_acceptance.label')}
        note={left > 0 ? t('tracking.report.problemsLeft', { count: left }) : t('tracking.report.complete')}
      />
    </FormPage>
  )
}

function Part({ section, children }: { section: Section; children: React.ReactNode }) {
  const t = useT()
  return (
    <section className="qx-formpart" id={`${section}-part`} aria-labelledby={`${section}-title`}>
      <h2 id={`${section}-title`}>{t(`tracking.acceptance.section.${section}`)}</h2>
      {children}
    </section>
  )
}
