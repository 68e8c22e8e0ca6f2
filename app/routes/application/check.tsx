import { Form, Link } from 'react-router'
import { applicationRecord } from '#app/db/application-record.server.ts'
import { labelAt } from '#app/domain/application/form.ts'
import { checkBeforehand } from '#app/services/application/check.server.ts'
import { RuleResults } from '#app/ui/application/rule-results.tsx'
import { Untouched } from '#app/ui/application/untouched.tsx'
import { Message } from '#app/ui/message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/check.ts'

/** Checks when the page is opened; results are kept with the application. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const checked = await checkBeforehand(ctx, { id: params.id })
  const record = await applicationRecord(ctx, params.id)
  const { configuration } = record
  const problems = checked.ok ? checked.value.problems : []
  return {
    id: params.id,
    name: record.application.projectName,
    run: record.run,
    blocking: checked.ok ? checked.value.blocking : 0,
    untouched: checked.ok ? checked.value.untouched : [],
    problems: problems.map((problem) => {
      const label = labelAt(configuration.form, problem.path)
      const slot = configuration.attachments.find(({ key }) => `attachments.${key}` === problem.path)
      return {
        ...problem,
        section: problem.path.split(/[.[]/)[0] ?? '',
        place: label
          ? { section: label.section, row: label.row, rowLabel: label.rowLabel, label: label.label }
          : null,
        slot: slot?.name ?? null,
      }
    }),
  }
}

/** POST checks again without a page of its own: for those who work by hand. */
export async function action({ params, context }: Route.ActionArgs) {
  const checked = await checkBeforehand(ctxOf(context), { id: params.id })
  return checked.ok ? { refusal: null } : refusalResponse(checked)
}

export default function Check({ loaderData }: Route.ComponentProps) {
  const { id, name, problems, run, blocking, untouched } = loaderData
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  const ready = problems.length === 0 && blocking === 0
  return (
    <>
      <PageHeader
        title={t('application.check.title')}
        note={name || t('application.unnamed')}
        crumbs={[
          { label: t('application.title'), to: '/applications' },
          { label: name || t('application.unnamed'), to: `/applications/${id}` },
        ]}
      >
        <Form method="post">
          <button className="qx-button qx-plain">{t('application.check.run')}</button>
        </Form>
        <Link className="qx-button qx-plain" to={`/applications/${id}/form`}>
          {t('application.form.edit')}
        </Link>
        {ready && (
          <Link className="qx-button" to={`/applications/${id}/submit`}>
            {t('application.check.goOn')}
          </Link>
        )}
      </PageHeader>
      <div className="qx-stack">
        <section className="qx-card qx-stack" aria-labelledby="missing-title">
          <h2 id="missing-title">{t('application.check.missing')}</h2>
          <Untouched id={id} items={untouched} />
          {problems.length === 0 ? (
            <Message tone="good">{t('application.check.complete')}</Message>
          ) : (
            <>
              <p>{t('common.form.errors', { count: problems.length })}</p>
              <ul className="qx-problems">
                {problems.map(({ path, code, words, section, place, slot }) => (
                  <li key={`${path} ${code}`}>
                    <Link to={`/applications/${id}/form?section=${section}&all=1#${path}`}>
                      {slot?.[language] ??
                        [
                          place?.section[language],
                          place?.rowLabel?.[language] ??
                            (place && place.row !== null
                              ? t('application.form.rows', { row: place.row + 1 })
                              : null),
                          place?.label[language],
                        ]
                          .filter(Boolean)
                          .filter((word, at, all) => all.indexOf(word) === at)
                          .join(' · ')}
                    </Link>{' '}
                    {words}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <section className="qx-card qx-stack" aria-labelledby="rules-title">
          <h2 id="rules-title">{t('application.check.rules')}</h2>
          {blocking > 0 ? (
            <Message tone="bad">{t('application.check.blocked', { count: blocking })}</Message>
          ) : (
            <Message tone="good">{t('application.check.clear')}</Message>
          )}
          <RuleResults run={run} />
        </section>
      </div>
    </>
  )
}
