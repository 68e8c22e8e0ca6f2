import { useState } from 'react'
import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { explainWorkflow } from '#app/services/help.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'
import { PlainTable } from '#app/ui/plain-table.tsx'
import { pageContext } from '../context.server.ts'
import type { Route } from './+types/workflow.ts'

/** columns of a word or two */
const short: readonly string[] = ['reason', 'receipt']

const columnNames = {
  state: 'help.columns.state',
  owner: 'help.columns.owner',
  deadline: 'help.columns.deadline',
  act: 'help.columns.act',
  from: 'help.columns.from',
  to: 'help.columns.to',
  by: 'help.columns.by',
  requires: 'help.columns.requires',
  reason: 'help.columns.reason',
  receipt: 'help.columns.receipt',
} as const

export async function loader({ params, context }: Route.LoaderArgs) {
  if (!isWorkflowName(params.workflow)) throw new NotFound('workflow')
  const { svg: _, ...explained } = await explainWorkflow(
    messagesOf(context.get(pageContext).locale),
    params.workflow,
  )
  return { ...explained, name: params.workflow }
}

export default function HelpWorkflow({ loaderData }: Route.ComponentProps) {
  const t = useT()
  const locale = useLocale()
  const { title, name, states, acts } = loaderData
  const [enlarged, enlarge] = useState(false)
  const frame = enlarged ? 'qx-scroll qx-enlarged' : 'qx-scroll'
  const diagram = `/help/${name}/diagram?language=${locale}`
  function columnsOf<K extends keyof typeof columnNames>(keys: readonly K[]) {
    return keys.map((key) => ({
      key,
      label: t(columnNames[key]),
      nowrap: short.includes(key),
      cell: (row: Record<K, string>) => row[key],
    }))
  }
  return (
    <div className="qx-stack">
      <PageHeader title={title} crumbs={[{ label: t('help.title'), to: '/help' }]} />
      <section className="qx-card qx-stack">
        <h2>{t('help.diagram')}</h2>
        <p className="qx-row qx-noprint">
          <button type="button" className="qx-button qx-plain" onClick={() => enlarge(!enlarged)}>
            {t(enlarged ? 'help.fit' : 'help.enlarge')}
          </button>
          <a href={diagram} target="_blank" rel="noreferrer">
            {t('help.openDiagram')}
          </a>
        </p>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and holds nothing to focus */}
        <div className={frame} tabIndex={0} role="region" aria-label={t('help.diagram')}>
          <img className="qx-diagram" src={diagram} alt={`${title} ${t('help.diagram')}`} />
        </div>
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('help.states')}</h2>
        <PlainTable
          columns={columnsOf(['state', 'owner', 'deadline'])}
          rows={states}
          keyOf={({ state }) => state}
        />
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('help.acts')}</h2>
        <PlainTable
          columns={columnsOf(['act', 'from', 'to', 'by', 'requires', 'reason', 'receipt'])}
          rows={acts}
          keyOf={({ act }) => act}
        />
      </section>
    </div>
  )
}
