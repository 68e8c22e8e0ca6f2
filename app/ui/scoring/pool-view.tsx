import { MarkChinese } from '../mark-chinese.tsx'
import { useName, useT, useText } from '../page.tsx'
import { DateTime, Facts } from '../values.tsx'
import { type DivisionName, useDivisions } from './divisions.ts'
import { Hints } from './hints.tsx'
import type { ApplicationView, DrawView, ExclusionView, ExpertView, HintView, Places } from './panel-view.ts'

type Props = {
  experts: readonly ExpertView[]
  applications: readonly ApplicationView[]
  places: Places
  divisions: readonly DivisionName[]
  /** the list fixed last, else what the present conditions give */
  fixed: Pick<DrawView, 'number' | 'createdAt' | 'poolSha256' | 'nonceSha256'> | null
  candidates: readonly string[]
  excluded: readonly ExclusionView[]
  hints: readonly HintView[]
}

/** The pool with everybody left out, by rule and evidence. */
export function PoolView(props: Props) {
  const { experts, applications, places, divisions, fixed, candidates, excluded, hints } = props
  const t = useT()
  const people = new Map(experts.map((expert) => [expert.id, expert]))
  return (
    <section className="qx-card qx-stack">
      {fixed ? (
        <>
          <h2>
            {t('scoring.pool.fixed', { number: fixed.number, count: candidates.length, time: '' })}
            <DateTime at={fixed.createdAt} />
          </h2>
          <Facts
            items={[
              {
                label: t('scoring.pool.hash'),
                value: <span className="qx-hash">{fixed.poolSha256}</span>,
                wide: true,
              },
              {
                label: t('scoring.pool.nonce'),
                value: <span className="qx-hash">{fixed.nonceSha256}</span>,
                wide: true,
              },
            ]}
          />
        </>
      ) : (
        <h2>{t('scoring.pool.preview', { count: candidates.length })}</h2>
      )}
      {candidates.length === 0 ? (
        <p className="qx-empty">{t('scoring.pool.empty')}</p>
      ) : (
        <Candidates
          people={candidates.flatMap((id) => people.get(id) ?? [])}
          places={places}
          divisions={divisions}
        />
      )}
      <Hints hints={hints} experts={experts} applications={applications} />
      <details open={excluded.length > 0 && excluded.length <= 60}>
        <summary>{t('scoring.pool.excluded', { count: excluded.length })}</summary>
        <Exclusions excluded={excluded} people={people} applications={applications} divisions={divisions} />
      </details>
    </section>
  )
}

function Candidates({
  people,
  places,
  divisions,
}: {
  people: readonly ExpertView[]
  places: Places
  divisions: readonly DivisionName[]
}) {
  const t = useT()
  const text = useText()
  const name = useName()
  const divisionsOf = useDivisions(divisions)
  return (
    <div className="qx-scroll">
      <table className="qx-table qx-list">
        <caption className="qx-visuallyhidden">{t('scoring.pool.candidates')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('scoring.pool.name')}</th>
            <th scope="col">{t('scoring.pool.employer')}</th>
            <th scope="col">{t('scoring.pool.kind')}</th>
            <th scope="col">{t('scoring.pool.city')}</th>
            <th scope="col">{t('scoring.pool.specialties')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <MarkChinese key={person.id}>
              <tr>
                <td data-label={t('scoring.pool.name')} className="qx-nowrap">
                  {person.name}
                </td>
                <td data-label={t('scoring.pool.employer')}>{person.employer}</td>
                <td data-label={t('scoring.pool.kind')} className="qx-nowrap">
                  {text(`scoring.kind.${person.kind}`)}
                </td>
                <td data-label={t('scoring.pool.city')} className="qx-nowrap">
                  {nameOf(places, person.cityCode, name)}
                </td>
                <td data-label={t('scoring.pool.specialties')}>{divisionsOf(person.specialties)}</td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Exclusions({
  excluded,
  people,
  applications,
  divisions,
}: {
  excluded: readonly ExclusionView[]
  people: ReadonlyMap<string, ExpertView>
  applications: readonly ApplicationView[]
  divisions: readonly DivisionName[]
}) {
  const t = useT()
  const text = useText()
  const divisionsOf = useDivisions(divisions)
  const said = ({ evidence }: ExclusionView) => {
    if (evidence.code !== 'pool_specialty') return evidence.words
    return t('problem.pool_specialty', { own: divisionsOf(String(evidence.params.own).split('、')) })
  }
  return (
    <div className="qx-scroll">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{t('scoring.pool.name')}</th>
            <th scope="col">{t('scoring.pool.rule')}</th>
            <th scope="col">{t('scoring.pool.evidence')}</th>
            <th scope="col">{t('scoring.pool.application')}</th>
          </tr>
        </thead>
        <tbody>
          {excluded.map((exclusion, index) => {
            const { expertId, rule, applicationId } = exclusion
            return (
              <MarkChinese key={`${expertId} ${rule} ${applicationId ?? index}`}>
                <tr>
                  <td data-label={t('scoring.pool.name')}>
                    {people.get(expertId)?.name}{' '}
                    <small className="qx-soft">{people.get(expertId)?.employer}</small>
                  </td>
                  <td data-label={t('scoring.pool.rule')}>
                    {/^C\d\d$/.test(rule)
                      ? `${rule} ${text([`scoring.pool.rules.${rule}`, ''])}`
                      : t('scoring.pool.filter')}
                  </td>
                  <td data-label={t('scoring.pool.evidence')}>{said(exclusion)}</td>
                  <td data-label={t('scoring.pool.application')}>
                    {applicationId
                      ? applications.find(({ id }) => id === applicationId)?.projectName
                      : t('scoring.pool.all')}
                  </td>
                </tr>
              </MarkChinese>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export function nameOf(places: Places, code: string, name: ReturnType<typeof useName>): string {
  const place = places[code]
  return place ? name(place) : code
}
