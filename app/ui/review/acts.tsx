import { Link } from 'react-router'
import type { ReviewActName, ReviewActs as Possible } from '#app/domain/review/acts.ts'
import { ActPanel } from '../act-panel.tsx'
import { Message } from '../message.tsx'
import { useT } from '../page.tsx'
import { useAct, useActLabel } from './act-form.tsx'
import { HandlersOpinion } from './opinion-line.tsx'
import { pathOf } from './paths.ts'

/** Acts that need room: they are done on a page of their own. */
const withRoom: readonly ReviewActName[] = ['check', 'return']

/**
 * The acts of an office on an application's record: those open, each with its consequence, and those closed with the
 * reason. Nothing for readers who review nothing. `done` is the act that just succeeded, from the address.
 */
export function ReviewActs({ acts, done }: { acts: Possible | null; done?: string | null }) {
  const t = useT()
  if (!acts || (acts.open.length === 0 && acts.closed.length === 0))
    return (
      <>
        {done && <DoneAct act={done} />}
        {acts?.recused && <Message tone="wait">{t('review.act.recused')}</Message>}
      </>
    )
  return (
    <section className="qx-acts qx-card qx-stack" aria-labelledby="review-acts">
      <h2 id="review-acts">{t('common.record.acts')}</h2>
      {done && <DoneAct act={done} />}
      <HandlersOpinion acts={acts} />
      {(acts.open.includes('handle') || acts.open.includes('check')) && (
        <p>
          <Link className="qx-button qx-plain" to={`/review/${acts.id}/check`}>
            {t('review.act.openSide')}
          </Link>
        </p>
      )}
      <OpenActs acts={acts} />
      <Closed acts={acts} />
    </section>
  )
}

const rare: readonly ReviewActName[] = ['ask_reopening', 'return_down', 'recuse']

/** A second opinion beside one that stands. */
function again(acts: Possible, act: ReviewActName): boolean {
  return act === 'handle' && acts.opinion !== null
}

function OpenActs({ acts }: { acts: Possible }) {
  const actOf = useAct(acts)
  const label = useActLabel()
  const inline = acts.open.filter((act) => !withRoom.includes(act))
  return (
    <>
      {inline.map((act) => (
        <ActPanel
          key={act}
          folded={act !== 'open' && (inline.length > 1 || rare.includes(act) || again(acts, act))}
          {...actOf(act)}
        />
      ))}
      {acts.open.includes('return') && (
        <p className="qx-act">
          <Link className="qx-button qx-plain" to={pathOf('return', acts.id)}>
            {label('return')}
          </Link>
        </p>
      )}
    </>
  )
}

function Closed({ acts }: { acts: Possible }) {
  const label = useActLabel()
  return (
    <>
      {acts.closed.map(({ act, refusal }) => (
        <p key={act} className="qx-closedact">
          <b>{label(act)}</b> {refusal.words}
        </p>
      ))}
    </>
  )
}

const doneActs = [
  'open',
  'handle',
  'co_review',
  'recommend',
  'qualify',
  'return',
  'return_down',
  'reject',
  'appeal',
  'ask_reopening',
  'reopen',
  'recuse',
] as const

/** A quiet line for the act that just succeeded; nothing for a name that is not one of them. */
function DoneAct({ act }: { act: string }) {
  const t = useT()
  const known = doneActs.find((name) => name === act)
  return known ? <Message tone="good">{t(`review.act.done.${known}`)}</Message> : null
}
