import { useT, useText } from '../page.tsx'
import { Facts } from '../values.tsx'

type Credit = {
  project: { undertaker: string; code: string }
  event: string
  level: string
  points: number
  basisNo: string
  basis: string
  startsOn: string | null
  endsOn: string | null
  draftedBy: string | null
  decidedBy: string | null
}

/** What is recorded, how grave it is, what it rests on and until when it counts. */
export function CreditFacts({ credit }: { credit: Credit }) {
  const t = useT()
  const text = useText()
  const { project, startsOn: from, endsOn: until } = credit
  return (
    <section className="qx-card">
      <Facts
        items={[
          { label: t('funding.fact.undertaker'), value: project.undertaker },
          { label: t('funding.credit.event'), value: text([`funding.credit.events.${credit.event}`, '']) },
          { label: t('funding.credit.level'), value: text([`funding.credit.levels.${credit.level}`, '']) },
          { label: t('funding.credit.points'), value: from ? String(credit.points) : '—' },
          {
            label: t('funding.credit.term'),
            value: from && until ? t('funding.credit.termOf', { from, until }) : '—',
          },
          { label: t('funding.credit.basisNo'), value: credit.basisNo || '—' },
          { label: t('funding.fact.draftedBy'), value: credit.draftedBy ?? '—' },
          { label: t('funding.credit.decidedBy'), value: credit.decidedBy ?? '—' },
          { label: t('funding.credit.basis'), value: credit.basis || '—', wide: true },
        ]}
      />
    </section>
  )
}
