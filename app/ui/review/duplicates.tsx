import { Link } from 'react-router'
import type {
  FoundDuplicate,
  FoundDuplicates,
  JudgedDuplicate,
  SeenListed,
  Withdrawal,
} from '#app/domain/review/duplicates.ts'
import { wan } from '#app/i18n/format.ts'
import { toneOf, useStateName } from '../application/words.ts'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'
import './review.css'

/** Other applications that are like this one, most alike first, each with its comparison and what was decided. */
export function Duplicates({ id, found }: { id: string; found: FoundDuplicates }) {
  const t = useT()
  const { hits, withdrawn, years, unprinted } = found
  return (
    <section className="qx-card qx-stack" aria-labelledby="duplicates">
      <h2 id="duplicates">
        {t('review.duplicate.title')} {hits.length > 0 && <span className="qx-count">{hits.length}</span>}
      </h2>
      <p className="qx-soft">{t('review.duplicate.note', { years })}</p>
      {unprinted > 0 && <p className="qx-soft">{t('review.duplicate.unprinted', { count: unprinted })}</p>}
      {hits.length === 0 && <p>{t('review.duplicate.none')}</p>}
      <ol className="qx-checklist">
        {hits.map((hit) => (
          <FoundOne key={hit.id} id={id} hit={hit} />
        ))}
      </ol>
      {withdrawn.length > 0 && <DuplicateDecisions rows={withdrawn} of={id} />}
    </section>
  )
}

/** That a list was taken back, by whom, when and why; nothing while it stands. */
export function WithdrawnNote({ withdrawn }: { withdrawn: Withdrawal | null }) {
  const t = useT()
  if (!withdrawn) return null
  return (
    <p className="qx-row">
      <StatusBadge tone="wait" label={t('review.listed.withdrawn')} />
      <span className="qx-soft">
        {withdrawn.byName} · <DateTime at={withdrawn.at} />
      </span>
      <span>{withdrawn.reason}</span>
    </p>
  )
}

function FoundOne({ id, hit }: { id: string; hit: FoundDuplicate }) {
  const t = useT()
  const stateName = useStateName(false)
  const listed = hit.source !== null
  return (
    <li>
      <MarkChinese>
        <p className="qx-row">
          <Link to={pairPath(id, hit)}>{hit.projectName}</Link>
          {listed ? (
            <StatusBadge tone="quiet" label={t('review.listed.badge')} />
          ) : (
            <StatusBadge tone={toneOf(hit.status)} label={stateName(hit.status)} />
          )}
        </p>
        <p className="qx-soft">{hit.applicantName}</p>
        {listed && <ListedLine listed={hit} />}
      </MarkChinese>
      <p>
        <b>{useAlikeWords()(hit)}</b>
      </p>
      {hit.decision ? (
        <DecidedLine decision={hit.decision} />
      ) : (
        <StatusBadge tone="wait" label={t('review.duplicate.undecided')} />
      )}
    </li>
  )
}

/** Where the money of a listed project comes from, and how much. */
function ListedLine({ listed: { source, amountFen } }: { listed: SeenListed }) {
  const t = useT()
  return (
    <MarkChinese>
      <p className="qx-soft">
        {source}
        {amountFen !== null && ` · ${t('review.listed.amountOf', { amount: wan(amountFen) })}`}
      </p>
    </MarkChinese>
  )
}

/** The comparison of application `id` with another, or with a listed project, which has a source. */
export function pairPath(id: string, other: { id: string; source: string | null }): string {
  return `/review/${id}/${other.source === null ? 'duplicates' : 'listed'}/${other.id}`
}

/** What makes two applications alike, in percent. */
export function useAlikeWords(): (
  hit: Pick<FoundDuplicate, 'sameCode' | 'sameController' | 'name' | 'texts'>,
) => string {
  const t = useT()
  return ({ sameCode, sameController, name, texts: [text] }) =>
    [
      text && t('review.duplicate.text', { percent: percent(text.similarity) }),
      text && t('review.duplicate.contained', { percent: percent(text.contained) }),
      name !== null && t('review.duplicate.name', { percent: percent(name) }),
      sameCode && t('review.duplicate.code'),
      sameController && t('review.duplicate.controller'),
    ]
      .filter(Boolean)
      .join(' · ')
}

/** Rounded down, so that 100 says that nothing differs. */
export function percent(share: number): number {
  return Math.floor(share * 100)
}

/** A decision in one line, without its reason. */
export function DecidedLine({ decision }: { decision: JudgedDuplicate }) {
  const t = useT()
  const { conclusion, overlapFen, authorName, createdAt } = decision
  return (
    <MarkChinese>
      <p className="qx-row">
        <StatusBadge
          tone={conclusion === 'not_duplicate' ? 'good' : 'wait'}
          label={t(`review.duplicate.conclusions.${conclusion}`)}
        />
        {overlapFen !== null && <span>{t('review.duplicate.overlapOf', { amount: wan(overlapFen) })}</span>}
        <span className="qx-soft">
          {authorName} · <DateTime at={createdAt} />
        </span>
      </p>
    </MarkChinese>
  )
}

/** Decisions with their reasons, newest first; on the record of application `of` each leads to its comparison. */
export function DuplicateDecisions({ rows, of }: { rows: readonly JudgedDuplicate[]; of?: string }) {
  const t = useT()
  return (
    <MarkChinese>
      <ol className="qx-checklist">
        {rows.map((row) => (
          <li key={row.id}>
            {of && (
              <p>
                {row.other.applicantName} ·{' '}
                <Link to={pairPath(of, { id: row.otherId, source: row.other.source })}>
                  {row.other.projectName}
                </Link>
                {row.other.source && ` · ${row.other.source}`}
              </p>
            )}
            <DecidedLine decision={row} />
            <p className="qx-soft">
              {t(row.other.source === null ? 'review.duplicate.decidedOn' : 'review.listed.decidedOn', {
                number: row.snapshotNumber,
                other: row.otherSnapshotNumber,
              })}
            </p>
            <blockquote className="qx-said">{row.reason}</blockquote>
            <WithdrawnNote withdrawn={row.withdrawn} />
          </li>
        ))}
      </ol>
    </MarkChinese>
  )
}

/** What the formal review decided on similar applications, on the record of one. */
export function JudgedDuplicates({ id, rows }: { id: string; rows: readonly JudgedDuplicate[] }) {
  const t = useT()
  return (
    <section className="qx-stack" aria-labelledby="judged">
      <h2 id="judged">{t('review.duplicate.title')}</h2>
      <DuplicateDecisions rows={rows} of={id} />
    </section>
  )
}
