import { useDeferredValue, useMemo, useState } from 'react'
import { Link, type ShouldRevalidateFunctionArgs, useSearchParams } from 'react-router'
import { editableApplication } from '#app/db/application-record.server.ts'
import { type FormValues, labelAt } from '#app/domain/application/form.ts'
import { changedSlots, differences, untouched } from '#app/domain/application/form-changes.ts'
import { askedSlots } from '#app/domain/guideline/attachment-slot.ts'
import { codesIn, formPage } from '#app/domain/application/form-page.ts'
import { deadline } from '#app/i18n/format.ts'
import { Attachments, type SlotFile } from '#app/ui/form/attachments.tsx'
import { Conflicts } from '#app/ui/form/conflicts.tsx'
import { useDraftSaver } from '#app/ui/form/draft-saver.ts'
import { FormEditor, isFlagged } from '#app/ui/form/form-editor.tsx'
import { FormPage } from '#app/ui/form-page.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useT } from '#app/ui/page.tsx'
import { Countdown } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { namesOf } from './form-read.server.ts'
import { slotsIn, useFormWords } from './words.ts'
import type { Route } from './+types/form.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const application = await editableApplication(ctxOf(context), params.id)
  const names = await namesOf(context, codesIn(application.definition, application.values))
  return { ...application, names: Object.fromEntries(names) }
}

/** Going from section to section keeps what is typed here; only another application is loaded anew. */
export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs): boolean {
  return currentUrl.pathname !== nextUrl.pathname
}

export default function ApplicationForm({ loaderData }: Route.ComponentProps) {
  return <Editor key={loaderData.id} {...loaderData} />
}

function Editor(props: Route.ComponentProps['loaderData']) {
  const { id, definition, flags, flaggedOnly, editable, guideline, dueAt } = props
  const t = useT()
  const words = useFormWords()
  const [search] = useSearchParams()
  const [values, setValues] = useState<FormValues>(props.values)
  const [files, setFiles] = useState<readonly SlotFile[]>(props.files)
  const saver = useDraftSaver({
    url: `/applications/${id}/save`,
    key: `application.${id}`,
    revision: props.revision,
    onNews: (news) => setValues((old) => ({ ...old, ...news })),
  })
  const deferred = useDeferredValue(values)
  const { language, yes, no } = words
  const pages = useMemo(
    () => formPage(definition, deferred, { language, yes, no }),
    [definition, deferred, language, yes, no],
  )
  const slots = slotsIn(askedSlots(props, deferred), language)
  const sectionOf = ({ field }: { field: string }) => field.split(/[.[]/)[0]
  const flagged = new Set(flags.map(sectionOf))
  const open = useMemo(
    () =>
      untouched(flags, [
        ...differences(definition, props.before.values, deferred).map(({ path }) => path),
        ...changedSlots(props.before.files, files),
      ]),
    [definition, deferred, files, flags, props.before],
  )
  const toCorrect = (key: string) => {
    const count = open.filter((flag) => sectionOf(flag) === key).length
    return { missing: count, missingWords: t('application.form.toCorrect', { count }) }
  }
  const onlyFlagged = flags.length > 0 && search.get('all') === null
  const keep = search.get('all') === null ? '' : '&all=1'
  const missingFiles = slots.filter(
    ({ key, required }) => required && !files.some(({ slot }) => slot === key),
  ).length
  const sections = [
    ...pages.map(({ key, number, title, missing, wrong }) => ({
      key,
      label: `${number} ${title}`,
      ...(onlyFlagged ? toCorrect(key) : { missing: missing + wrong }),
      to: `?section=${key}${keep}`,
    })),
    {
      key: 'attachments',
      label: t('application.form.attachments'),
      ...(onlyFlagged ? toCorrect('attachments') : { missing: missingFiles }),
      to: `?section=attachments${keep}`,
    },
  ].filter(({ key }) => !onlyFlagged || flagged.has(key))
  const at = Math.max(
    0,
    sections.findIndex(({ key }) => key === search.get('section')),
  )
  const current = sections[at]?.key ?? 'attachments'
  // the section being typed in is drawn at once, the list of sections a moment later
  const typedIn = definition.sections.filter(({ key }) => key === current)
  const names = new Map(Object.entries({ ...props.names, ...saver.names }))
  const [shown] = formPage({ sections: typedIn }, values, { ...words, names })

  function put(path: string, value: FormValues[string]): void {
    setValues((old) => ({ ...old, [path]: value }))
    saver.put(path, value)
  }
  const labelOf = (path: string) => labelAt(definition, path)?.label[language] ?? path

  return (
    <FormPage
      title={props.projectName || t('application.unnamed')}
      note={
        <>
          {guideline.title}
          {dueAt && (
            <span>
              {' · '}
              {t('common.labelled', {
                label: t(flags.length > 0 ? 'common.record.due' : 'application.newPage.until'),
              })}
              <Countdown due={dueAt} />
            </span>
          )}
        </>
      }
      crumbs={[
        { label: t('application.title'), to: '/applications' },
        { label: props.projectName || t('application.unnamed'), to: `/applications/${id}` },
      ]}
      sections={sections}
      current={current}
      save={saver}
      actions={
        <Link className="qx-button" to={`/applications/${id}/check`} onClick={() => void saver.flush()}>
          {t('application.form.check')}
        </Link>
      }
    >
      <div className="qx-stack" onBlur={() => void saver.flush()}>
        {!editable && <Message tone="accent">{t('application.form.readOnly')}</Message>}
        {flags.length > 0 && (
          <Message tone="wait">
            <p>
              {t(flaggedOnly ? 'application.form.flaggedNote' : 'application.form.returnedNote', {
                count: flags.length,
                due: dueAt ? deadline(dueAt) : '—',
              })}
            </p>
            <Link to={onlyFlagged ? '?all=1' : '?'}>
              {t(onlyFlagged ? 'application.form.showAll' : 'application.form.onlyFlagged')}
            </Link>
          </Message>
        )}
        {saver.restored && <Message tone="good">{t('application.form.restored')}</Message>}
        <RefusalMessage refusal={saver.refusal} />
        <Conflicts saver={saver} labelOf={labelOf} />
        {shown ? (
          <FormEditor
            section={
              onlyFlagged && shown.fields
                ? { ...shown, fields: shown.fields.filter(({ path }) => isFlagged(flags, path)) }
                : shown
            }
            flags={flags}
            flaggedOnly={flaggedOnly}
            readOnly={!editable}
            onText={put}
            onRows={put}
          />
        ) : (
          <Attachments
            action={`/files/applications/${id}`}
            slots={onlyFlagged ? slots.filter(({ key }) => isFlagged(flags, `attachments.${key}`)) : slots}
            files={files}
            flags={flags}
            flaggedOnly={flaggedOnly}
            readOnly={!editable}
            onFiles={setFiles}
          />
        )}
        <p className="qx-row">
          {sections[at - 1] && (
            <Link className="qx-button qx-plain" to={sections[at - 1]?.to ?? ''}>
              {t('application.form.previous')}
            </Link>
          )}
          {sections[at + 1] ? (
            <Link className="qx-button qx-plain" to={sections[at + 1]?.to ?? ''}>
              {t('application.form.next')}
            </Link>
          ) : (
            <Link className="qx-button qx-plain" to={`/applications/${id}/check`}>
              {t('application.form.check')}
            </Link>
          )}
        </p>
      </div>
    </FormPage>
  )
}
