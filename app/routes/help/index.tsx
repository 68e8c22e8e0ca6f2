import { Link } from 'react-router'
import { workflows } from '#app/domain/workflows.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'
import type { Route } from './+types/index.ts'

/** The names alone: the tables behind them are more than a page should load. */
export function loader() {
  return { names: Object.keys(workflows) }
}

export default function Help({ loaderData: { names } }: Route.ComponentProps) {
  const t = useT()
  const text = useText()
  return (
    <>
      <PageHeader title={t('help.title')} />
      <section className="qx-card qx-stack">
        <p>{t('help.intro')}</p>
        <h2>{t('help.workflows')}</h2>
        <ul className="qx-tiles">
          {names.map((name) => (
            <li key={name}>
              <Link to={`/help/${name}`}>{text(`help.workflow.${name}`)}</Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
