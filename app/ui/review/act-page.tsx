import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ReviewActName, ReviewActs } from '#app/domain/review/acts.ts'
import { ActPanel } from '../act-panel.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { Message } from '../message.tsx'
import { RefusalMessage } from '../messages.tsx'
import { PageHeader } from '../page-header.tsx'
import { useT } from '../page.tsx'
import './review.css'
import { Amount, Countdown, Facts } from '../values.tsx'
import { useNodeName } from './act-fields.tsx'
import { type Refused, useAct, useActLabel } from './act-form.tsx'
import { HandlersOpinion } from './opinion-line.tsx'

/**
 * One act on a page of its own: where it stands now, and the act with whatever had been typed. After a refusal this is
 * where the reader comes back to, with both sides in sight.
 */
export function ActPage({
  act,
  acts,
  refused,
  children,
}: {
  act: ReviewActName
  acts: ReviewActs
  refused?: Refused
  /** takes the place of the plain panel */
  children?: ReactNode
}) {
  const t = useT()
  const label = useActLabel()
  const actOf = useAct(acts)
  const record = `/applications/${acts.id}`
  const closed = acts.closed.find((one) => one.act === act)
  return (
    <>
      <PageHeader title={label(act)} crumbs={[{ label: acts.projectName, to: record }]} />
      <div className="qx-record">
        <section className="qx-card qx-recordmain qx-actform">
          {acts.open.includes(act) ? (
            (children ?? <ActPanel {...actOf(act, refused)} />)
          ) : (
            <NotOpen refused={refused} closed={closed} acts={acts} />
          )}
        </section>
        <aside className="qx-recordside">
          <section className="qx-card qx-stack" aria-labelledby="now">
            <h2 id="now">{t('review.act.now')}</h2>
            <NowFacts acts={acts} />
            <HandlersOpinion acts={acts} />
          </section>
        </aside>
      </div>
      <p>
        <Link to={record}>{t('review.act.back')}</Link>
      </p>
    </>
  )
}

function NowFacts({ acts }: { acts: ReviewActs }) {
  const t = useT()
  const nodeName = useNodeName()
  return (
    <Facts
      items={[
        { label: t('review.columns.applicant'), value: acts.applicantName, wide: true },
        { label: t('review.columns.status'), value: nodeName(acts.status) },
        { label: t('review.columns.requested'), value: <Amount fen={acts.requestedFen} bare /> },
        { label: t('review.columns.due'), value: <Countdown due={acts.dueAt} />, wide: true },
      ]}
    />
  )
}

/** Why it is not open, and what had been typed, so that nothing is lost. */
function NotOpen({
  refused,
  closed,
  acts,
}: {
  refused?: Refused
  closed?: ReviewActs['closed'][number]
  acts: ReviewActs
}) {
  const t = useT()
  const kept = Object.values(refused?.typed ?? {})
    .flat()
    .filter((value) => typeof value === 'string' && value.trim() !== '')
  return (
    <div className="qx-stack">
      <RefusalMessage refusal={refused?.refusal} />
      {!refused && (
        <Message tone="wait">
          {closed?.refusal.words ?? t(acts.recused ? 'review.act.recused' : 'review.act.notOpen')}
        </Message>
      )}
      {kept.map((value, at) => (
        <MarkChinese key={at}>
          <blockquote className="qx-said">{value}</blockquote>
        </MarkChinese>
      ))}
    </div>
  )
}
