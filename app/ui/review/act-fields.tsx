import { Link } from 'react-router'
import type { ReviewActName, ReviewActs } from '#app/domain/review/acts.ts'
import { deadline } from '#app/i18n/format.ts'
import { CheckField, SelectField, TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { useT, useText } from '../page.tsx'
import { conflictKinds } from '../scoring/conflict-kinds.ts'
import { pairPath } from './duplicates.tsx'
import './review.css'

/** What had been typed when an act was refused; every value as posted. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

export function typedText(typed: Typed | undefined, name: string): string | undefined {
  const value = typed?.[name]
  return typeof value === 'string' ? value : undefined
}

/** Names of states as the offices say them. */
export function useNodeName(): (node: string) => string {
  const text = useText()
  return (node) => text(`state.application.staff.${node}`)
}

type FieldsOf = { act: ReviewActName; acts: ReviewActs; typed?: Typed }

/** What an act asks for beside its button. */
export function ActFields({ act, acts, typed }: FieldsOf) {
  const t = useT()
  switch (act) {
    case 'handle':
    case 'check':
      return <OpinionFields acts={acts} typed={typed} />
    case 'co_review':
      return <CoReviewFields acts={acts} typed={typed} />
    case 'recommend':
    case 'qualify':
      return (
        <>
          <TextField
            name="text"
            label={t('review.act.approverWords')}
            hint={t('review.act.optional')}
            lines={2}
            maxLength={2000}
            defaultValue={typedText(typed, 'text')}
          />
          <UndecidedDuplicates acts={acts} />
        </>
      )
    case 'reject':
      return <RejectFields acts={acts} typed={typed} />
    case 'grant_appeal':
      return <AppealFields acts={acts} typed={typed} />
    case 'recuse':
      return <ConflictField typed={typed} />
    case 'ask_reopening':
    case 'reopen':
      return <ReopeningFields act={act} acts={acts} typed={typed} />
    default:
      return null
  }
}

/** Beside the button that confirms the formal review: what nobody has decided. It stops nothing. */
function UndecidedDuplicates({ acts: { id, undecided } }: Pick<FieldsOf, 'acts'>) {
  const t = useT()
  if (undecided.length === 0) return null
  return (
    <Message tone="wait">
      <p>{t('review.duplicate.openAtQualify', { count: undecided.length })}</p>
      <ul>
        {undecided.map((hit) => (
          <li key={hit.id}>
            <MarkChinese>
              <Link to={pairPath(id, hit)}>{hit.projectName}</Link>
            </MarkChinese>
          </li>
        ))}
      </ul>
    </Message>
  )
}

function OpinionFields({ acts, typed }: Omit<FieldsOf, 'act'>) {
  const t = useT()
  const text = useText()
  const ticks = typed?.tick
  return (
    <>
      {acts.manual.map((code) => (
        <CheckField
          key={code}
          name="tick"
          value={code}
          defaultChecked={Array.isArray(ticks) && ticks.includes(code)}
          label={t('review.side.tick', { title: `${code} ${text(`rules.${code}.title`)}` })}
        />
      ))}
      <Conclusion typed={typed} />
    </>
  )
}

/** For which office, its conclusion and words, and the number of its reply. */
function CoReviewFields({ acts, typed }: Omit<FieldsOf, 'act'>) {
  const t = useT()
  const mine = acts.coReview.filter((line) => line.mine)
  const first = mine.find(({ state }) => state === 'missing') ?? mine[0]
  return (
    <>
      <SelectField
        name="office"
        label={t('review.coReview.office')}
        required
        defaultValue={typedText(typed, 'office') ?? first?.office}
        choices={mine.map(({ office, state }) => ({
          value: office,
          label: `${t(`review.coReview.offices.${office}`)} · ${t(`review.coReview.${state}`)}`,
        }))}
      />
      <TextField
        id="documentNo"
        name="documentNo"
        label={t('review.coReview.documentNo')}
        hint={t('review.coReview.documentNoHint')}
        maxLength={60}
        defaultValue={typedText(typed, 'documentNo')}
      />
      <Conclusion typed={typed} />
    </>
  )
}

/** Pass or reject, and the words: of every opinion form. */
export function Conclusion({ typed }: { typed?: Typed }) {
  const t = useT()
  const chosen = typedText(typed, 'conclusion') ?? 'pass'
  return (
    <>
      <fieldset className="qx-field qx-choices">
        <legend className="qx-label">{t('review.act.conclusion')}</legend>
        {(['pass', 'reject'] as const).map((value) => (
          <label key={value} className="qx-check">
            <input type="radio" name="conclusion" value={value} defaultChecked={value === chosen} />
            <span>{t(`review.act.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextField
        name="text"
        label={t('review.act.opinion')}
        hint={t('review.act.opinionHint')}
        lines={4}
        maxLength={2000}
        required
        defaultValue={typedText(typed, 'text')}
      />
    </>
  )
}

function RejectFields({ acts, typed }: Omit<FieldsOf, 'act'>) {
  const t = useT()
  const text = useText()
  return (
    <>
      <SelectField
        name="ground"
        label={t('review.act.ground')}
        required
        empty={t('review.act.chooseGround')}
        defaultValue={typedText(typed, 'ground')}
        choices={acts.grounds.map((code) => ({
          value: code,
          label: /^R\d/.test(code) ? `${code} ${text(`rules.${code}.title`)}` : text(`review.ground.${code}`),
        }))}
      />
      <TextField
        name="reason"
        label={t('review.act.reasonWords')}
        lines={4}
        maxLength={2000}
        required
        defaultValue={typedText(typed, 'reason') ?? acts.opinion?.text}
      />
    </>
  )
}

function AppealFields({ acts, typed }: Omit<FieldsOf, 'act'>) {
  const t = useT()
  const nodeName = useNodeName()
  if (!acts.appeal) return null
  const chosen = typedText(typed, 'decision')
  return (
    <>
      <blockquote className="qx-said">
        <b>{t('review.act.appeal')}</b> {acts.appeal.reason}{' '}
        <span className="qx-soft">{t('review.act.appealDue', { due: deadline(acts.appeal.dueAt) })}</span>
      </blockquote>
      <fieldset className="qx-field qx-choices">
        <legend className="qx-label">{t('review.act.conclusion')}</legend>
        {(['grant', 'uphold'] as const).map((value) => (
          <label key={value} className="qx-check">
            <input type="radio" name="decision" value={value} required defaultChecked={value === chosen} />
            <span>
              {value === 'grant'
                ? t('review.act.grantIt', { node: nodeName(acts.appeal?.node ?? '') })
                : t('review.act.upholdIt')}
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        name="finding"
        label={t('review.act.finding')}
        lines={4}
        maxLength={2000}
        required
        defaultValue={typedText(typed, 'finding')}
      />
    </>
  )
}

/** B.3: which ground; the words beside it go to the log alone. */
function ConflictField({ typed }: Pick<FieldsOf, 'typed'>) {
  const t = useT()
  return (
    <SelectField
      name="kind"
      label={t('review.act.conflictKind')}
      required
      empty={t('review.act.chooseBack')}
      defaultValue={typedText(typed, 'kind')}
      choices={conflictKinds.map((value) => ({ value, label: t(`application.record.conclusion.${value}`) }))}
    />
  )
}

function ReopeningFields({ act, acts, typed }: FieldsOf) {
  const t = useT()
  const nodeName = useNodeName()
  return (
    <>
      {act === 'reopen' && acts.reopening && (
        <blockquote className="qx-said">
          {t('review.act.asked', { ...acts.reopening, node: nodeName(acts.reopening.node) })}
        </blockquote>
      )}
      {act === 'ask_reopening' && (
        <SelectField
          name="node"
          label={t('review.act.backTo')}
          required
          empty={t('review.act.chooseBack')}
          defaultValue={typedText(typed, 'node')}
          choices={acts.backTo.map((node) => ({ value: node, label: nodeName(node) }))}
        />
      )}
      <TextField
        name="basis"
        label={t('review.act.basis')}
        hint={t('review.act.basisHint')}
        lines={4}
        maxLength={2000}
        required
        defaultValue={typedText(typed, 'basis')}
      />
    </>
  )
}
