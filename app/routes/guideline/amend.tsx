import { Link } from 'react-router'
import { coSignOf } from '#app/db/co-sign.server.ts'
import { configurationOf } from '#app/db/configuration.server.ts'
import { findGuideline } from '#app/db/guideline-lists.server.ts'
import { findDraft } from '#app/db/guideline.server.ts'
import { amendmentProblems, configurationDifferences } from '#app/domain/guideline/amendment.ts'
import { checkConfiguration } from '#app/domain/guideline/check-configuration.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { FinanceCard } from '#app/ui/finance-word.tsx'
import { GuidelineActs } from '#app/ui/guideline/acts.tsx'
import { Differences } from '#app/ui/guideline/differences.tsx'
import { usePathWords } from '#app/ui/guideline/path-words.ts'
import { toneOf } from '#app/ui/guideline/status.ts'
import { Message } from '#app/ui/message.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { ctxOf } from '../context.server.ts'
import { runGuidelineAct } from './acts.server.ts'
import type { Route } from './+types/amend.ts'
import '#app/ui/guideline/guideline.css'

const amendmentActs = ['propose_amendment', 'return_amendment', 'co_sign', 'decline_co_sign', 'amend']

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const row = await findGuideline(ctx, params.id)
  if (ctx.actor.level !== 'province' || row.publishedVersion === 0) throw new NotFound('amendment')
  const drafted = await findDraft(ctx.db.client, ctx, row.id)
  const { draft } = drafted
  const before = await configurationOf(ctx.db, row.id, row.publishedVersion)
  const after = draft.configuration
  return {
    row,
    before,
    after,
    changes: configurationDifferences(before, after),
    problems: [...checkConfiguration(after), ...amendmentProblems(before, after)],
    unread: Object.keys(draft.typed).length,
    ownDraft: row.draftedById === ctx.actor.id,
    coSign: await coSignOf(ctx.db, drafted),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  return runGuidelineAct(ctxOf(context), params.id, request)
}

export default function Amend({ loaderData, actionData }: Route.ComponentProps) {
  const { row, before, after, changes, problems, unread, ownDraft, coSign } = loaderData
  const t = useT()
  const text = useText()
  const words = usePathWords([after, before])
  const actions = row.actions.filter((act) => amendmentActs.includes(act) && changes.length > 0)
  return (
    <RecordPage
      number={row.documentNo || row.code}
      title={`${t('guideline.amendTitle')} · ${before.title}`}
      status={{ tone: toneOf(row.status), label: text(`state.guideline.${row.status}`) }}
      crumbs={[
        { label: t('guideline.title'), to: '/guidelines' },
        { label: before.title, to: `/guidelines/${row.id}` },
      ]}
      actions={
        row.actions.includes('save') && (
          <Link className="qx-button qx-plain" to={`/guidelines/${row.id}/studio?part=deadlines`}>
            {t('guideline.editAmendment')}
          </Link>
        )
      }
      side={
        <>
          <GuidelineActs
            id={row.id}
            title={before.title}
            version={row.version}
            actions={actions}
            amendmentNote={row.amendmentNote}
            problems={problems.length + unread}
            ownDraft={ownDraft}
            coSign={coSign}
            refused={actionData}
          />
          {changes.length > 0 && <FinanceCard words="guideline.coSign" found={coSign} />}
        </>
      }
    >
      <div className="qx-stack">
        <p className="qx-soft">{t('guideline.amendNote')}</p>
        {row.amendmentNote !== null && (
          <Message tone="wait">{t('guideline.amendReason', { reason: row.amendmentNote })}</Message>
        )}
        {problems.length > 0 && (
          <Message tone="bad">
            <ul className="qx-problems">
              {problems.map(({ path, code, words: said }) => (
                <li key={`${path} ${code}`}>
                  {t('configuration.problemAt', {
                    place: words(path),
                    problem: said ?? '',
                  })}
                </li>
              ))}
            </ul>
          </Message>
        )}
        {changes.length === 0 ? (
          <div className="qx-empty">{t('guideline.noChanges')}</div>
        ) : (
          <Differences changes={changes} before={before} after={after} />
        )}
      </div>
    </RecordPage>
  )
}
