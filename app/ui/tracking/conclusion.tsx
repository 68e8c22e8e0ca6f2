import { useState } from 'react'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { AcceptanceSuggestion } from '#app/domain/tracking/acceptance.ts'
import { wan } from '#app/i18n/format.ts'
import { ActPanel } from '../act-panel.tsx'
import { CheckField, SelectField, TextField } from '../field.tsx'
import { useT } from '../page.tsx'
import { Amount, Facts } from '../values.tsx'

/** What the figures suggest, with the grounds. */
export function Suggestion({ suggestion }: { suggestion: AcceptanceSuggestion }) {
  const t = useT()
  const { outcome, reduced, grounds } = suggestion
  return (
    <section className="qx-card qx-stack">
      <h2>{t('tracking.acceptance.suggestion')}</h2>
      <p>
        <b>{t('tracking.acceptance.suggested', { outcome: t(`tracking.outcomes.${outcome}`) })}</b>{' '}
        {reduced && t('tracking.acceptance.reduced')}
      </p>
      {grounds.length > 0 && (
        <ul className="qx-problems">
          {grounds.map(({ code, words }) => (
            <li key={code}>{words}</li>
          ))}
        </ul>
      )}
      <Facts
        items={[
          { label: t('tracking.acceptance.recognised'), value: <Amount fen={suggestion.recognisedFen} /> },
          { label: t('tracking.acceptance.final'), value: <Amount fen={suggestion.finalFen} /> },
          { label: t('tracking.acceptance.clawback'), value: <Amount fen={suggestion.clawbackFen} /> },
        ]}
      />
    </section>
  )
}

export type TypedConclusion = {
  outcome: string
  opinion: string
  recognisedWan: string
  members: readonly { name: string; employer: string; duty: string }[]
  found: readonly string[]
}

const outcomes = ['passed', 'rectify', 'failed'] as const
const findings = ['falseMaterials', 'unauthorisedChange', 'unresolvedDispute'] as const

/** The panel's conclusion: its members, what it found, the outcome with amount and opinion. */
export function ConclusionForm({
  project,
  suggestion,
  typed,
  refusal,
}: {
  project: { name: string; version: number; amountFen: bigint }
  suggestion: AcceptanceSuggestion | null
  typed: TypedConclusion | null
  refusal: Refusal | null
}) {
  const t = useT()
  const [outcome, setOutcome] = useState(typed?.outcome ?? suggestion?.outcome ?? '')
  return (
    <section className="qx-card">
      <ActPanel
        name="conclude"
        label={t('tracking.acceptance.conclude')}
        consequence={t('tracking.acceptance.concludeEffect')}
        version={project.version}
        confirm={t('tracking.acceptance.concludeConfirm', { project: project.name })}
        refusal={refusal}
      >
        <fieldset className="qx-stack">
          <legend>{t('tracking.acceptance.members')}</legend>
          {[0, 1, 2, 3, 4].map((i) => (
            <div key={i} className="qx-memberrow">
              {(['name', 'duty', 'employer'] as const).map((field) => (
                <input
                  key={field}
                  className="qx-input"
                  name={`member_${field}`}
                  maxLength={100}
                  defaultValue={
                    typed?.members[i]?.[field] ??
                    (field === 'duty' && !typed
                      ? t(`tracking.acceptance.duty.${i === 0 ? 'leader' : 'member'}`)
                      : '')
                  }
                  placeholder={t(`tracking.acceptance.member.${field}`)}
                  aria-label={`${t(`tracking.acceptance.member.${field}`)} ${i + 1}`}
                />
              ))}
            </div>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('tracking.acceptance.findings')}</legend>
          {findings.map((finding) => (
            <CheckField
              key={finding}
              name="found"
              value={finding}
              label={t(`tracking.acceptance.finding.${finding}`)}
              defaultChecked={typed?.found.includes(finding)}
            />
          ))}
        </fieldset>
        <SelectField
          name="outcome"
          label={t('tracking.acceptance.outcome')}
          value={outcome}
          onChange={setOutcome}
          required
          empty=""
          choices={outcomes.map((value) => ({ value, label: t(`tracking.outcomes.${value}`) }))}
        />
        {outcome === 'passed' && (
          <TextField
            id="recognisedWan"
            name="recognisedWan"
            label={t('tracking.acceptance.recognisedWan')}
            hint={t('tracking.acceptance.recognisedHint', { approved: wan(project.amountFen) })}
            unit={t('common.unit.wan')}
            numeric
            required
            defaultValue={typed?.recognisedWan ?? (suggestion ? wan(suggestion.recognisedFen) : '')}
          />
        )}
        <TextField
          name="opinion"
          label={t('tracking.acceptance.opinion')}
          hint={t('tracking.acceptance.opinionHint')}
          lines={5}
          maxLength={5000}
          required
          defaultValue={typed?.opinion}
        />
      </ActPanel>
    </section>
  )
}
