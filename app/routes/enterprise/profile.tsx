import { useMemo, useState } from 'react'
import { type ShouldRevalidateFunctionArgs, useSearchParams } from 'react-router'
import { ownEnterprise } from '#app/db/enterprise.server.ts'
import type { FormValues } from '#app/domain/application/form.ts'
import { labelAt } from '#app/domain/application/form.ts'
import { formPage } from '#app/domain/application/form-page.ts'
import { profileAsForm, profileForm } from '#app/domain/enterprise/profile.ts'
import { profileYear } from '#app/services/enterprise/profile.server.ts'
import { useDraftSaver } from '#app/ui/form/draft-saver.ts'
import { Conflicts } from '#app/ui/form/conflicts.tsx'
import { FormEditor } from '#app/ui/form/form-editor.tsx'
import { FormPage } from '#app/ui/form-page.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { Facts } from '#app/ui/values.tsx'
import { useFormWords } from '../application/words.ts'
import { ctxOf } from '../context.server.ts'
import type { Route } from './+types/profile.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { profile, ...enterprise } = await ownEnterprise(ctx)
  const definition = profileForm(profileYear(ctx))
  return { enterprise, definition, values: profileAsForm(definition, profile) }
}

export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs): boolean {
  return currentUrl.pathname !== nextUrl.pathname
}

export default function Profile({ loaderData }: Route.ComponentProps) {
  const { enterprise, definition } = loaderData
  const t = useT()
  const name = useName()
  const text = useText()
  const { language, yes, no } = useFormWords()
  const [search] = useSearchParams()
  const [values, setValues] = useState<FormValues>(loaderData.values)
  const saver = useDraftSaver({
    url: '/enterprise/save',
    key: `enterprise.${enterprise.id}`,
    revision: enterprise.version,
    onNews: (news) => setValues((old) => ({ ...old, ...news })),
  })
  const pages = useMemo(
    () => formPage(definition, values, { language, yes, no }),
    [definition, values, language, yes, no],
  )
  const page = pages.find(({ key }) => key === search.get('section')) ?? pages[0]
  const labelOf = (path: string) => labelAt(definition, path)?.label[language] ?? path
  function put(path: string, value: FormValues[string]): void {
    setValues((old) => ({ ...old, [path]: value }))
    saver.put(path, value)
  }
  return (
    <FormPage
      title={t('enterprise.profile.title')}
      note={t('enterprise.profile.note')}
      sections={pages.map(({ key, title, missing, wrong }) => ({
        key,
        label: title,
        missing: missing + wrong,
        to: `?section=${key}`,
      }))}
      current={page?.key ?? ''}
      save={saver}
    >
      <div className="qx-stack" onBlur={() => void saver.flush()}>
        <Facts
          items={[
            { label: t('enterprise.profile.name'), value: enterprise.name, wide: true },
            { label: t('enterprise.profile.uscc'), value: enterprise.uscc },
            { label: t('enterprise.profile.region'), value: name(enterprise.unit) },
            {
              label: t('enterprise.profile.status'),
              value: text(`enterprise.profile.statusOf.${enterprise.status}`),
            },
          ]}
        />
        <p className="qx-hint">{t('enterprise.profile.fixed', { office: name(enterprise.unit) })}</p>
        <RefusalMessage refusal={saver.refusal} />
        <Conflicts saver={saver} labelOf={labelOf} />
        {page && <FormEditor section={{ ...page, help: null }} onText={put} onRows={put} />}
      </div>
    </FormPage>
  )
}
