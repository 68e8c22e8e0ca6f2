import { PageHeader } from '#app/ui/page-header.tsx'
import { useT } from '#app/ui/page.tsx'

export default function Home() {
  const t = useT()
  return <PageHeader title={t('office.homeTitle')} />
}
