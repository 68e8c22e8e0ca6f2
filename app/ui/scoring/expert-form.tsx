import { Form } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { TypedExpert } from '#app/domain/scoring/expert.ts'
import { RefusalMessage } from '../messages.tsx'
import { useT } from '../page.tsx'
import { type Cities, ExpertFields } from './expert-fields.tsx'

type Props = {
  typed: TypedExpert
  cities: Cities
  version?: number
  refusal: Refusal | null
}

/** The record of an expert, for a new one and for changes. */
export function ExpertForm({ typed, cities, version = 0, refusal }: Props) {
  const t = useT()
  return (
    <Form method="post" className="qx-card qx-editor">
      <input type="hidden" name="act" value="edit" />
      <input type="hidden" name="version" value={version} />
      <RefusalMessage refusal={refusal} />
      <ExpertFields
        typed={typed}
        cities={cities}
        problems={refusal?.fields}
        sealHint={t('expert.maskHint')}
      />
      <button className="qx-button">{t('expert.save')}</button>
    </Form>
  )
}
