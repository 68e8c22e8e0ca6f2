import type { Grade } from '#app/domain/evaluation/score.ts'
import { score } from '#app/i18n/format.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { TextField } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useProblemAt } from '../messages.tsx'
import { useT, useText } from '../page.tsx'
import { Countdown, DateTime } from '../values.tsx'

export type Opinion = {
  id: string
  office: string
  scoreCenti: number
  grade: Grade
  text: string
  authorName: string
  updatedAt: Date
  own: boolean
}

/** What city, finance and third party said of the self-evaluation, and who has yet to say something, for those who may read it. */
export function Opinions({
  opinions,
  awaited,
}: {
  opinions: readonly Opinion[]
  awaited: readonly { office: string; dueAt: Date | null }[]
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
          {awaited.map(({ office, dueAt }) => (
            <li key={office}>
              {t('evaluation.opinions.awaited', { office: text(`evaluation.opinions.offices.${office}`) })}
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
        <article key={opinion.id}>
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
      ))}
    </section>
  )
}

/** Score and words of an opinion, as typed or as it was given before. */
export function OpinionFields({
  own,
  typed,
  refusal,
}: {
  own: Opinion | undefined
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
