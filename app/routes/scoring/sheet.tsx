import { data } from 'react-router'
import { ownSheet } from '#app/db/scoring/material.server.ts'
import { maxCenti, opinionLength, readSheet, type TypedSheet } from '#app/domain/scoring/sheet.ts'
import { conflictKinds } from '#app/domain/scoring/conflict.ts'
import type { Ctx } from '#app/services/context.ts'
import { declareNoConflict, recuse } from '#app/services/scoring/declare.server.ts'
import { submitSheet } from '#app/services/scoring/score.server.ts'
import { Message } from '#app/ui/message.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'
import { Declaration, RecuseForm } from '#app/ui/scoring/declaration.tsx'
import { Material } from '#app/ui/scoring/material.tsx'
import { type Reading, SheetForm } from '#app/ui/scoring/sheet-form.tsx'
import { Status } from '#app/ui/scoring/status.tsx'
import { SideBySide } from '#app/ui/side-by-side.tsx'
import { Countdown, DateTime } from '#app/ui/values.tsx'
import { formToRead } from '../application/form-read.server.ts'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import type { Route } from './+types/sheet.ts'
import '#app/ui/scoring/scoring.css'

export async function loader({ params, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context)
  const { material, ...sheet } = await ownSheet(ctx, params.id)
  const shown = material && {
    sections: await formToRead(context, material.form, material.values),
    files: material.files,
    slots: material.slots,
  }
  return { sheet, material: shown, reader: ctx.actor.name }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const act = { sheetId: params.id, version: Number(form.get('version')) }
  if (!Number.isSafeInteger(act.version)) throw data({ code: 'bad_request' }, { status: 400 })
  const ctx = ctxOf(context)
  const result = await run(ctx, String(form.get('act')), act, form)
  if (!result.ok) return refusalResponse(result)
  return redirectWithReceipt(
    ctx,
    form.get('act') === 'recuse' ? '/scoring/mine' : `/scoring/sheets/${params.id}`,
  )
}

function run(ctx: Ctx, name: string, act: { sheetId: string; version: number }, form: FormData) {
  switch (name) {
    case 'declare':
      return declareNoConflict(ctx, { ...act, confirmed: form.get('confirmed') === '1' })
    case 'submit':
      return submitSheet(ctx, act)
    case 'recuse': {
      const kind = conflictKinds.find((one) => one === form.get('kind')) ?? 'other'
      return recuse(ctx, { ...act, kind, text: String(form.get('text') ?? '').slice(0, 2000) })
    }
    default:
      throw data({ code: 'bad_request' }, { status: 400 })
  }
}

export default function Sheet({ loaderData, actionData }: Route.ComponentProps) {
  const { sheet, material, reader } = loaderData
  const t = useT()
  const refusal = actionData?.refusal ?? null
  const { project, scheme } = sheet
  const readingOf = (typed: TypedSheet): Reading => ({
    ...readSheet(scheme, typed, { requestedFen: project.requestedFen }),
    letters: opinionLength(typed.comment),
    max: Object.fromEntries(scheme.items.map((item) => [item.code, maxCenti(scheme.mode, item)])),
  })
  return (
    <>
      <PageHeader
        title={project.name}
        crumbs={[{ label: t('scoring.mine.title'), to: '/scoring/mine' }]}
        note={
          <>
            {project.receiptNo} · {sheet.double ? t('scoring.sheet.hiddenApplicant') : project.applicant} ·{' '}
            {sheet.panel.name}{' '}
          </>
        }
      >
        <Status of="sheet" status={sheet.status} />
        {sheet.open && sheet.status !== 'submitted' && (
          <span className="qx-due">
            <Countdown due={sheet.panel.scoringEnd} />
          </span>
        )}
        {sheet.submittedAt && <DateTime at={sheet.submittedAt} />}
      </PageHeader>
      {sheet.status === 'recused' && <Message tone="wait">{t('scoring.sheet.gone')}</Message>}
      {sheet.status === 'void' && (
        <Message tone="bad">{t('scoring.void.gone', { reason: sheet.voidReason ?? '' })}</Message>
      )}
      {sheet.status === 'assigned' && (
        <Declaration
          version={sheet.version}
          project={project.name}
          words={{
            title: t('scoring.sheet.declareTitle'),
            text: t('scoring.sheet.declareText'),
            noConflict: t('scoring.sheet.noConflict'),
            declare: t('scoring.sheet.declare'),
            recusing: t('transition.sheet.recuse.effect'),
          }}
          refusal={refusal}
        />
      )}
      {material && (
        <>
          <a className="qx-tosheet" href="#sheet">
            {t('scoring.sheet.title')} ↓
          </a>
          <SideBySide
            name="scoring"
            left={<Material material={material} reader={reader} />}
            right={
              <>
                <SheetForm key={sheet.version} sheet={sheet} readingOf={readingOf} refusal={refusal} />
                {sheet.status === 'scoring' && (
                  <details className="qx-card">
                    <summary>{t('scoring.sheet.recuse')}</summary>
                    <RecuseForm
                      version={sheet.version}
                      project={project.name}
                      effect={t('transition.sheet.recuse.effect')}
                    />
                  </details>
                )}
                <p className="qx-soft">{t('scoring.sheet.others')}</p>
              </>
            }
          />
        </>
      )}
    </>
  )
}
