import { data, Link, redirect } from 'react-router'
import { splitPage } from '#app/db/review/splits.server.ts'
import { proposeSplit } from '#app/services/review/propose-split.server.ts'
import { confirmSplit, declineSplit, takeBackSplit } from '#app/services/review/split-quota.server.ts'
import type { Ctx } from '#app/services/context.ts'
import { useActOf } from '#app/ui/act-of.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { Message } from '#app/ui/message.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { SplitForm, SplitTable } from '#app/ui/review/split-table.tsx'
import { DateTime, Deadline, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/split.ts'
import '#app/ui/review/review.css'

export async function loader({ params, context }: Route.LoaderArgs) {
  return splitPage(ctxOf(context), params.id, params.city)
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await request.formData()
  const ctx = ctxOf(context)
  const act = String(form.get('act') ?? '')
  const reason = String(form.get('reason') ?? '').slice(0, 2000)
  const typed = Object.fromEntries(
    [...form]
      .filter(([name]) => name.startsWith('share.'))
      .slice(0, 200)
      .map(([name, value]) => [name.slice('share.'.length), String(value).slice(0, 20)]),
  )
  const result = await run(ctx, act, { form, reason, typed, guidelineId: params.id })
  return result.ok
    ? redirect(`/quotas/${params.id}/${params.city}`)
    : refusalResponse(result, { act, reason, shares: act === 'propose' ? typed : null })
}

type Posted = { form: FormData; reason: string; typed: Record<string, string>; guidelineId: string }

function run(ctx: Ctx, act: string, { form, reason, typed, guidelineId }: Posted) {
  if (act === 'propose') return proposeSplit(ctx, { guidelineId, typed })
  const split = { id: String(form.get('split') ?? '').slice(0, 60), version: Number(form.get('version')) }
  if (!Number.isSafeInteger(split.version)) throw data({ code: 'bad_request' }, { status: 400 })
  switch (act) {
    case 'confirm':
      return confirmSplit(ctx, split)
    case 'decline':
      return declineSplit(ctx, { ...split, reason })
    case 'take_back':
      return takeBackSplit(ctx, split)
    default:
      throw data({ code: 'bad_request' }, { status: 400 })
  }
}

export default function Split({ loaderData, actionData }: Route.ComponentProps) {
  const { guideline, city, limit, used, counties, splits, waiting, actions, proposal } = loaderData
  const t = useT()
  const text = useText()
  const name = useName()
  const actOf = useActOf('transition.split', waiting?.version ?? 0, actionData)
  const acts = actions.map((act): Act => ({
    ...actOf(act),
    reason: act === 'decline' ? 'required' : undefined,
    children: <input type="hidden" name="split" value={waiting?.id} />,
  }))
  const shared = counties.reduce((sum, { share }) => sum + (share ?? 0), 0)
  const state = waiting ? 'proposed' : counties.some(({ share }) => share !== null) ? 'confirmed' : null
  return (
    <RecordPage
      title={t('review.split.titleOf', { city: name(city) })}
      status={{
        tone: waiting ? 'wait' : state ? 'good' : 'quiet',
        label: state ? text(`state.split.${state}`) : t('review.split.none'),
      }}
      due={waiting?.dueAt ?? null}
      crumbs={[{ label: t('review.quota.title'), to: '/quotas' }]}
      side={
        <Acts
          acts={acts}
          closed={
            proposal?.why
              ? [
                  {
                    label: t('transition.split.propose.label'),
                    why: proposal.why.words ?? '',
                  },
                ]
              : []
          }
          refusal={actionData?.act === 'propose' ? null : actionData?.refusal}
        />
      }
    >
      <div className="qx-stack">
        <section className="qx-card qx-stack">
          <Facts
            items={[
              {
                label: t('review.split.guideline'),
                value: (
                  <MarkChinese>
                    <Link to={`/guidelines/${guideline.id}`}>{guideline.title}</Link>
                  </MarkChinese>
                ),
                wide: true,
              },
              { label: t('review.split.places'), value: limit ?? t('review.quota.unlimited') },
              { label: t('review.split.cityUsed'), value: used },
              { label: t('review.split.shared'), value: shared },
              { label: t('review.split.kept'), value: limit === null ? '—' : limit - shared },
              { label: t('review.split.until'), value: <Deadline at={loaderData.until} /> },
            ]}
          />
          <p className="qx-soft">{t('review.split.note')}</p>
        </section>
        {waiting && (
          <Message tone="wait">
            <MarkChinese>
              {t('review.split.waiting', { name: waiting.proposedBy ? name(waiting.proposedBy) : '—' })}
            </MarkChinese>
          </Message>
        )}
        {proposal && !proposal.why && limit !== null ? (
          <SplitForm
            counties={counties}
            limit={limit}
            typed={actionData?.shares ?? null}
            refusal={actionData?.act === 'propose' ? actionData.refusal : null}
          />
        ) : (
          <SplitTable counties={counties} proposed={waiting?.shares} />
        )}
        <Past splits={splits} counties={counties} />
      </div>
    </RecordPage>
  )
}

type PastProps = Pick<Route.ComponentProps['loaderData'], 'splits' | 'counties'>

/** Divisions that were answered: by whom, when, and what they changed. */
function Past({ splits, counties }: PastProps) {
  const t = useT()
  const text = useText()
  const name = useName()
  const past = splits.filter(({ status }) => status !== 'proposed')
  if (past.length === 0) return null
  const unit = (code: string) => {
    const found = counties.find((county) => county.code === code)
    return found ? name(found) : code
  }
  return (
    <section className="qx-card qx-stack" aria-labelledby="past">
      <h2 id="past">{t('review.split.past')}</h2>
      <ul className="qx-stack">
        {past.map(({ id, status, createdAt, proposedBy, confirmedBy, changes, declineReason }) => (
          <MarkChinese key={id}>
            <li>
              <DateTime at={createdAt} /> {text(`state.split.${status}`)} ·{' '}
              {[proposedBy, confirmedBy].flatMap((who) => (who ? [name(who)] : [])).join(' → ')}
              {declineReason && <span className="qx-block">{declineReason}</span>}
              {changes.map(({ unit: code, before, after }) => (
                <span key={code} className="qx-block qx-soft">
                  {t('review.split.change', {
                    unit: unit(code),
                    before: before ?? t('review.split.noShare'),
                    after: after ?? t('review.split.noShare'),
                  })}
                </span>
              ))}
            </li>
          </MarkChinese>
        ))}
      </ul>
    </section>
  )
}
