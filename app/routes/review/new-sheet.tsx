import { Form, redirect } from 'react-router'
import { listToMake } from '#app/db/review/sheets.server.ts'
import type { SheetRow } from '#app/domain/review/sheet-content.ts'
import { generateSheet } from '#app/services/review/sheet.server.ts'
import { RefusalMessage } from '#app/ui/messages.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { SheetRows } from '#app/ui/review/sheet-rows.tsx'
import { ctxOf } from '../context.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/new-sheet.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  return listToMake(ctxOf(context), url.searchParams.get('guideline') ?? '')
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await request.formData()
  const order = [...form]
    .flatMap(([name, value]) =>
      name.startsWith('order.') ? [{ id: name.slice(6), place: Number(value) }] : [],
    )
    .toSorted((a, b) => (Number.isFinite(a.place) && Number.isFinite(b.place) ? a.place - b.place : 0))
    .map(({ id }) => id)
  const guidelineId = url.searchParams.get('guideline') ?? ''
  const made = await generateSheet(ctxOf(context), { guidelineId, order })
  return made.ok ? redirect(`/recommendations/${made.value.id}?done=generate`) : refusalResponse(made)
}

export default function NewSheet({ loaderData: { guideline, rows }, actionData }: Route.ComponentProps) {
  const t = useT()
  const orderInput = (row: SheetRow, at: number) => (
    <input
      className="qx-input qx-order qx-number"
      inputMode="numeric"
      name={`order.${row.applicationId}`}
      defaultValue={at + 1}
      maxLength={4}
      aria-label={`${t('review.sheet.order')} ${row.projectName}`}
    />
  )
  return (
    <>
      <PageHeader
        title={t('review.sheet.make')}
        note={guideline.title}
        crumbs={[{ label: t('review.sheet.title'), to: '/recommendations' }]}
      />
      <RefusalMessage refusal={actionData?.refusal} />
      <Form method="post" className="qx-stack">
        <SheetRows rows={rows} order={orderInput} />
        <p className="qx-soft">
          {t('review.sheet.orderHint')} {t('review.sheet.makeNote')}
        </p>
        <button className="qx-button">{t('review.sheet.make')}</button>
      </Form>
    </>
  )
}
