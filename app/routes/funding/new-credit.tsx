import { Form, redirect, useNavigation } from 'react-router'
import { mayBeginCredit, projectsToRecord } from '#app/db/funding/credit.server.ts'
import { handEvents } from '#app/domain/funding/credit.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { openCreditByHand } from '#app/services/funding/open-credit.server.ts'
import { SelectField } from '#app/ui/field.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-credit.ts'

/** For whoever may begin a record by hand; for everybody else the page does not exist. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!mayBeginCredit(ctx)) throw new NotFound('credit')
  return {
    ...(await projectsToRecord(ctx, url.searchParams.get('enterprise') ?? '')),
    events: handEvents,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const word = (name: string) => String(form.get(name) ?? '').slice(0, 100)
  const typed = { projectId: word('project'), event: word('event') }
  const result = await openCreditByHand(ctxOf(context), typed)
  return result.ok
    ? redirect(`/funding/credits/${result.value.id}?done=open`)
    : refusalResponse(result, { typed })
}

export default function NewCredit({ loaderData, actionData }: Route.ComponentProps) {
  const { enterprise, projects, events } = loaderData
  const t = useT()
  const problem = useProblemAt(actionData?.refusal.fields)
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <PageHeader
        title={t('funding.credit.toNew')}
        note={t('funding.credit.new.note')}
        crumbs={[
          { label: t('enterprise.title'), to: '/enterprises' },
          { label: enterprise.name, to: `/enterprises/${enterprise.id}` },
        ]}
      />
      {projects.length === 0 ? (
        <p className="qx-empty">{t('funding.credit.new.none')}</p>
      ) : (
        <Form method="post" className="qx-card qx-stack qx-narrowform">
          <RefusalMessage refusal={actionData?.refusal} />
          <SelectField
            name="project"
            label={t('funding.credit.new.project')}
            choices={projects.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
            defaultValue={actionData?.typed?.projectId}
            required
          />
          <SelectField
            name="event"
            label={t('funding.credit.event')}
            choices={events.map((value) => ({ value, label: t(`funding.credit.events.${value}`) }))}
            defaultValue={actionData?.typed?.event}
            error={problem('event')}
            required
            empty=""
          />
          <p>
            <button className="qx-button" disabled={busy} aria-busy={busy}>
              {t('funding.credit.toNew')}
            </button>
          </p>
        </Form>
      )}
    </>
  )
}
