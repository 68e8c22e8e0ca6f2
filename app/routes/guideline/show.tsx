import { Link } from 'react-router'
import { coSignedAt, coSignOf } from '#app/db/co-sign.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { dueByState } from '#app/db/entered.server.ts'
import { findGuideline, guidelineProgress, historyOf } from '#app/db/guideline-lists.server.ts'
import { findDraft, unitNamesIn } from '#app/db/guideline.server.ts'
import { amendmentProblems, configurationDifferences } from '#app/domain/guideline/amendment.ts'
import { checkConfiguration } from '#app/domain/guideline/check-configuration.ts'
import { FinanceCard } from '#app/ui/finance-word.tsx'
import { GuidelineActs } from '#app/ui/guideline/acts.tsx'
import { CallContent } from '#app/ui/guideline/content.tsx'
import { GuidelineProgress } from '#app/ui/guideline/progress.tsx'
import { toneOf } from '#app/ui/guideline/status.ts'
import { Versions } from '#app/ui/guideline/versions.tsx'
import { Message } from '#app/ui/message.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { doneAct, runGuidelineAct } from './acts.server.ts'
import type { Route } from './+types/show.ts'
import '#app/ui/guideline/guideline.css'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { versions, ...row } = await findGuideline(ctx, params.id)
  const staff = ctx.actor.level === 'province'
  const drafted = staff ? await findDraft(ctx.db.client, ctx, row.id) : null
  const draft = drafted?.draft ?? null
  const texts = await Promise.all(versions.map(({ number }) => configurationOf(ctx.db, row.id, number)))
  const [published] = texts
  const configuration = published ?? draft?.configuration
  if (!configuration) throw new Error('a guideline without any text')
  const coSigned = await coSignedAt(
    ctx.db,
    row.id,
    versions.map(({ sha256 }) => sha256),
  )
  const unread = draft ? Object.keys(draft.typed).length : 0
  const shortened = draft && published ? amendmentProblems(published, draft.configuration).length : 0
  return {
    row,
    due:
      row.status === 'open'
        ? row.applyEnd
        : ((await dueByState(ctx.db, 'guideline', [row])).get(row.id) ?? null),
    configuration,
    units: await unitNamesIn(ctx.db, configuration),
    staff,
    ownDraft: row.draftedById === ctx.actor.id,
    problems: draft ? checkConfiguration(draft.configuration).length + unread + shortened : 0,
    changed: draft && published ? configurationDifferences(published, draft.configuration).length : 0,
    coSign:
      drafted && (row.status === 'reviewing' || row.status === 'draft' || row.amendmentNote !== null)
        ? await coSignOf(ctx.db, drafted)
        : null,
    progress: await guidelineProgress(ctx, row.id),
    history: staff ? await historyOf(ctx, row.id) : [],
    versions: versions.map((version, index) => {
      const [after, before] = [texts[index], texts[index + 1]]
      return {
        ...version,
        coSignedAt: coSigned.get(version.sha256) ?? null,
        changes: before && after ? configurationDifferences(before, after) : null,
      }
    }),
    done: doneAct(url),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runGuidelineAct(ctxOf(context), params.id, request)
}

export default function Guideline({ loaderData, actionData }: Route.ComponentProps) {
  const {
    row,
    due,
    configuration,
    staff,
    ownDraft,
    problems,
    changed,
    versions,
    history,
    done,
    progress,
    coSign,
  } = loaderData
  const [newest] = versions
  const t = useT()
  const text = useText()
  const name = useName()
  const edits = row.actions.includes('save')
  const actions = row.actions.filter((act) => act !== 'propose_amendment' || changed > 0)
  return (
    <RecordPage
      number={row.documentNo || row.code}
      title={configuration.title || row.code}
      status={{ tone: toneOf(row.status), label: text(`state.guideline.${row.status}`) }}
      due={due}
      crumbs={[{ label: t('guideline.title'), to: '/guidelines' }]}
      actions={
        <>
          {row.publishedVersion > 0 && (
            <Link className="qx-button qx-plain" to={`/call/${encodeURIComponent(row.code)}`}>
              {t('guideline.publicPage')}
            </Link>
          )}
          {changed > 0 && (
            <Link className="qx-button qx-plain" to={`/guidelines/${row.id}/amend`}>
              {t('guideline.compare')}
            </Link>
          )}
          {edits && (
            <Link className="qx-button" to={`/guidelines/${row.id}/studio?part=basics`}>
              {t(row.publishedVersion > 0 ? 'guideline.editAmendment' : 'guideline.edit')}
            </Link>
          )}
        </>
      }
      side={
        <>
          {staff && (
            <GuidelineActs
              id={row.id}
              title={configuration.title}
              version={row.version}
              actions={actions}
              amendmentNote={row.amendmentNote}
              problems={problems}
              ownDraft={ownDraft}
              coSign={coSign}
              refused={actionData}
            />
          )}
          <FinanceCard words="guideline.coSign" found={coSign} />
          <section className="qx-card">
            <Facts
              items={[
                {
                  label: t('guideline.category'),
                  value: `${name(row.category.fund)} ${row.category.fund.year} · ${name(row.category)}`,
                },
                { label: t('configuration.word.code'), value: row.code },
                ...(staff ? [{ label: t('guideline.draftedBy'), value: row.draftedBy ?? '—' }] : []),
                ...(row.approvedBy ? [{ label: t('guideline.approvedBy'), value: row.approvedBy }] : []),
                ...(row.publishedAt
                  ? [{ label: t('guideline.publishedAt'), value: <DateTime at={row.publishedAt} /> }]
                  : []),
                ...(newest && newest.number > 1
                  ? [
                      {
                        label: t('portal.amendedAt', { number: newest.number }),
                        value: <DateTime at={newest.publishedAt} />,
                      },
                    ]
                  : []),
              ]}
            />
          </section>
          {history.length > 0 && (
            <section className="qx-card qx-stack">
              <h2>{t('guideline.tabs.history')}</h2>
              <Timeline
                entries={history.map((entry) => ({
                  ...entry,
                  label: text(`transition.guideline.${entry.transition}.label`),
                  text: entry.reason,
                }))}
              />
            </section>
          )}
        </>
      }
    >
      <div className="qx-stack">
        {done && <Message tone="good">{text(`guideline.done.${done}`)}</Message>}
        {row.amendmentNote !== null && (
          <Message tone="wait">
            {t('guideline.amendReason', { reason: row.amendmentNote })}{' '}
            <Link to={`/guidelines/${row.id}/amend`}>{t('guideline.compare')}</Link>
          </Message>
        )}
        {staff && row.publishedVersion === 0 && problems > 0 && (
          <Message tone="wait">
            {t('guideline.closedActs.submit', { count: problems })}{' '}
            <Link to={`/guidelines/${row.id}/studio?part=basics`}>{t('guideline.studio')}</Link>
          </Message>
        )}
        {progress && progress.states.length > 0 && (
          <GuidelineProgress
            id={row.id}
            states={progress.states}
            money={staff ? { ...row, ...progress } : null}
          />
        )}
        <CallContent configuration={configuration} units={loaderData.units} />
      </div>
      {versions.length > 0 && (
        <div className="qx-call qx-callversions">
          <section id="versions">
            <h2>{t('portal.sections.versions')}</h2>
            <Versions versions={versions} configuration={configuration} />
          </section>
        </div>
      )}
    </RecordPage>
  )
}
