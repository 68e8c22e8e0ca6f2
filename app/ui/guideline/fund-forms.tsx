import type { ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import type { FundBudget } from '#app/domain/guideline/fund.ts'
import { wan } from '#app/i18n/format.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { SelectField, TextField } from '../field.tsx'
import { RefusalMessage, useProblemAt } from '../messages.tsx'
import { useName, useT } from '../page.tsx'

/** What was not done on the page of funds, and everything that had been typed. */
export type RefusedAct = { refusal: Refusal; act?: string; fundId?: string; typed?: Record<string, string> }

type FieldAt = (name: string) => { id: string; name: string; defaultValue?: string; error: string | null }

/** A new fund with its budget of the year. */
export function CreateFund({
  open,
  year,
  refused,
}: {
  open: boolean
  year: number
  refused: RefusedAct | null
}) {
  const t = useT()
  return (
    <FundAct act="create" label={t('guideline.fund.create')} open={open} refused={refused} card>
      {(at) => (
        <>
          <NameFields at={at} example={t('guideline.fund.fundExample')} />
          <TextField
            {...at('year')}
            defaultValue={at('year').defaultValue ?? String(year)}
            label={t('guideline.fund.fundYear')}
            required
            numeric
          />
          <TextField
            {...at('budgetWan')}
            label={t('guideline.fund.budget')}
            unit={t('common.unit.wan')}
            required
            numeric
          />
        </>
      )}
    </FundAct>
  )
}

/** A new category, with what is still left of the fund. */
export function AddCategory({
  fundId,
  leftFen,
  open,
  refused,
}: {
  fundId: string
  leftFen: bigint
  open: boolean
  refused: RefusedAct | null
}) {
  const t = useT()
  return (
    <FundAct
      act="category"
      fundId={fundId}
      label={t('guideline.fund.addCategory')}
      open={open}
      refused={refused}
    >
      {(at) => (
        <>
          <NameFields at={at} example={t('guideline.fund.categoryExample')} />
          <TextField
            {...at('budgetWan')}
            label={t('guideline.fund.categoryBudget')}
            hint={t('guideline.fund.left', { left: wan(leftFen) })}
            unit={t('common.unit.wan')}
            required
            numeric
          />
        </>
      )}
    </FundAct>
  )
}

/** Another budget for the fund or one of its categories, with the reason; each carries the budget that was seen. */
export function ChangeBudget({ fund, refused }: { fund: FundBudget; refused: RefusedAct | null }) {
  const t = useT()
  const name = useName()
  const targets = [
    { ...fund, label: t('guideline.fund.ofFund', { budget: wan(fund.budgetFen) }) },
    ...fund.categories.map((category) => ({
      ...category,
      label: t('guideline.fund.ofCategory', { name: name(category), budget: wan(category.budgetFen) }),
    })),
  ]
  return (
    <FundAct act="budget" fundId={fund.id} label={t('guideline.fund.changeBudget')} refused={refused}>
      {(at) => (
        <>
          {targets.map(({ id, budgetFen }) => (
            <input key={id} type="hidden" name={`was.${id}`} value={String(budgetFen)} />
          ))}
          <SelectField
            {...at('target')}
            label={t('guideline.fund.target')}
            required
            choices={targets.map(({ id, label }) => ({ value: id, label }))}
          />
          <TextField
            {...at('budgetWan')}
            label={t('guideline.fund.newBudget')}
            unit={t('common.unit.wan')}
            required
            numeric
          />
          <TextField
            {...at('reason')}
            label={t('common.record.reason')}
            hint={t('guideline.fund.reasonHint')}
            lines={3}
            maxLength={2000}
            required
          />
        </>
      )}
    </FundAct>
  )
}

function NameFields({ at, example }: { at: FieldAt; example: string }) {
  const t = useT()
  return (
    <>
      <TextField {...at('name')} label={t('guideline.fund.name')} required />
      <TextField {...at('nameEn')} label={t('guideline.fund.nameEn')} hint={t('guideline.fund.nameEnHint')} />
      <TextField
        {...at('code')}
        label={t('guideline.fund.code')}
        hint={t('guideline.fund.codeHint')}
        example={example}
        required
      />
    </>
  )
}

/** A folded form of one act; open again with what was typed when it was refused. */
function FundAct({
  act,
  fundId = '',
  label,
  open = false,
  refused,
  card = false,
  children,
}: {
  act: string
  fundId?: string
  label: string
  open?: boolean
  refused: RefusedAct | null
  card?: boolean
  children: (at: FieldAt) => ReactNode
}) {
  const problemAt = useProblemAt(refused?.refusal.fields)
  const { state, formData } = useNavigation()
  const busy = state !== 'idle' && formData?.get('act') === act && formData.get('fundId') === fundId
  const idOf = (name: string) => `${act}-${fundId}-${name}`
  const at: FieldAt = (name) => ({
    id: idOf(name),
    name,
    defaultValue: refused?.typed?.[name],
    error: problemAt(name),
  })
  return (
    <details className={card ? 'qx-act qx-card qx-noprint' : 'qx-act'} open={open || refused !== null}>
      <summary>{label}</summary>
      <Form method="post" className="qx-stack qx-narrow">
        <input type="hidden" name="act" value={act} />
        <input type="hidden" name="fundId" value={fundId} />
        <RefusalMessage refusal={refused?.refusal} hrefOf={(path) => `#${idOf(path)}`} />
        {children(at)}
        <button className="qx-button" disabled={busy} aria-busy={busy}>
          {label}
        </button>
      </Form>
    </details>
  )
}
