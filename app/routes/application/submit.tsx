import { openForm } from '#app/domain/application/private-sections.ts'
import { data, Form, Link, redirect } from 'react-router'
import { applicationRecord } from '#app/db/application-record.server.ts'
import { untouchedCorrections } from '#app/db/untouched.server.ts'
import { latestSnapshot } from '#app/db/working-application.server.ts'
import { nodesOf } from '#app/domain/application/chain-nodes.ts'
import { differences, fileChanges } from '#app/domain/application/form-changes.ts'
import { confirmCommitment } from '#app/services/application/commit.server.ts'
import { resubmitApplication } from '#app/services/application/resubmit.server.ts'
import { entryOfAct } from '#app/services/receipt.server.ts'
import { submitApplication } from '#app/services/application/submit.server.ts'
import { ChangesOfEdition } from '#app/ui/application/changes.tsx'
import { RuleResults } from '#app/ui/application/rule-results.tsx'
import { Untouched } from '#app/ui/application/untouched.tsx'
import { CheckField } from '#app/ui/field.tsx'
import { FileList } from '#app/ui/file-list.tsx'
import { FormView } from '#app/ui/form/form-view.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { Countdown, DateTime } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { changesToRead, formToRead } from './form-read.server.ts'
import type { Route } from './+types/submit.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { application, configuration, run, own, actions, coming } = await applicationRecord(ctx, params.id)
  const again = application.status === 'returned'
  if (!own || !actions.includes(again ? 'resubmit' : 'submit')) throw redirect(`/applications/${params.id}`)
  const before = again ? await latestSnapshot(ctx.db.client, params.id) : null
  const first = again ? application.node : nodesOf(configuration, application)[0]
  return {
    id: application.id,
    name: application.projectName,
    version: application.version,
    revision: application.revision,
    dueAt: application.dueAt,
    commitmentAt: application.commitmentAt,
    again,
    sections: await formToRead(context, configuration.form, application.values),
    files: application.files.map(({ id, name, size }) => ({ id, name, size })),
    changes: before && {
      changes: await changesToRead(
        context,
        differences(openForm(configuration.form), before.form, application.values),
      ),
      files: fileChanges(before.files, application.files),
    },
    untouched: await untouchedCorrections(ctx.db.client, application, configuration),
    office: coming.find(({ node }) => node === first)?.office ?? null,
    run: {
      ...run,
      results: run.results.filter(({ result }) => result !== 'pass' && result !== 'not_applicable'),
    },
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const ctx = ctxOf(context)
  const form = await request.formData()
  const [version, revision] = [
    Number(form.get('version') ?? Number.NaN),
    Number(form.get('revision') ?? Number.NaN),
  ]
  if (!Number.isSafeInteger(version)) throw data({ code: 'bad_request' }, { status: 400 })
  const input = { id: params.id, version, ...(Number.isSafeInteger(revision) ? { revision } : {}) }
  if (form.get('act') === 'resubmit') {
    const sent = await resubmitApplication(ctx, input)
    return sent.ok
      ? redirectWithReceipt(ctx, `/applications/${params.id}?done=resubmit`)
      : refusalResponse(sent)
  }
  if (form.get('commitment')) {
    const given = await confirmCommitment(ctx, { id: params.id })
    if (!given.ok && given.refusal.code !== 'wrong_state') return refusalResponse(given)
  }
  const sent = await submitApplication(ctx, input)
  if (!sent.ok) return refusalResponse(sent)
  const path = `/applications/${params.id}?done=`
  if (!sent.value.already) return redirectWithReceipt(ctx, `${path}submit`)
  const entry = await entryOfAct(ctx.db, `application:${params.id}`, 'application.submit')
  return redirectWithReceipt(ctx, `${path}already`, entry)
}

export default function Submit({ loaderData, actionData }: Route.ComponentProps) {
  const {
    id,
    name,
    version,
    revision,
    again,
    commitmentAt,
    sections,
    files,
    changes,
    office,
    run,
    dueAt,
    untouched,
  } = loaderData
  const t = useT()
  const nameOf = useName()
  const refusal = actionData?.refusal
  return (
    <>
      <PageHeader
        title={t(again ? 'application.submit.titleAgain' : 'application.submit.title')}
        note={name || t('application.unnamed')}
        crumbs={[
          { label: t('application.title'), to: '/applications' },
          { label: name || t('application.unnamed'), to: `/applications/${id}` },
        ]}
      >
        <Link className="qx-button qx-plain" to={`/applications/${id}/check`}>
          {t('application.form.check')}
        </Link>
        <Link className="qx-button qx-plain" to={`/applications/${id}/form`}>
          {t('application.form.edit')}
        </Link>
      </PageHeader>
      <div className="qx-stack">
        <RefusalMessage
          refusal={refusal}
          hrefOf={(path) => `/applications/${id}/form?section=${path.split(/[.[]/)[0]}&all=1#${path}`}
        />
        {refusal && run.results.length > 0 && (
          <section className="qx-card">
            <RuleResults run={run} />
          </section>
        )}
        <section className="qx-card qx-stack" aria-labelledby="follows-title">
          <h2 id="follows-title">{t('application.submit.follows')}</h2>
          <p>
            {t(again ? 'application.submit.followsAgain' : 'application.submit.followsText', {
              office: office ? nameOf(office) : '',
            })}
          </p>
          {dueAt && (
            <p>
              {t('common.labelled', { label: t(again ? 'common.record.due' : 'application.newPage.until') })}
              <Countdown due={dueAt} />
            </p>
          )}
          <Untouched id={id} items={untouched} />
          <Form method="post" className="qx-stack" reloadDocument={false}>
            <input type="hidden" name="act" value={again ? 'resubmit' : 'submit'} />
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="revision" value={revision} />
            {!again && (
              <fieldset className="qx-plainset qx-stack">
                <legend className="qx-label">{t('application.commitment.title')}</legend>
                <p className="qx-commitment">{t('application.commitment.text')}</p>
                {commitmentAt ? (
                  <Message tone="good">
                    <DateTime at={commitmentAt} />
                  </Message>
                ) : (
                  <CheckField name="commitment" label={t('application.commitment.accept')} required />
                )}
              </fieldset>
            )}
            <button className="qx-button">
              {t(again ? 'application.submit.actAgain' : 'application.submit.act')}
            </button>
          </Form>
        </section>
        {changes && (
          <section className="qx-card qx-stack" aria-labelledby="changes-title">
            <h2 id="changes-title">{t('application.submit.changes')}</h2>
            <ChangesOfEdition {...changes} />
          </section>
        )}
        <section className="qx-card qx-stack" aria-labelledby="what-title">
          <h2 id="what-title">{t('application.submit.what')}</h2>
          <p>{t('application.submit.files', { count: files.length })}</p>
          <FileList files={files} />
          <FormView sections={sections} />
        </section>
      </div>
    </>
  )
}
