import { Form, useRevalidator } from 'react-router'
import { findSheet } from '#app/db/review/sheets.server.ts'
import { fileSheet, setDocumentNo } from '#app/services/review/sheet.server.ts'
import { type Act, Acts } from '#app/ui/act-panel.tsx'
import { TextField } from '#app/ui/field.tsx'
import { FileList } from '#app/ui/file-list.tsx'
import { FileDrop } from '#app/ui/files.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Message } from '#app/ui/message.tsx'
import { RefusalMessage, useProblemAt } from '#app/ui/messages.tsx'
import { useName, useT, useText } from '#app/ui/page.tsx'
import { RecordPage } from '#app/ui/record-page.tsx'
import { SheetRows } from '#app/ui/review/sheet-rows.tsx'
import { sheetTone } from '#app/ui/review/sheet-status.tsx'
import { DateTime, Facts } from '#app/ui/values.tsx'
import { ctxOf } from '../context.server.ts'
import { redirectWithReceipt } from '../receipt.server.ts'
import { refusalResponse } from '../refusal.server.ts'
import { readAct } from './act.server.ts'
import type { Route } from './+types/sheet.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  return { ...(await findSheet(ctxOf(context), params.id)), done: url.searchParams.get('done') }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const posted = await readAct(request)
  const ctx = ctxOf(context)
  const { act, version, word } = posted
  const result =
    act === 'file'
      ? await fileSheet(ctx, { id, version })
      : await setDocumentNo(ctx, { id, version, documentNo: word('documentNo') })
  const done = act === 'file' ? 'file' : 'number'
  if (result.ok) return redirectWithReceipt(ctx, `/recommendations/${id}?done=${done}`)
  return refusalResponse(result, { act, typed: posted.typed })
}

const doneActs = ['generate', 'number', 'scan', 'file'] as const

export default function Sheet({ loaderData, actionData }: Route.ComponentProps) {
  const { number, title, unit, status, rows, prints, current, done } = loaderData
  const t = useT()
  const name = useName()
  const text = useText()
  const act = doneActs.find((name) => name === done)
  return (
    <RecordPage
      number={loaderData.documentNo}
      title={t('review.sheet.titleOf', { unit: name(unit), number })}
      status={{ tone: sheetTone(status), label: text(`state.recommendation.${status}`) }}
      crumbs={[{ label: t('review.sheet.title'), to: '/recommendations' }]}
      side={<Side data={loaderData} refused={actionData} />}
    >
      <div className="qx-stack">
        {act && !actionData && <Message tone="good">{t(`review.sheet.done.${act}`)}</Message>}
        {status === 'generated' && !current && <Message tone="bad">{t('review.sheet.changed')}</Message>}
        <section className="qx-card qx-stack">
          <Facts
            items={[
              { label: t('review.sheet.guideline'), value: title, wide: true },
              { label: t('review.sheet.createdBy'), value: loaderData.createdBy },
              { label: t('review.sheet.createdAt'), value: <DateTime at={loaderData.createdAt} /> },
              {
                label: t('review.sheet.hash'),
                value: <span className="qx-hash">{loaderData.sha256}</span>,
                wide: true,
              },
            ]}
          />
          {status === 'generated' && current && <p className="qx-soft">{t('review.sheet.current')}</p>}
        </section>
        <h2>{t('review.sheet.rows')}</h2>
        <SheetRows rows={rows} />
        <section className="qx-card qx-stack" aria-labelledby="prints">
          <h2 id="prints">{t('review.sheet.prints')}</h2>
          {prints.map(({ id, title: name, format, ...state }) => (
            <JobProgress
              key={id}
              documentId={id}
              title={`${name}.${format}`}
              initial={{ status: asStatus(state.status), progress: state.progress, fileId: state.fileId }}
            />
          ))}
        </section>
      </div>
    </RecordPage>
  )
}

function asStatus(status: string) {
  return (['waiting', 'rendering', 'ready'] as const).find((known) => known === status) ?? 'failed'
}

type SideProps = {
  data: Route.ComponentProps['loaderData']
  refused: Route.ComponentProps['actionData']
}

function Side({ data, refused }: SideProps) {
  const t = useT()
  const { actions, version, scan, current } = data
  const { revalidate } = useRevalidator()
  const files = actions.includes('file')
  const act: Act = {
    name: 'file',
    label: t('transition.recommendation.file.label'),
    version,
    consequence: t('transition.recommendation.file.effect'),
    refusal: refused?.act === 'file' ? refused.refusal : null,
  }
  return (
    <>
      <section className="qx-card qx-stack" aria-labelledby="stamped">
        <h2 id="stamped">{t('review.sheet.scan')}</h2>
        {actions.includes('set_number') && <NumberForm data={data} refused={refused} />}
        {scan ? <FileList files={[scan]} /> : <p className="qx-soft">{t('review.sheet.noScan')}</p>}
        {actions.includes('attach_scan') && (
          <FileDrop
            action={`/files/recommendations/${data.id}`}
            fields={{ version: String(version) }}
            accept=".pdf,.jpg,.png"
            limit={50 * 1024 * 1024}
            onUploaded={() => void revalidate()}
          />
        )}
      </section>
      {files && (
        <Acts
          acts={current ? [act] : []}
          closed={current ? [] : [{ label: act.label, why: t('review.sheet.changed') }]}
        />
      )}
      {!files && data.status === 'generated' && <p className="qx-soft">{t('review.sheet.waitingFile')}</p>}
    </>
  )
}

function NumberForm({ data, refused }: SideProps) {
  const t = useT()
  const own = refused?.act === 'set_number' ? refused : null
  const problemAt = useProblemAt(own?.refusal.fields)
  const typed = own?.typed?.documentNo
  return (
    <Form method="post" className="qx-stack">
      <input type="hidden" name="act" value="set_number" />
      <input type="hidden" name="version" value={data.version} />
      <RefusalMessage refusal={own?.refusal} />
      <TextField
        id="documentNo"
        name="documentNo"
        label={t('review.sheet.documentNo')}
        hint={t('review.sheet.documentNoHint')}
        maxLength={60}
        required
        defaultValue={typeof typed === 'string' ? typed : (data.documentNo ?? '')}
        error={problemAt('documentNo')}
      />
      <button className="qx-button qx-plain">{t('transition.recommendation.set_number.label')}</button>
    </Form>
  )
}
