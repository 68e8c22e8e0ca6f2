import { Message } from '../message.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { useT } from '../page.tsx'
import { DateTime, Facts } from '../values.tsx'
import type { DrawView, ExpertView, SeatView } from './panel-view.ts'

/** Every draw of the panel, newest first: what was committed to before, what was typed, and who came out. */
export function DrawsView({
  draws,
  experts,
  seats,
  href,
}: {
  draws: readonly DrawView[]
  experts: readonly ExpertView[]
  seats: readonly SeatView[]
  /** under which the data of finished draws lie, null for who does not see the people */
  href: string | null
}) {
  const t = useT()
  if (draws.length === 0) return <div className="qx-empty">{t('scoring.draw.none')}</div>
  return draws.map((draw) => (
    <OneDraw
      key={draw.number}
      draw={draw}
      experts={experts}
      href={href}
      designated={seats.filter((seat) => seat.draw === draw.number && seat.designation?.approver)}
    />
  ))
}

function OneDraw({
  draw,
  experts,
  href,
  designated,
}: {
  draw: DrawView
  experts: readonly ExpertView[]
  href: string | null
  designated: readonly SeatView[]
}) {
  const t = useT()
  const hash = (value: string | null) => <span className="qx-hash">{value ?? '—'}</span>
  const nameOf = (id: string) => experts.find((expert) => expert.id === id)?.name ?? ''
  return (
    <section className="qx-card qx-stack">
      <h2>{t('scoring.draw.number', { number: draw.number })}</h2>
      {draw.drawnAt === null && <Message tone="wait">{t('scoring.draw.waiting')}</Message>}
      {draw.warnings.map(({ code, words }) => (
        <Message key={code} tone="wait">
          {words}
        </Message>
      ))}
      <Facts
        items={[
          ...(draw.reason ? [{ label: t('scoring.draw.reason'), value: draw.reason, wide: true }] : []),
          { label: t('scoring.draw.organiser'), value: draw.organiser },
          { label: t('scoring.draw.supervisor'), value: draw.supervisor || '—' },
          { label: t('scoring.draw.drawnAt'), value: <DateTime at={draw.drawnAt} /> },
          { label: t('scoring.draw.salt'), value: hash(draw.salt) },
          { label: t('scoring.pool.hash'), value: hash(draw.poolSha256), wide: true },
          { label: t('scoring.pool.nonce'), value: hash(draw.nonceSha256), wide: true },
          { label: t('scoring.draw.serverNonce'), value: hash(draw.serverNonce), wide: true },
          { label: t('scoring.draw.seed'), value: hash(draw.seed), wide: true },
        ]}
      />
      {draw.drawnAt && (
        <>
          <h3>{t('scoring.draw.result')}</h3>
          <ol>
            {[...draw.members, ...draw.substitutes].map((id, index) => (
              <MarkChinese key={id}>
                <li>
                  {index + 1}. {nameOf(id)}{' '}
                  <small className="qx-soft">
                    {index === 0
                      ? t('scoring.draw.leader')
                      : draw.members.includes(id)
                        ? t('scoring.draw.member')
                        : t('scoring.draw.substitute')}
                  </small>
                </li>
              </MarkChinese>
            ))}
          </ol>
          {designated.length > 0 && <h3>{t('scoring.seat.designated')}</h3>}
          {designated.map(({ id, expert, designation }) => (
            <MarkChinese key={id}>
              <p>
                {expert.name}{' '}
                <small className="qx-soft">
                  {t('scoring.draw.designatedNote', {
                    reason: designation?.reason ?? '',
                    approver: designation?.approver ?? '',
                  })}
                </small>
              </p>
            </MarkChinese>
          ))}
          {draw.repeats !== null && (
            <Message tone={draw.repeats ? 'good' : 'bad'}>
              {draw.repeats ? t('scoring.draw.checked') : t('scoring.draw.unchecked')}
            </Message>
          )}
          <p className="qx-soft">{t('scoring.draw.algorithm')}</p>
          {href && (
            <a href={`${href}/${draw.number}/draw.json`} download>
              {t('scoring.draw.download')}
            </a>
          )}
        </>
      )}
    </section>
  )
}
