import { useEffect, useRef } from 'react'
import { data, Link } from 'react-router'
import { objectingUnit } from '#app/db/approval/objection.server.ts'
import { findPublicity } from '#app/db/approval/publicity.server.ts'
import { evidenceRules } from '#app/domain/approval/objection.ts'
import { fileObjection } from '#app/services/approval/file-objection.server.ts'
import { ObjectionForm } from '#app/ui/approval/objection-form.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { ServerClock } from '#app/ui/portal/clock.tsx'
import { PortalFrame } from '#app/ui/portal/frame.tsx'
import { StatusBadge } from '#app/ui/status-badge.tsx'
import { Amount } from '#app/ui/values.tsx'
import { givenOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { findVisitor } from '../visitor.server.ts'
import type { Route } from './+types/publicity.ts'
import '#app/ui/approval/approval.css'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db, now } = givenOf(context)
  const visitor = await findVisitor(request, context)
  const unit = await objectingUnit(db, visitor)
  return { list: await findPublicity(db, params.planId, now), signedIn: visitor !== null, unit }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { db, now, requestId, ip } = givenOf(context)
  if (!request.headers.has('Content-Length')) throw data({ code: 'bad_request' }, { status: 400 })
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '')
  const typed = {
    applicationId: word('application').slice(0, 100),
    objectorType: word('objectorType'),
    name: word('name'),
    contact: word('contact'),
    facts: word('facts'),
  }
  const files = await filesOf(form)
  if ([...Object.values(typed), ...files.map(({ name }) => name)].some((text) => text.includes('\0')))
    throw data({ code: 'bad_request' }, { status: 400 })
  const visitor = await findVisitor(request, context)
  const result = await fileObjection(
    { db, now, requestId, ip, visitor },
    { planId: params.planId, ...typed, files },
  )
  return result.ok ? { number: result.value.number } : refusalResponse(result, { typed })
}

/** Chosen files; a field without one comes as an empty file. */
async function filesOf(form: FormData): Promise<{ name: string; content: Uint8Array }[]> {
  const chosen = form
    .getAll('evidence')
    .flatMap((part) => (part instanceof File && part.size > 0 ? [part] : []))
  return Promise.all(
    chosen.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
  )
}

type List = Route.ComponentProps['loaderData']['list']

export default function Publicity({ loaderData, actionData }: Route.ComponentProps) {
  const { list, signedIn, unit } = loaderData
  const t = useT()
  const name = useName()
  const { guideline } = list
  const sent = actionData && 'number' in actionData ? actionData.number : null
  const refused = actionData && 'refusal' in actionData ? actionData : null
  return (
    <PortalFrame
      signedIn={signedIn}
      banner={
        <>
          <title>{`${t('approval.publicity.title')} ${guideline.title} · ${t('common.system')}`}</title>
          <p>
            <Link to="/publicity">{t('approval.publicity.back')}</Link>
          </p>
          <MarkChinese>
            <h1>{guideline.title}</h1>
          </MarkChinese>
          <p className="qx-portalfacts">
            <span>{t('approval.publicity.title')}</span>
            <span>
              {name(guideline.category.fund)} · {name(guideline.category)}
            </span>
            <span>{t('approval.publicity.projects', { count: list.items.length })}</span>
          </p>
          <ServerClock />
        </>
      }
    >
      <div className="qx-publicity">
        <div className="qx-stack">
          <h2>{t('approval.publicity.list')}</h2>
          <Projects items={list.items} category={name(guideline.category)} />
        </div>
        <aside className="qx-stack">
          <Period list={list} />
          <section className="qx-card qx-stack" id="object">
            <h2>{t('approval.publicity.object')}</h2>
            {sent && <Sent key={sent} number={sent} />}
            {unit && (
              <p>
                <Link to="/approval/objections">{t('approval.publicity.ofUnit')}</Link>
              </p>
            )}
            {list.running ? (
              <ObjectionForm
                key={sent ?? 'form'}
                projects={list.items.filter(({ running }) => running)}
                evidence={{ most: evidenceRules.most, megabytes: evidenceRules.megabytes }}
                unit={unit}
                refused={refused}
              />
            ) : (
              <p className="qx-soft">{t('approval.publicity.over')}</p>
            )}
          </section>
        </aside>
      </div>
    </PortalFrame>
  )
}

/** Takes the focus, so that it comes into sight where the button was. */
function Sent({ number }: { number: string }) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} className="qx-message" data-tone="good" role="status" tabIndex={-1}>
      {t('approval.publicity.sent', { number })}
    </div>
  )
}

function Projects({ items, category }: { items: List['items']; category: string }) {
  const t = useT()
  const name = useName()
  const columns = {
    project: t('approval.publicity.project'),
    undertaker: t('approval.publicity.undertaker'),
    region: t('approval.publicity.region'),
    category: t('approval.publicity.category'),
    amount: t('approval.publicity.amount'),
    until: t('approval.publicity.until'),
  }
  return (
    <div className="qx-tablebox">
      <table className="qx-table qx-list">
        <thead>
          <tr>
            <th scope="col">{columns.project}</th>
            <th scope="col">{columns.undertaker}</th>
            <th scope="col">{columns.region}</th>
            <th scope="col" className="qx-number">
              {columns.amount}
            </th>
            <th scope="col">{columns.until}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <MarkChinese key={item.id}>
              <tr>
                <td data-label={columns.project}>
                  <span>
                    {item.projectName}
                    <br />
                    <small className="qx-soft">{category}</small>
                  </span>
                </td>
                <td data-label={columns.undertaker}>{item.applicantName}</td>
                <td data-label={columns.region}>{item.region.map(name).join(' ')}</td>
                <td data-label={columns.amount} className="qx-number">
                  <Amount fen={item.amountFen} bare />
                </td>
                <td data-label={columns.until} className="qx-nowrap">
                  {item.status === 'approved' ? (
                    <StatusBadge tone="good" label={t('approval.publicity.approved')} />
                  ) : (
                    item.endsOn
                  )}
                </td>
              </tr>
            </MarkChinese>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Period({ list }: { list: List }) {
  const t = useT()
  const { workingDaysLeft: left, running, contacts, supervision } = list
  return (
    <section className="qx-card qx-stack">
      <StatusBadge
        tone={running ? 'accent' : 'quiet'}
        label={t(running ? 'approval.publicity.running' : 'approval.publicity.ended')}
      />
      {running && left !== null && (
        <p className="qx-periodleft">
          {left > 0
            ? t('approval.publicity.workingDaysLeft', { count: left })
            : t('approval.publicity.lastDay')}
        </p>
      )}
      <p>
        {t('approval.publicity.period')} {list.postedOn} — {list.endsOn}
        <br />
        <small className="qx-soft">
          {t('approval.publicity.endsAt', { day: list.endsOn ?? '' })}
          {list.publicity.unit === 'working' && <> · {t('approval.publicity.periodNote')}</>}
        </small>
      </p>
      <dl className="qx-facts">
        {contacts.map(({ section, phone }) => (
          <div key={section + phone}>
            <dt>{t('approval.publicity.section')}</dt>
            <MarkChinese>
              <dd>
                {section} <a href={`tel:${phone}`}>{phone}</a>
              </dd>
            </MarkChinese>
          </div>
        ))}
        <div>
          <dt>
            {t(supervision.phone ? 'approval.publicity.supervision' : 'approval.publicity.supervisionUnit')}
          </dt>
          <MarkChinese>
            <dd>
              {supervision.unit}{' '}
              {supervision.phone ? (
                <a href={`tel:${supervision.phone}`}>{supervision.phone}</a>
              ) : (
                t('approval.publicity.noPhone')
              )}
            </dd>
          </MarkChinese>
        </div>
      </dl>
    </section>
  )
}
