import { Link } from 'react-router'
import { workflows } from '#app/domain/workflows.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { useT, useText } from '#app/ui/page.tsx'

export default function Help() {
  const t = useT()
  const text = useText()
  return (
    <>
      <PageHeader title={t('help.title')} />
      <section className="qx-card qx-stack">
        <p>{t('help.intro')}</p>
        <h2>{t('help.workflows')}</h2>
        <ul className="qx-tiles">
          {Object.keys(workflows).map((name) => (
            <li key={name}>
              <Link to={`/help/${name}`}>{text(`help.workflow.${name}`)}</Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
