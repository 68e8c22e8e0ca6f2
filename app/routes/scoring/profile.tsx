import { data, Form, useNavigation } from 'react-router'
import { cities, findExpert } from '#app/db/scoring/expert.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { editOwnProfile } from '#app/services/scoring/own-profile.server.ts'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { ExpertFields } from '#app/ui/scoring/expert-fields.tsx'
import { TieTables } from '#app/ui/scoring/tie-tables.tsx'
import { Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { profileFrom } from './expert-form.server.ts'
import type { Route } from './+types/profile.ts'
import '#app/ui/scoring/scoring.css'

/** An expert's own record; for everybody else the page does not exist. */
export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!ctx.actor.expertId) throw new NotFound('expert')
  const { typed, ties, version, status, actions } = await findExpert(ctx, ctx.actor.expertId)
  const { name, kind, validTo, idNo, ...own } = typed
  return {
    fixed: { name, kind, validTo, idNo, status },
    own,
    ties,
    version,
    open: actions.includes('edit_own'),
    cities: await cities(ctx),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const version = Number(form.get('version'))
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const typed = profileFrom(form)
  const result = await editOwnProfile(ctxOf(context), { version, typed })
  return result.ok ? { saved: result.value } : refusalResponse(result, { typed })
}

export default function Profile({ loaderData, actionData }: Route.ComponentProps) {
  const { fixed, own, ties, version, open, cities } = loaderData
  const t = useT()
  const text = useText()
  const busy = useNavigation().state !== 'idle'
  const refused = actionData && 'refusal' in actionData ? actionData : null
  const saved = actionData && 'saved' in actionData ? actionData.saved : null
  return (
    <>
      <PageHeader
        title={t('expert.own.title')}
        note={t('expert.own.note')}
        crumbs={[{ label: t('scoring.mine.title'), to: '/scoring/mine' }]}
      />
      <div className="qx-stack">
        {saved && <Message tone="good">{t('expert.own.saved')}</Message>}
        {saved && saved.seats.length > 0 && (
          <Message tone="wait">
            {t('expert.own.left', { panels: saved.seats.join(t('common.comma')) })}
          </Message>
        )}
        {saved && saved.sheets > 0 && (
          <Message tone="wait">{t('expert.own.recused', { count: saved.sheets })}</Message>
        )}
        <section className="qx-card qx-stack" aria-labelledby="fixed">
          <h2 id="fixed">{t('expert.own.fixed')}</h2>
          <Facts
            items={[
              { label: t('expert.name'), value: fixed.name },
              { label: t('expert.kind'), value: text(`scoring.kind.${fixed.kind}`) },
              { label: t('expert.idNo'), value: fixed.idNo || '—' },
              { label: t('expert.validTo'), value: fixed.validTo },
              { label: t('expert.state'), value: text(`state.expert.${fixed.status}`) },
            ]}
          />
          <p className="qx-soft">{t('expert.own.fixedNote')}</p>
        </section>
        {!open && (
          <section className="qx-card qx-stack">
            <TieTables {...ties} />
          </section>
        )}
        {open && (
          <Form method="post" className="qx-card qx-editor">
            <input type="hidden" name="version" value={version} />
            <RefusalMessage refusal={refused?.refusal} />
            <div key={version} className="qx-editor">
              <ExpertFields
                typed={refused?.typed ?? own}
                cities={cities}
                problems={refused?.refusal.fields}
                sealHint={t('expert.own.seals')}
              />
            </div>
            <p className="qx-soft">{t('expert.own.effect')}</p>
            <p>
              <button className="qx-button" disabled={busy} aria-busy={busy}>
                {t('expert.own.save')}
              </button>
            </p>
          </Form>
        )}
      </div>
    </>
  )
}
