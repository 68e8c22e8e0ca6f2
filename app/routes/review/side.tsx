import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { duplicateHits } from '#app/services/review/duplicates.server.ts'
import { giveOpinion } from '#app/services/review/opinion.server.ts'
import { reviewSide } from '#app/services/review/side.server.ts'
import { Changes } from '#app/ui/application/changes.tsx'
import { FileList } from '#app/ui/file-list.tsx'
import { FormView } from '#app/ui/form/form-view.tsx'
import { MarkChinese } from '#app/ui/mark-chinese.tsx'
import { Message } from '#app/ui/message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'
import { Checklist } from '#app/ui/review/checklist.tsx'
import { Duplicates } from '#app/ui/review/duplicates.tsx'
import { SideBySide } from '#app/ui/side-by-side.tsx'
import { DateTime } from '#app/ui/values.tsx'
import { changesToRead, formToRead } from '../application/form-read.server.ts'
import { slotsIn } from '../application/words.ts'
import { ctxOf } from '../context.server.ts'
import { actPage, answerAct, readAct } from './act.server.ts'
import { readOpinion } from './opinion-fields.ts'
import type { Route } from './+types/side.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const [acts, side, duplicates] = await Promise.all([
    actPage(ctx, params.id),
    reviewSide(ctx, params.id),
    duplicateHits(ctx, params.id),
  ])
  const { definition, form, ...shown } = side
  const sections = await formToRead(context, definition, form)
  const changes = side.changes && (await changesToRead(context, side.changes))
  return { acts, side: { ...shown, sections, changes }, duplicates }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const result = await giveOpinion(ctx, { id, ...readOpinion(posted) })
  return answerAct(ctx, result, id, 'handle', posted)
}

export default function Side({ loaderData: { acts, side, duplicates }, actionData }: Route.ComponentProps) {
  const t = useT()
  return (
    <>
      <PageHeader
        title={`${t(side.formal ? 'review.side.title' : 'review.side.titleLocal')} · ${acts.projectName}`}
        note={acts.applicantName}
        crumbs={[
          { label: t('review.title'), to: '/review' },
          { label: acts.receiptNo ?? acts.projectName, to: `/applications/${acts.id}` },
        ]}
      >
        <a className="qx-tochecklist" href="#checklist">
          {t('review.side.checklist')}
        </a>
      </PageHeader>
      <SideBySide
        name="review"
        left={
          <Material side={side} duplicates={duplicates && <Duplicates id={acts.id} found={duplicates} />} />
        }
        right={<Checklist acts={acts} side={side} refused={actionData} />}
      />
      <p>
        <Link to={`/applications/${acts.id}`}>{t('review.act.back')}</Link>
      </p>
    </>
  )
}

type Data = Route.ComponentProps['loaderData']

function Material({ side, duplicates }: { side: Data['side']; duplicates: ReactNode }) {
  const t = useT()
  const language = useLocale() === 'en' ? 'en' : 'zh'
  const { edition, changes, flags } = side
  return (
    <div className="qx-stack">
      <h2>{t('review.side.material')}</h2>
      {edition && (
        <p className="qx-soft">
          {t('application.record.snapshotLine', {
            number: edition.number,
            hash: edition.sha256.slice(0, 16),
          })}{' '}
          · <DateTime at={edition.createdAt} />
        </p>
      )}
      {flags.length > 0 && (
        <Message tone="wait">
          <p>{t('review.side.flagged')}</p>
          <ul>
            {flags.map(({ field, problem }) => (
              <MarkChinese key={`${field} ${problem}`}>
                <li>
                  <a href={`#${field}`}>{problem}</a>
                </li>
              </MarkChinese>
            ))}
          </ul>
        </Message>
      )}
      {changes && changes.length > 0 && (
        <details className="qx-card" open>
          <summary>
            <b>{t('review.side.changes')}</b> <span className="qx-count">{changes.length}</span>
          </summary>
          <Changes changes={changes} />
        </details>
      )}
      {duplicates}
      <section className="qx-card qx-stack">
        <h2>{t('review.side.files')}</h2>
        {slotsIn(side.attachments, language).map(({ key, name }) => (
          <section key={key} id={`attachments.${key}`} className="qx-slot">
            <h3>{name}</h3>
            <FileList files={side.files.filter(({ slot }) => slot === key)} />
          </section>
        ))}
      </section>
      <section className="qx-card">
        <FormView
          sections={side.sections}
          marked={new Set([...flags.map(({ field }) => field), ...(changes ?? []).map(({ path }) => path)])}
        />
      </section>
    </div>
  )
}
