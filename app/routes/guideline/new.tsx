import { Form, Link, redirect } from 'react-router'
import { draftSources } from '#app/db/guideline-lists.server.ts'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { shanghaiDay } from '#app/domain/kernel/shanghai.ts'
import { draftGuideline, mayDraft } from '#app/services/guideline/draft.server.ts'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useName, useT } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  if (!mayDraft(ctx)) throw new NotFound('page')
  return { ...(await draftSources(ctx)), year: Number(shanghaiDay(ctx.now).slice(0, 4)) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { code: text('code'), title: text('title'), year: text('year') }
  const from = text('from')
  const result = await draftGuideline(ctxOf(context), {
    categoryId: text('category'),
    code: typed.code,
    title: typed.title,
    year: Number(typed.year),
    from: from === '' ? { kind: 'standard' } : { kind: 'guideline', id: from },
  })
  return result.ok
    ? redirect(`/guidelines/${result.value.id}/studio?part=basics`)
    : refusalResponse(result, typed)
}

export default function NewGuideline({ loaderData, actionData }: Route.ComponentProps) {
  const { categories, guidelines, year } = loaderData
  const t = useT()
  const name = useName()
  return (
    <>
      <PageHeader
        title={t('guideline.create')}
        note={t('guideline.createNote')}
        crumbs={[{ label: t('guideline.title'), to: '/guidelines' }]}
      />
      <Form method="post" className="qx-card qx-stack qx-narrow">
        <RefusalMessage refusal={actionData?.refusal} />
        {categories.length === 0 && (
          <Message tone="wait">
            {t('guideline.fund.noneToDraft')} <Link to="/funds">{t('guideline.fund.link')}</Link>
          </Message>
        )}
        <TextField
          name="title"
          label={t('configuration.word.title')}
          required
          maxLength={500}
          defaultValue={actionData?.title}
        />
        <TextField
          name="code"
          label={t('configuration.code')}
          hint={t('configuration.codeHint')}
          example={t('guideline.codeExample')}
          required
          maxLength={40}
          defaultValue={actionData?.code}
        />
        <TextField
          name="year"
          label={t('configuration.word.year')}
          required
          numeric
          maxLength={4}
          defaultValue={actionData?.year ?? String(year)}
        />
        <SelectField
          name="category"
          label={t('guideline.category')}
          required
          choices={categories.map((category) => ({
            value: category.id,
            label: `${name(category.fund)} ${category.fund.year} · ${name(category)}`,
          }))}
        />
        <SelectField
          name="from"
          label={t('guideline.from')}
          empty={t('guideline.fromStandard')}
          choices={guidelines.map((row) => ({ value: row.id, label: `${row.year} · ${row.title}` }))}
        />
        <button className="qx-button">{t('guideline.create')}</button>
      </Form>
    </>
  )
}
