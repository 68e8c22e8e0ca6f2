import { NotFound } from '#app/domain/kernel/refusal.ts'
import { isWorkflowName } from '#app/domain/workflows.ts'
import { messagesOf } from '#app/i18n/messages.ts'
import { explainWorkflow } from '#app/services/help.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useLocale, useT } from '#app/ui/page.tsx'
import { pageContext } from '../context.server.ts'
import type { Route } from './+types/workflow.ts'

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
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: t('help.title'), to: '/help' }]} />
      <section className="qx-card qx-stack">
        <h2>{t('help.diagram')}</h2>
        <div className="qx-scroll">
          <img src={`/help/${name}/diagram?language=${locale}`} alt={`${title} ${t('help.diagram')}`} />
        </div>
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('help.states')}</h2>
        <PlainTable
          columns={{
            state: t('help.columns.state'),
            owner: t('help.columns.owner'),
            deadline: t('help.columns.deadline'),
          }}
          rows={states}
        />
      </section>
      <section className="qx-card qx-stack">
        <h2>{t('help.acts')}</h2>
        <PlainTable
          columns={{
            act: t('help.columns.act'),
            from: t('help.columns.from'),
            to: t('help.columns.to'),
            by: t('help.columns.by'),
            requires: t('help.columns.requires'),
            reason: t('help.columns.reason'),
          }}
          rows={acts}
        />
      </section>
    </>
  )
}

function PlainTable<K extends string>({
  columns,
  rows,
}: {
  columns: Record<K, string>
  rows: Record<K, string>[]
}) {
  const keys = Object.keys(columns).filter((key): key is K => key in columns)
  return (
    <div className="qx-scroll">
      <table className="qx-table">
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {columns[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {keys.map((key) => (
                <td key={key}>{row[key]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
