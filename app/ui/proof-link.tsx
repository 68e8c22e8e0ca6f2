import { Link } from 'react-router'
import { useT } from './page.tsx'

/** Leads to the public proof of an audit entry. @param entry its id or its number in the log; `leaf` goes along as printed hash */
export function ProofLink({ entry, leaf }: { entry: string | number; leaf?: string }) {
  const t = useT()
  return <Link to={`/v/${entry}${leaf ? `#${leaf}` : ''}`}>{t('audit.proof')}</Link>
}
