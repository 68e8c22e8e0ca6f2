import type { FieldProblem } from '#app/domain/kernel/refusal.ts'
import type { ExpertKind } from '#app/domain/scoring/draw.ts'
import type { TypedExpert } from '#app/domain/scoring/expert.ts'
import { SelectField, TextField } from '../field.tsx'
import { useProblemAt } from '../messages.tsx'
import { useName, useT } from '../page.tsx'

const kinds = ['technical', 'finance', 'management'] as const satisfies readonly ExpertKind[]

export type Cities = readonly { code: string; name: string; nameEn: string }[]

/** The fields of an expert's record, in their order; those that `typed` lacks are left out. */
export function ExpertFields({
  typed,
  cities,
  problems,
  sealHint,
}: {
  typed: Partial<TypedExpert>
  cities: Cities
  problems: readonly FieldProblem[] | undefined
  /** what is said of values that are kept encrypted */
  sealHint: string
}) {
  const t = useT()
  const name = useName()
  const problem = useProblemAt(problems)
  const common = (key: keyof TypedExpert) => ({
    id: key,
    name: key,
    defaultValue: typed[key],
    error: problem(key),
    maxLength: 200,
  })
  const has = (key: keyof TypedExpert) => typed[key] !== undefined
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
      <TextField
        {...common('history')}
        label={t('expert.history')}
        hint={t('expert.historyHint')}
        lines={4}
        maxLength={5000}
      />
      <TextField
        {...common('shareholdings')}
        label={t('expert.shares')}
        hint={t('expert.sharesHint')}
        lines={3}
        maxLength={5000}
      />
    </>
  )
}
