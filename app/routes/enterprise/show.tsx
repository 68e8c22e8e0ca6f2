import { Link } from 'react-router'
import { findEnterprise } from '#app/db/enterprise.server.ts'
import { mayBeginCredit, projectsToRecord } from '#app/db/funding/credit.server.ts'
import { creditsOf } from '#app/db/funding/credit-list.server.ts'
import { divisionOf } from '#app/domain/kernel/industries.ts'
import { revealEnterprise } from '#app/services/reveal-contact.server.ts'
import { registerTypes } from '#app/domain/application/standard-form/applicant.ts'
import { useStateName } from '#app/ui/application/words.ts'
import { RevealContact } from '#app/ui/reveal-contact.tsx'
import { useTagWord } from '#app/ui/guideline/choice-words.ts'
import { useLabel } from '#app/ui/guideline/words.ts'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Amount, DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/show.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const row = await findEnterprise(ctx, params.id)
  return {
    ...row,
    creditRecords: await creditsOf(ctx, row.id),
    mayBegin: mayBeginCredit(ctx) && (await projectsToRecord(ctx, row.id)).projects.length > 0,
    own: ctx.actor.enterpriseId !== null,
    division: divisionOf(row.industryCode),
    registerLabel: registerTypes.find(({ value }) => value === row.registerType)?.label ?? null,
  }
}

export async function action({ params, context }: Route.ActionArgs) {
  const shown = await revealEnterprise(ctxOf(context), params.id)
  return shown.ok ? { revealed: shown.value } : refusalResponse(shown, {})
}

export default function Enterprise({ loaderData: row, actionData }: Route.ComponentProps) {
  const t = useT()
  const name = useName()
  const text = useText()
  const tagWord = useTagWord()
  const label = useLabel()
  const stateName = useStateName(row.own)
  const field = (key: string, value: string | null) => ({
    label: text(`enterprise.import.columns.${key}`),
    value: value || '—',
  })
  return (
    <RecordPage
      number={row.uscc}
      title={row.name}
      status={{
        tone: row.status === 'in_business' ? 'good' : 'bad',
        label: text(`enterprise.profile.statusOf.${row.status}`),
      }}
      crumbs={[{ label: t('enterprise.title'), to: '/enterprises' }]}
    >
      <div className="qx-stack">
        <section className="qx-card qx-stack">
          <Facts
            items={[
              field('unit', row.units.map(name).join(' · ')),
              field('registerType', row.registerLabel ? label(row.registerLabel) : row.registerType),
              field('establishedOn', row.establishedOn),
              field(
                'industryCode',
                row.division ? `${row.industryCode} ${label(row.division)}` : row.industryCode,
              ),
              field('size', row.size && text(`enterprise.import.sizeOf.${row.size}`)),
              field('legalRepresentative', row.legalRepresentative),
              field('controller', row.controller),
              field('contactName', row.contactName),
              field('contactPhone', row.contactPhone),
              field('contactEmail', row.contactEmail),
              field('resourceGrade', row.resourceGrade),
              field('address', row.address),
              field('tags', row.tags.map(tagWord).join(' · ')),
            ]}
          />
          {!row.own && (row.contactPhone || row.contactEmail) && (
            <RevealContact revealed={actionData && 'revealed' in actionData ? actionData.revealed : null} />
          )}
        </section>
        <section className="qx-stack">
          <h2>{t('enterprise.applications')}</h2>
          {row.applications.length === 0 ? (
            <p className="qx-empty">{t('enterprise.noApplications')}</p>
          ) : (
            <div className="qx-tablebox">
              <table className="qx-table qx-list">
                <thead>
                  <tr>
                    <th scope="col">{t('enterprise.project')}</th>
                    <th scope="col">{t('enterprise.call')}</th>
                    <th scope="col">{t('enterprise.state')}</th>
                    <th scope="col" className="qx-number">
                      {t('enterprise.requested')}
                    </th>
                    <th scope="col">{t('enterprise.submitted')}</th>
                  </tr>
                </thead>
                <tbody>
                  {row.applications.map((one) => (
                    <MarkChinese key={one.id}>
                      <tr>
                        <td data-label={t('enterprise.project')}>
                          <Link to={`/applications/${one.id}`} prefetch="intent">
                            {one.projectName || one.receiptNo || '—'}
                          </Link>
                        </td>
                        <td data-label={t('enterprise.call')}>{one.guideline.title}</td>
                        <td data-label={t('enterprise.state')} className="qx-nowrap">
                          {stateName(one.status)}
                        </td>
                        <td data-label={t('enterprise.requested')} className="qx-number">
                          <Amount fen={one.requestedFen} bare />
                        </td>
                        <td data-label={t('enterprise.submitted')} className="qx-nowrap">
                          <DateTime at={one.submittedAt} />
                        </td>
                      </tr>
                    </MarkChinese>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
        <section className="qx-card qx-stack">
          <h2>{t('enterprise.credit.title')}</h2>
          {row.creditFlags.length + row.creditRecords.length === 0 && (
            <p className="qx-soft">{t('enterprise.credit.none')}</p>
          )}
          <ul>
            {row.creditRecords.map((one) => (
              <MarkChinese key={one.id}>
                <li>
                  {one.startsOn} – {one.endsOn}{' '}
                  <Link to={`/funding/credits/${one.id}`}>{text(`funding.credit.events.${one.event}`)}</Link>{' '}
                  {text(`funding.credit.levels.${one.level}`)} {text(`state.credit.${one.status}`)}{' '}
                  <span className="qx-soft">{one.project.name}</span>
                </li>
              </MarkChinese>
            ))}
            {row.creditFlags.map((flag) => (
              <MarkChinese key={flag.id}>
                <li>
                  {flag.occurredOn}
                  {flag.endsOn && ` – ${flag.endsOn}`} <b>{text(`enterprise.credit.kinds.${flag.kind}`)}</b>{' '}
                  {flag.level && text(`enterprise.credit.levels.${flag.level}`)}{' '}
                  <span className="qx-soft">{flag.basis}</span>
                </li>
              </MarkChinese>
            ))}
          </ul>
          {row.mayBegin && (
            <p>
              <Link className="qx-button qx-plain" to={`/funding/credits/new?enterprise=${row.id}`}>
                {t('funding.credit.toNew')}
              </Link>
            </p>
          )}
        </section>
      </div>
    </RecordPage>
  )
}
