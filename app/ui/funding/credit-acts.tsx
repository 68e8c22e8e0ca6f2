import type { CreditLevel } from '#app/domain/funding/credit.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { useActOf } from '../act-of.ts'
import { Acts } from '../act-panel.tsx'
import { SelectField, TextField } from '../field.tsx'
import { useT } from '../page.tsx'

type Refused = { act?: string; reason?: string; typed?: Record<string, string>; refusal: Refusal } | null
type Credit = {
  version: number
  status: string
  level: string
  /** from which it may be chosen, and for how many years each counts */
  levels: readonly CreditLevel[]
  years: Record<string, number>
  basisNo: string
  basis: string
  actions: readonly string[]
  waitsForOther: boolean
  project: { undertaker: string }
}

const files = ['attach', 'add_evidence']
const reasoned = ['send_back', 'drop', 'ask_repair', 'pass_repair', 'refuse_repair']

/** What the reader may do with a credit record now; the form keeps what was typed when it is refused. */
export function CreditActs({ credit, refused }: { credit: Credit; refused: Refused }) {
  const t = useT()
  const actOf = useActOf('transition.credit', credit.version, refused)
  const labels: Record<string, string> = {
    ask_repair: t('funding.credit.repairReason'),
    pass_repair: t('funding.credit.repairOpinion'),
  }
  const decision = credit.status === 'proposed' ? 'record' : 'repair'
  return (
    <Acts
      acts={credit.actions
        .filter((act) => !files.includes(act))
        .map((act) => ({
          ...actOf(act),
          reason: reasoned.includes(act) ? ('required' as const) : undefined,
          reasonLabel: labels[act],
          danger: act === 'record' ? credit.project.undertaker : undefined,
          confirm: act === 'record' ? t('funding.credit.confirm', credit.project) : undefined,
          children: act === 'propose' && (
            <Draft credit={credit} refused={refused?.act === act ? refused : null} />
          ),
        }))}
      refusal={refused?.refusal}
      closed={credit.waitsForOther ? [{ label: actOf(decision).label, why: t('funding.credit.own') }] : []}
    />
  )
}

function Draft({ credit, refused }: { credit: Credit; refused: Refused }) {
  const t = useT()
  const field = (name: string, usual: string) => ({
    name,
    defaultValue: refused?.typed?.[name] ?? usual,
    error: refused?.refusal.fields?.find(({ path }) => path === name)?.words ?? null,
    required: true,
  })
  return (
    <>
      <SelectField
        {...field('level', credit.level)}
        label={t('funding.credit.level')}
        hint={t('funding.credit.levelHint', credit.years)}
        choices={credit.levels.map((value) => ({ value, label: t(`funding.credit.levels.${value}`) }))}
      />
      <TextField
        {...field('basisNo', credit.basisNo)}
        label={t('funding.credit.basisNo')}
        hint={t('funding.issue.documentNoHint')}
        maxLength={60}
      />
      <TextField
        {...field('basis', credit.basis)}
        label={t('funding.credit.basis')}
        lines={4}
        maxLength={1000}
      />
    </>
  )
}
