import { Link } from 'react-router'
import type { Grade } from '#app/domain/evaluation/score.ts'
import { score } from '#app/i18n/format.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useProblemAt } from '../messages.tsx'
import { useT, useText } from '../page.tsx'
import { Countdown, DateTime } from '../values.tsx'

export type OpinionRow = {
  id: string
  office: string
  scoreCenti: number
  grade: Grade
  text: string
  authorName: string
  updatedAt: Date
  own: boolean
}

/** What city, finance, third party and experts said of the self-evaluation, and who has yet to say something, for those who may read it. */
export function Opinions({
  opinions,
  awaited,
  experts,
}: {
  opinions: readonly OpinionRow[]
  /** `name`: of an expert */
  awaited: readonly { office: string; dueAt: Date | null; name?: string }[]
  /** where the experts who are asked stand, for those who may know of them */
  experts: string | null
}) {
  const t = useT()
  const text = useText()
  return (
    <section className="qx-card qx-stack" aria-labelledby="opinions-title">
      <h2 id="opinions-title">{t('evaluation.opinions.title')}</h2>
      <p className="qx-hint">{t('evaluation.opinions.note')}</p>
      {opinions.length === 0 && <p className="qx-soft">{t('evaluation.opinions.none')}</p>}
      {awaited.length > 0 && (
        <ul>
          {awaited.map(({ office, dueAt, name }) => (
            <li key={`${office} ${name ?? ''}`}>
              {t('evaluation.opinions.awaited', { office: text(`evaluation.opinions.offices.${office}`) })}
              {name && (
                <>
                  {' '}
                  <MarkChinese>
                    <span>{name}</span>
                  </MarkChinese>
                </>
              )}
              {dueAt && (
                <>
                  {' · '}
                  {t('evaluation.opinions.until')} <Countdown due={dueAt} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {opinions.map((opinion) => (
        <Opinion key={opinion.id} opinion={opinion} />
      ))}
      {experts && (
        <p>
          <Link to={experts}>{t('evaluation.consultation.title')}</Link>
        </p>
      )}
    </section>
  )
}

/** One opinion: the grade and score proposed, the words, by whom and when. */
export function Opinion({ opinion }: { opinion: OpinionRow }) {
  const t = useT()
  const text = useText()
  return (
    <article>
      <p>
        <b>{text(`evaluation.opinions.offices.${opinion.office}`)}</b>{' '}
        {t('evaluation.opinions.said', {
          grade: t(`evaluation.grades.${opinion.grade}`),
          score: score(opinion.scoreCenti),
        })}
      </p>
      <MarkChinese>
        <blockquote>{opinion.text}</blockquote>
      </MarkChinese>
      <MarkChinese>
        <p className="qx-hint">
          {opinion.authorName} · <DateTime at={opinion.updatedAt} />
        </p>
      </MarkChinese>
    </article>
  )
}

/** Score and words of an opinion, as typed or as it was given before. */
export function OpinionFields({
  own,
  typed,
  refusal,
}: {
  own: OpinionRow | undefined
  typed: { score: string; text: string } | undefined
  refusal: Refusal | null | undefined
}) {
  const t = useT()
  const problem = useProblemAt(refusal?.fields)
  return (
    <>
      {own && <p className="qx-hint">{t('evaluation.opinions.changed')}</p>}
      <TextField
        id="score"
        name="score"
        label={t('evaluation.opinions.score')}
        hint={t('evaluation.opinions.scoreHint')}
        required
        maxLength={10}
        defaultValue={typed?.score ?? (own && score(own.scoreCenti))}
        error={problem('score')}
      />
      <TextField
        id="text"
        name="text"
        label={t('evaluation.opinions.text')}
        lines={5}
        required
        maxLength={2000}
        defaultValue={typed?.text ?? own?.text}
        error={problem('text')}
      />
    </>
  )
}
