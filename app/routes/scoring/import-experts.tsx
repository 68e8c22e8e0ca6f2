import { Form, redirect } from 'react-router'
import { importExperts } from '#app/services/scoring/expert.server.ts'
import { Field } from '#app/ui/field.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { onlyOrganiser } from './expert-form.server.ts'
import type { Route } from './+types/import-experts.ts'

export async function loader({ context }: Route.LoaderArgs) {
  onlyOrganiser(ctxOf(context))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const rows = String((await request.formData()).get('rows') ?? '').slice(0, 500_000)
  const result = await importExperts(ctxOf(context), rows)
  return result.ok
    ? redirect(`/experts?imported=${result.value.count}`)
    : refusalResponse(result, { typed: rows })
}

export default function ImportExperts({ actionData }: Route.ComponentProps) {
  const t = useT()
  const text = useText()
  const refusal = actionData?.refusal
  return (
    <>
      <PageHeader title={t('expert.import')} crumbs={[{ label: t('expert.title'), to: '/experts' }]} />
      <Form method="post" className="qx-card qx-stack">
        {refusal && (
          <div className="qx-message" data-tone="bad" role="alert">
            <p>{text(`refusal.${refusal.code}`, refusal.params)}</p>
            <ul>
              {refusal.fields?.slice(0, 50).map(({ path, code, params }) => (
                <li key={`${path} ${code}`}>
                  {rowWords(path)} {text(`problem.${code}`, params)}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t('expert.rows')} hint={t('expert.importHint')} required>
          {(link) => (
            <textarea
              {...link}
              name="rows"
              rows={12}
              className="qx-input"
              required
              defaultValue={actionData?.typed}
            />
          )}
        </Field>
        <button className="qx-button">{t('expert.importGo')}</button>
      </Form>
    </>
  )

  function rowWords(path: string): string {
    const [row = '', field = ''] = path.split('.')
    const key = { cityCode: 'city', title: 'titleField' }[field] ?? field
    const label = text([`expert.${key}`, field])
    return `${t('expert.row', { row })} ${label}`
  }
}
