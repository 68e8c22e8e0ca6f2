import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import type { ExpertKind } from '#app/domain/scoring/draw.ts'
import type { TypedExpert } from '#app/domain/scoring/expert.ts'
import { SelectField, TextField } from '../field.tsx'
import { useProblemAt } from '../messages.tsx'
import { useName, useT } from '../page.tsx'
import { TieRows } from './tie-rows.tsx'

const kinds = ['technical', 'finance', 'management'] as const satisfies readonly ExpertKind[]

type TextKey = Exclude<keyof TypedExpert, 'history' | 'shareholdings'>

export type Cities = readonly { code: string; name: string; nameEn: string }[]

/** The fields of an expert's record, in their order; those that `typed` lacks are left out. */
export function ExpertFields({
  typed,
  cities,
  problems,
  sealHint,
}: {
  typed: Partial<TypedExpert> & Pick<TypedExpert, 'history' | 'shareholdings'>
  cities: Cities
  problems: readonly FieldProblem[] | undefined
  /** what is said of values that are kept encrypted */
  sealHint: string
}) {
  const t = useT()
  const name = useName()
  const problem = useProblemAt(problems)
  const common = (key: TextKey) => ({
    id: key,
    name: key,
    defaultValue: typed[key],
    error: problem(key),
    maxLength: 200,
  })
  const has = (key: TextKey) => typed[key] !== undefined
  return (
    <>
      {has('name') && <TextField {...common('name')} label={t('expert.name')} required />}
      <TextField {...common('employer')} label={t('expert.employer')} required />
      <TextField {...common('employerUscc')} label={t('expert.employerUscc')} />
      <SelectField
        {...common('cityCode')}
        label={t('expert.city')}
        empty=""
        choices={cities.map((city) => ({ value: city.code, label: name(city) }))}
        required
      />
      <TextField {...common('title')} label={t('expert.titleField')} required />
      {has('kind') && (
        <SelectField
          {...common('kind')}
          label={t('expert.kind')}
          empty=""
          choices={kinds.map((value) => ({ value, label: t(`scoring.kind.${value}`) }))}
          required
        />
      )}
      <TextField {...common('specialties')} label={t('expert.specialties')} />
      {has('validTo') && (
        <TextField {...common('validTo')} label={t('expert.validTo')} type="date" required />
      )}
      <TextField {...common('phone')} label={t('expert.phone')} hint={sealHint} />
      <TextField {...common('email')} label={t('expert.email')} hint={sealHint} />
      {has('idNo') && <TextField {...common('idNo')} label={t('expert.idNo')} hint={sealHint} />}
      <TieRows
        path="history"
        title={t('expert.history')}
        hint={t('expert.historyHint')}
        columns={[
          { key: 'orgName', label: t('expert.tie.orgName'), required: true },
          { key: 'uscc', label: t('expert.tie.uscc') },
          { key: 'role', label: t('expert.tie.role'), required: true },
          { key: 'from', label: t('expert.tie.from'), required: true },
          { key: 'to', label: t('expert.tie.to') },
        ]}
        typed={typed.history}
        problems={problems}
      />
      <TieRows
        path="shareholdings"
        title={t('expert.shares')}
        hint={t('expert.sharesHint')}
        columns={[
          { key: 'orgName', label: t('expert.tie.orgName'), required: true },
          { key: 'uscc', label: t('expert.tie.uscc') },
          { key: 'percent', label: t('expert.tie.percent'), kind: 'percent', unit: '%', required: true },
          { key: 'listed', label: t('expert.tie.listed'), kind: 'yes_no', required: true },
        ]}
        typed={typed.shareholdings}
        problems={problems}
      />
    </>
  )
}
