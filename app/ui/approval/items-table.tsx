import { Form, Link } from 'react-router'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import type { PlanStep } from '#app/domain/approval/steps.ts'
import type { PlannedDuplicate } from '#app/domain/review/duplicates.ts'
import { score, wan } from '#app/i18n/format.ts'
import { TextField } from '../field.tsx'
import { useJoin } from '../guideline/words.ts'
import { RefusalMessage, useKeptRefusal, useProblemAt } from '../messages.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useName, useT, useText } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { toneOf } from '../application/words.ts'
import { Amount } from '../values.tsx'
import { RepeatedAmounts, RepeatedMarks } from './repeated.tsx'

export type Item = {
  id: string
  applicationId: string
  rank: number
  scoreCenti: number | null
  projectName: string
  applicantName: string
  city: { name: string; nameEn: string }
  status: string
  requestedFen: bigint
  rawFen: bigint
  amountFen: bigint
  standsFen: bigint
  reason: string
  steps: readonly PlanStep[]
  stopped: boolean
  endsOn: string | null
  objections: number
  duplicates: readonly PlannedDuplicate[]
}

export type Refused = {
  act?: string
  typed?: { itemId: string; amountWan: string; reason: string }
  refusal: Refusal
} | null

/** The items of a plan in order of the ranking; under each how its amount came about, and in a draft how to change it. */
export function ItemsTable({
  items,
  version,
  editable,
  totalFen,
  refused,
  compares,
}: {
  items: readonly Item[]
  /** the reader may open two applications side by side */
  compares: boolean
  version: number
  editable: boolean
  totalFen: bigint
  refused: Refused
}) {
  const t = useT()
  const name = useName()
  const text = useText()
  const columns = {
    rank: t('approval.plan.rank'),
    project: t('approval.plan.project'),
    score: t('approval.plan.score'),
    requested: t('approval.plan.requested'),
    raw: t('approval.plan.raw'),
    amount: t('approval.plan.amount'),
    status: t('approval.plan.status'),
  }
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list qx-plantable">
        <thead>
          <tr>
            <th scope="col">{columns.rank}</th>
            <th scope="col">{columns.project}</th>
            <th scope="col" className="qx-number">
              {columns.score}
            </th>
            <th scope="col" className="qx-number">
              {columns.requested}
            </th>
            <th scope="col" className="qx-number">
              {columns.raw}
            </th>
            <th scope="col" className="qx-number">
              {columns.amount}
            </th>
            <th scope="col">{columns.status}</th>
          </tr>
        </thead>
        {items.map((item) => (
          <tbody key={item.id}>
            <MarkChinese>
              <tr data-out={item.amountFen === 0n || undefined}>
                <td data-label={columns.rank}>{item.rank}</td>
                <td data-label={columns.project}>
                  <span>
                    <Link to={`/applications/${item.applicationId}`}>{item.projectName}</Link>
                    <br />
                    <small className="qx-soft">
                      {item.applicantName} · {name(item.city)}
                    </small>
                    {item.reason && (
                      <>
                        <br />
                        <small>{t('approval.plan.manual', { reason: item.reason })}</small>
                      </>
                    )}
                    <RepeatedMarks of={item.applicationId} rows={item.duplicates} compares={compares} />
                  </span>
                </td>
                <td data-label={columns.score} className="qx-number">
                  {item.scoreCenti === null ? '—' : score(item.scoreCenti)}
                </td>
                <td data-label={columns.requested} className="qx-number">
                  <Amount fen={item.requestedFen} bare />
                </td>
                <td data-label={columns.raw} className="qx-number">
                  <Amount fen={item.rawFen} bare />
                </td>
                <td data-label={columns.amount} className="qx-number">
                  {item.amountFen > 0n ? <b>{wan(item.amountFen)}</b> : t('approval.plan.notGiven')}
                </td>
                <td data-label={columns.status}>
                  <span>
                    <StatusBadge
                      tone={toneOf(item.status)}
                      label={text(`state.application.staff.${item.status}`)}
                    />
                    {item.objections > 0 && (
                      <small className="qx-bad qx-nowrap">
                        {' '}
                        {t('approval.plan.objections', { count: item.objections })}
                      </small>
                    )}
                  </span>
                </td>
              </tr>
            </MarkChinese>
            <tr className="qx-stepsrow">
              <td colSpan={7}>
                <Details item={item} version={version} editable={editable} refused={refused} />
              </td>
            </tr>
          </tbody>
        ))}
        <tfoot>
          <tr>
            <td colSpan={5}>{t('approval.plan.total')}</td>
            <td data-label={columns.amount} className="qx-number">
              <Amount fen={totalFen} bare />
            </td>
            <td data-label={columns.status}>
              {t('approval.publicity.projects', {
                count: items.filter(({ amountFen }) => amountFen > 0n).length,
              })}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Details({
  item,
  version,
  editable,
  refused,
}: {
  item: Item
  version: number
  editable: boolean
  refused: Refused
}) {
  const t = useT()
  const mine = refused?.typed?.itemId === item.id ? refused : null
  const kept = Boolean(useKeptRefusal(mine?.refusal))
  return (
    <details open={kept || undefined}>
      <summary>
        {t('approval.plan.steps')}
        <Last steps={item.steps} />
      </summary>
      <Steps steps={item.steps} />
      <RepeatedAmounts rows={item.duplicates} />
      <p>
        <Link to={`/approval/applications/${item.applicationId}`}>{t('approval.plan.more')}</Link>
      </p>
      {editable && item.stopped && <p className="qx-soft">{t('approval.plan.blocked')}</p>}
      {(kept || (editable && !item.stopped)) && <ItemForm item={item} version={version} refused={mine} />}
    </details>
  )
}

/** Why the amount is what it is, in one line. */
function Last({ steps }: { steps: readonly PlanStep[] }) {
  const why = useWhy()
  const last = steps.findLast(({ reason }) => reason !== null)
  return last ? (
    <span className="qx-soft">
      {' '}
      · <MarkChinese>{why(last)}</MarkChinese>
    </span>
  ) : null
}

/** Reason of a step in words; a deduction's reason is a code of the equipment list, a stop names its rules. */
function useWhy(): (step: PlanStep) => string {
  const t = useT()
  const text = useText()
  const join = useJoin()
  return ({ reason }) => {
    if (!reason) return ''
    const { code, params, words = '' } = reason
    if (code === 'amount_deducted')
      return t('problem.amount_deducted', {
        ...params,
        reason: text([`approval.lineReason.${params.reason}`, String(params.reason)]),
      })
    if (code === 'allocation_blocked')
      return t('problem.allocation_blocked', {
        ...params,
        codes: join(
          String(params.codes)
            .split('、')
            .map((rule) => `${rule} ${text([`rules.${rule}.title`, ''])}`.trim()),
        ),
      })
    return words
  }
}

function Steps({ steps }: { steps: readonly PlanStep[] }) {
  const t = useT()
  const why = useWhy()
  return (
    <table className="qx-steps">
      <thead>
        <tr>
          <th scope="col">{t('approval.plan.step')}</th>
          <th scope="col" className="qx-number">
            {t('approval.plan.after')}
          </th>
          <th scope="col">{t('approval.plan.why')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, at) => (
          <MarkChinese key={`${step.step}-${at}`}>
            <tr>
              <td>{t(`approval.stepName.${step.step}`)}</td>
              <td className="qx-number">
                <Amount fen={step.fen} bare />
              </td>
              <td>{why(step)}</td>
            </tr>
          </MarkChinese>
        ))}
      </tbody>
    </table>
  )
}

function ItemForm({ item, version, refused }: { item: Item; version: number; refused: Refused }) {
  const t = useT()
  const problem = useProblemAt(refused?.refusal.fields)
  const idOf = (path: string) => `${path}-${item.id}`
  return (
    <Form
      method="post"
      preventScrollReset
      aria-label={t('approval.plan.adjustOf', { project: item.projectName })}
    >
      <RefusalMessage refusal={refused?.refusal} hrefOf={(path) => `#${idOf(path)}`} />
      <input type="hidden" name="item" value={item.id} />
      <input type="hidden" name="version" value={version} />
      <div className="qx-itemform" data-row={item.projectName}>
        <TextField
          id={idOf('amountWan')}
          name="amountWan"
          label={t('approval.plan.amount')}
          hint={t('approval.plan.amountHint')}
          numeric
          defaultValue={refused?.typed?.amountWan ?? (item.amountFen > 0n ? wan(item.amountFen) : '')}
          error={problem('amountWan')}
        />
        <TextField
          name="reason"
          label={t('approval.plan.reason')}
          hint={t('approval.plan.reasonHint')}
          maxLength={500}
          defaultValue={refused?.typed?.reason ?? item.reason}
        />
        <span className="qx-row">
          <button className="qx-button" name="act" value="adjust">
            {t('approval.plan.adjust')}
          </button>
          <button className="qx-button qx-plain" name="act" value="take_out">
            {t('approval.plan.takeOut')}
          </button>
        </span>
      </div>
    </Form>
  )
}
