import { Form, Link, useNavigation } from 'react-router'
import type { SeenList } from '#app/domain/review/duplicates.ts'
import type { Refusal } from '#app/domain/kernel/refusal.ts'
import { CheckField, Field } from '../field.tsx'
import { MarkChinese } from '../mark-chinese.tsx'
import { RefusalMessage } from '../messages.tsx'
import { useT } from '../page.tsx'
import { type PlainColumn, PlainTable } from '../plain-table.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { DateTime } from '../values.tsx'
import { WithdrawnNote } from './duplicates.tsx'

/** The lists as they were imported, with who withdrew one, when and why; `withdraws`: the reader may do so. */
export function ImportedLists({ lists, withdraws }: { lists: readonly SeenList[]; withdraws: boolean }) {
  const t = useT()
  return (
    <section className="qx-card qx-stack" aria-labelledby="lists">
      <h2 id="lists">{t('review.listed.lists')}</h2>
      <p className="qx-soft">{t('review.listed.listsNote')}</p>
      <PlainTable
        rows={lists}
        keyOf={({ fileId }) => fileId}
        empty={t('review.listed.none')}
        columns={useColumns(withdraws)}
      />
    </section>
  )
}

function useColumns(withdraws: boolean): PlainColumn<SeenList>[] {
  const t = useT()
  const columns: PlainColumn<SeenList>[] = [
    { key: 'list', label: t('review.listed.list'), cell: ({ fileName }) => <span>{fileName}</span> },
    { key: 'count', label: t('review.listed.count'), number: true, cell: ({ projects }) => projects },
    {
      key: 'at',
      label: t('review.listed.importedAt'),
      cell: ({ importedAt, importedByName }) => (
        <span>
          {importedByName} · <DateTime at={importedAt} />
        </span>
      ),
    },
    {
      key: 'state',
      label: t('review.listed.state'),
      cell: ({ withdrawn }) =>
        withdrawn ? (
          <WithdrawnNote withdrawn={withdrawn} />
        ) : (
          <StatusBadge tone="good" label={t('review.listed.stands')} />
        ),
    },
  ]
  if (withdraws)
    columns.push({
      key: 'act',
      label: t('review.listed.withdraw'),
      cell: ({ fileId, fileName, withdrawn }) =>
        !withdrawn && (
          <Link
            to={`?withdraw=${fileId}#withdraw`}
            aria-label={t('review.listed.withdrawTitle', { name: fileName })}
          >
            {t('review.listed.withdraw')}
          </Link>
        ),
    })
  return columns
}

/** Taking one list back: what follows, and why. */
export function WithdrawList({
  list: { fileId, fileName, projects },
  refusal,
  typed,
}: {
  list: SeenList
  refusal: Refusal | undefined
  typed: string | undefined
}) {
  const t = useT()
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" id="withdraw" className="qx-card qx-stack" aria-labelledby="withdraw-title">
      <MarkChinese>
        <h2 id="withdraw-title">{t('review.listed.withdrawTitle', { name: fileName })}</h2>
      </MarkChinese>
      <p>{t('review.listed.withdrawEffect', { count: projects })}</p>
      <RefusalMessage refusal={refusal} />
      <input type="hidden" name="act" value="withdraw" />
      <input type="hidden" name="list" value={fileId} />
      <Field label={t('review.listed.withdrawReason')} required>
        {(link) => (
          <textarea
            {...link}
            name="reason"
            rows={3}
            maxLength={2000}
            className="qx-input"
            required
            defaultValue={typed}
          />
        )}
      </Field>
      <CheckField
        name="confirmed"
        label={t('common.record.confirm', { act: t('review.listed.withdrawAct'), object: fileName })}
        required
      />
      <p className="qx-row">
        <button className="qx-button qx-danger" disabled={busy}>
          {t('review.listed.withdrawAct')}
        </button>
      </p>
    </Form>
  )
}
