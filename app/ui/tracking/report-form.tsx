import { useState } from 'react'
import { useRevalidator } from 'react-router'
import type { FormValues } from '#app/domain/application/form.ts'
import type { PageSection } from '#app/domain/application/form-page.ts'
import type { FieldProblem, Refusal } from '#app/domain/kernel/refusal.ts'
import type { ProgressFacts } from '#app/domain/tracking/progress.ts'
import type { TypedReport } from '#app/domain/tracking/report-form.ts'
import { wan } from '#app/i18n/format.ts'
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
import { IndicatorRows, MilestoneRows } from './report-rows.tsx'
import { ReportTable } from './report-table.tsx'

export type ReportFormProps = {
  report: {
    id: string
    version: number
    revision: number
    status: string
    opinion: string
    typed: TypedReport
  }
  title: string
  project: { id: string; name: string }
  facts: ProgressFacts
  /** after the deadline, and not sent in before */
  late: boolean
  check: (typed: TypedReport) => readonly FieldProblem[]
  /** the tables as the page shows them, and the sums of the items: null where there are none */
  tablesOf: (typed: TypedReport) => {
    sections: readonly PageSection[]
    sums: { periodFen: bigint; cumulativeFen: bigint } | null
  }
  /** adds up what is added up */
  summed: (typed: TypedReport) => TypedReport
  files: readonly FileItem[]
  papers: { formats: readonly string[]; maxMB: number }
  refusal: Refusal | null
}

const sections = [
  'stage',
  'milestones',
  'investment',
  'equipment',
  'funds',
  'indicators',
  'output',
  'words',
  'papers',
] as const
type Section = (typeof sections)[number]
const prefixes: Record<Section, readonly string[]> = {
  stage: ['stage', 'separateLedger'],
  milestones: ['milestones'],
  investment: ['items', 'periodWan', 'cumulativeWan', 'correctionNote', 'overrunNote'],
  equipment: ['equipment'],
  funds: ['arrivedWan', 'usedWan', 'matching', 'self'],
  indicators: ['indicators'],
  output: ['output.'],
  papers: [],
  words: ['problems', 'requests', 'nextPlan', 'filler'],
}

/** A progress report while it is written: saved as it is typed, checked live, sent in as a whole. */
export function ReportForm(props: ReportFormProps) {
  const { report, title, project, facts, late, check, refusal, files, papers } = props
  const t = useT()
  const { revalidate } = useRevalidator()
  const [typed, setTyped] = useState(report.typed)
  const save = useAutosave<TypedReport>({
    url: `/projects/${project.id}/reports/${report.id}/save`,
    key: `report.${report.id}`,
    revision: report.revision,
  })
  const problems = check(typed)
  const inWords = useProblemWords()
  const problem = useProblemAt(refusal ? inWords(problems) : undefined)
  const put = (changes: Partial<TypedReport>) => {
    const next = props.summed({ ...typed, ...changes })
    setTyped(next)
    save.put(next)
  }
  const tables = props.tablesOf(typed)
  const table = (key: string) => ({
    section: tables.sections.find((section) => section.key === key),
    problem,
    onChange: (path: string, value: FormValues[string]) =>
      put({ details: { ...typed.details, [path]: value } }),
  })
  const cumulativeHint = t('tracking.report.cumulativeHint', {
    previous: wan(facts.previousCumulativeFen),
    total: wan(facts.totalInvestmentFen),
  })
  const upload = `/files/report/${report.id}`
  const remove = (file: FileItem) => (
    <RemoveFile file={file} action={upload} onRemoved={() => void revalidate()} />
  )
  const missing = (section: Section) =>
    problems.filter(({ path }) => prefixes[section].some((prefix) => path.startsWith(prefix))).length
  const field = (name: TextKey) => ({
    id: name,
    name,
    value: typed[name],
    onChange: (value: string) => put({ [name]: value }),
    error: problem(name),
  })
  const amount = (name: TextKey) => ({
    ...field(name),
    numeric: true,
    unit: t('common.unit.wan'),
    maxLength: 30,
  })
  return (
    <FormPage
      title={title}
      note={t('tracking.report.saved')}
      crumbs={[
        { label: t('tracking.title'), to: '/projects' },
        { label: project.name, to: `/projects/${project.id}?tab=reports` },
      ]}
      sections={sections.map((key) => ({
        key,
        label: t(`tracking.report.section.${key}`),
        missing: missing(key),
        to: `#${key}-part`,
      }))}
      current=""
      save={save}
    >
      <KeptDraft autosave={save} onRestore={setTyped} />
      {report.status === 'returned' && report.opinion && (
        <Message tone="wait">{t('tracking.report.returned', { reason: report.opinion })}</Message>
      )}
      {late && <Message tone="bad">{t('tracking.report.late')}</Message>}
      <RefusalMessage refusal={refusal} />
      <Part section="stage">
        <TextField
          {...field('stage')}
          label={t('tracking.report.stage')}
          hint={t('tracking.report.stageHint')}
          example={t('tracking.report.stageExample')}
          lines={3}
          maxLength={3000}
          required
        />
        <SelectField
          id="separateLedger"
          name="separateLedger"
          label={t('tracking.report.separateLedger')}
          value={typed.separateLedger}
          onChange={(value) => put({ separateLedger: value === 'yes' || value === 'no' ? value : '' })}
          error={problem('separateLedger')}
          empty=""
          required
          choices={[
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
        />
      </Part>
      <Part section="milestones">
        <MilestoneRows
          rows={typed.milestones}
          problem={problem}
          onChange={(milestones) => put({ milestones })}
        />
      </Part>
      <Part section="investment">
        <ReportTable {...table('items')} />
        <div className="qx-grid2">
          {tables.sums ? (
            <>
              <KnownAmount
                id="periodWan"
                label={t('tracking.report.period')}
                fen={tables.sums.periodFen}
                error={problem('periodWan')}
              />
              <KnownAmount
                id="cumulativeWan"
                label={t('tracking.report.cumulative')}
                fen={tables.sums.cumulativeFen}
                hint={cumulativeHint}
                error={problem('cumulativeWan')}
              />
            </>
          ) : (
            <>
              <TextField {...amount('periodWan')} label={t('tracking.report.period')} required />
              <TextField
                {...amount('cumulativeWan')}
                label={t('tracking.report.cumulative')}
                hint={cumulativeHint}
                required
              />
            </>
          )}
        </div>
        <TextField
          {...field('correctionNote')}
          label={t('tracking.report.correctionNote')}
          hint={t('tracking.report.correctionHint')}
          lines={2}
          maxLength={1000}
        />
        <TextField
          {...field('overrunNote')}
          label={t('tracking.report.overrunNote')}
          hint={t('tracking.report.overrunHint')}
          lines={2}
          maxLength={1000}
        />
      </Part>
      <section className="qx-formpart" id="equipment-part">
        <ReportTable {...table('equipment')} />
      </section>
      <Part section="funds">
        <div className="qx-grid2">
          {(
            [
              ['provincial', 'arrivedWan', 'usedWan'],
              ['matching', 'matchingArrivedWan', 'matchingUsedWan'],
              ['self', 'selfArrivedWan', 'selfUsedWan'],
            ] as const
          ).flatMap(([source, arrived, used]) => [
            source === 'provincial' && facts.arrivedFen !== null ? (
              <KnownAmount
                key={arrived}
                label={t('tracking.report.arrived', { source: t('tracking.funds.provincial') })}
                fen={facts.arrivedFen}
                hint={t('tracking.report.arrivedHint')}
              />
            ) : (
              <TextField
                key={arrived}
                {...amount(arrived)}
                label={t('tracking.report.arrived', { source: t(`tracking.funds.${source}`) })}
                required={source === 'provincial'}
              />
            ),
            <TextField
              key={used}
              {...amount(used)}
              label={t('tracking.report.used', { source: t(`tracking.funds.${source}`) })}
              required={source === 'provincial'}
            />,
          ])}
        </div>
      </Part>
      <Part section="indicators">
        <IndicatorRows
          rows={typed.indicators}
          problem={problem}
          onChange={(indicators) => put({ indicators })}
        />
      </Part>
      <section className="qx-formpart" id="output-part">
        <ReportTable {...table('output')} />
      </section>
      <Part section="words">
        {(['problems', 'requests', 'nextPlan'] as const).map((name) => (
          <TextField
            key={name}
            {...field(name)}
            label={t(`tracking.report.${name}`)}
            lines={3}
            maxLength={3000}
          />
        ))}
        <div className="qx-grid2">
          <TextField
            {...field('fillerName')}
            label={t('tracking.report.fillerName')}
            maxLength={60}
            required
          />
          <TextField
            {...field('fillerPhone')}
            type="tel"
            label={t('tracking.report.fillerPhone')}
            maxLength={30}
            required
          />
        </div>
      </Part>
      <Part section="papers">
        <p className="qx-hint">{t('tracking.report.papersHint')}</p>
        <FileList files={files} tools={remove} />
        <FileDrop
          action={upload}
          accept={papers.formats.map((format) => `.${format}`).join(',')}
          limit={papers.maxMB * 1024 * 1024}
          onUploaded={() => void revalidate()}
        />
      </Part>
      <SendForm
        save={save}
        act="submit"
        version={report.version}
        label={t('transition.report.submit.label')}
        note={
          problems.length > 0
            ? t('tracking.report.problemsLeft', { count: problems.length })
            : t('tracking.report.complete')
        }
      />
    </FormPage>
  )
}

type TextKey = Exclude<
  keyof TypedReport,
  'separateLedger' | 'milestones' | 'indicators' | 'items' | 'details'
>

function Part({ section, children }: { section: Section; children: React.ReactNode }) {
  const t = useT()
  return (
    <section className="qx-formpart" id={`${section}-part`} aria-labelledby={`${section}-title`}>
      <h2 id={`${section}-title`}>{t(`tracking.report.section.${section}`)}</h2>
      {children}
    </section>
  )
}
