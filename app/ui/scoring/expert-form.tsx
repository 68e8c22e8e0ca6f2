import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { ExpertKind } from '#app/domain/scoring/draw.ts'
import type { TypedExpert } from '#app/domain/scoring/expert.ts'
import { SelectField, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useName, useT } from '../page.tsx'

const kinds = ['technical', 'finance', 'management'] as const satisfies readonly ExpertKind[]

type Props = {
  typed: TypedExpert
  cities: readonly { code: string; name: string; nameEn: string }[]
  version?: number
  refusal: Refusal | null
}

/** The record of an expert, for a new one and for changes. */
export function ExpertForm({ typed, cities, version = 0, refusal }: Props) {
  const t = useT()
  const name = useName()
  const problem = useProblemAt(refusal?.fields)
  const common = (key: keyof TypedExpert) => ({
    id: key,
    name: key,
    defaultValue: typed[key],
    error: problem(key),
    maxLength: 200,
  })
  return (
    <Form method="post" className="qx-card qx-stack qx-narrowform">
      <input type="hidden" name="act" value="edit" />
      <input type="hidden" name="version" value={version} />
      <RefusalMessage refusal={refusal} />
      <TextField {...common('name')} label={t('expert.name')} required />
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
      <SelectField
        {...common('kind')}
        label={t('expert.kind')}
        empty=""
        choices={kinds.map((value) => ({ value, label: t(`scoring.kind.${value}`) }))}
        required
      />
      <TextField {...common('specialties')} label={t('expert.specialties')} />
      <TextField {...common('validTo')} label={t('expert.validTo')} type="date" required />
      <TextField {...common('phone')} label={t('expert.phone')} hint={t('expert.maskHint')} />
      <TextField {...common('email')} label={t('expert.email')} hint={t('expert.maskHint')} />
      <TextField {...common('idNo')} label={t('expert.idNo')} hint={t('expert.maskHint')} />
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
      <button className="qx-button">{t('expert.save')}</button>
    </Form>
  )
}
